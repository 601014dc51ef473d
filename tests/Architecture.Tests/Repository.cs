using System.Reflection;
using System.Runtime.CompilerServices;

namespace CadreWatch.Architecture.Tests;

/// <summary>The sources of this very build, and its assemblies.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static Assembly Grains { get; } = Assembly.Load("CadreWatch.Grains");

    public static Assembly Journal { get; } = Assembly.Load("CadreWatch.Journal");

    public static Assembly Risk { get; } = Assembly.Load("CadreWatch.Risk");

    public static Assembly Silo { get; } = Assembly.Load("CadreWatch.Silo");

    public static Assembly Web { get; } = Assembly.Load("CadreWatch.Web");

    public static Assembly Cli { get; } = Assembly.Load("cadre-watch");

    public static IReadOnlyList<Assembly> All { get; } = [Grains, Journal, Risk, Silo, Web, Cli];

    /// <summary>Every file below src that people wrote, by path from the root.</summary>
    public static IEnumerable<string> SourceFiles(params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f => extensions.Contains(Path.GetExtension(f)) && !f.Split('/', '\\').Any(p => p is "node_modules" or "wwwroot" or "dist" or "bin" or "obj"));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static bool IsWritten(Type type) => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.FullName!.Contains('<', StringComparison.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cadre.Watch.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
