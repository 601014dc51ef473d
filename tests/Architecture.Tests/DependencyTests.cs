using System.Reflection;

namespace CadreWatch.Architecture.Tests;

/// <summary><c>Web, Cli → Silo → Journal, Risk → Grains</c>, read from the references of the assemblies.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CadreWatch.Grains"] = [],
        ["CadreWatch.Journal"] = ["CadreWatch.Grains"],
        ["CadreWatch.Risk"] = ["CadreWatch.Grains"],
        ["CadreWatch.Silo"] = ["CadreWatch.Journal", "CadreWatch.Risk", "CadreWatch.Grains"],
        ["CadreWatch.Web"] = ["CadreWatch.Silo", "CadreWatch.Journal", "CadreWatch.Risk", "CadreWatch.Grains"],
        ["cadre-watch"] = ["CadreWatch.Silo", "CadreWatch.Journal", "CadreWatch.Risk", "CadreWatch.Grains"],
    };

    [Fact]
    public void Grains_ReferenceTheBaseClassLibraryAlone() =>
        Assert.Empty(References(Repository.Grains).Where(r => !r.StartsWith("System.", StringComparison.Ordinal) && r is not ("System" or "netstandard" or "mscorlib")));

    [Fact]
    public void Projects_ReferenceOnlyWhatLiesBelowThem() =>
        Assert.Empty(
            from assembly in Repository.All
            let name = assembly.GetName().Name!
            from reference in References(assembly)
            where Allowed.ContainsKey(reference) && !Allowed[name].Contains(reference)
            select $"{name} → {reference}");

    [Theory]
    [InlineData("Npgsql", "CadreWatch.Journal")]
    [InlineData("Microsoft.Data.Sqlite", "CadreWatch.Journal")]
    [InlineData("CsvHelper", "cadre-watch")]
    [InlineData("System.CommandLine", "cadre-watch")]
    [InlineData("Spectre.Console", "cadre-watch")]
    public void Library_StaysInItsProject(string library, string project) =>
        Assert.Empty(Repository.All.Where(a => a.GetName().Name != project && References(a).Contains(library)).Select(a => a.GetName().Name));

    [Fact]
    public void Grains_CallNoClockFileOrNetwork()
    {
        string[] foreign = ["System.Net.Http", "System.Net.Sockets", "System.IO.FileSystem", "System.Data.Common", "System.Threading.Thread"];
        Assert.Empty(References(Repository.Grains).Intersect(foreign));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);
}
