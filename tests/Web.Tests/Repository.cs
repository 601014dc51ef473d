namespace CadreWatch.Web.Tests;

/// <summary>Places in the working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Where screenshots and consoles are left.</summary>
    public static string Results => Directory.CreateDirectory(Path.Combine(Root, "test-results", "browser")).FullName;

    public static void RequirePages() =>
        Assert.True(File.Exists(Path.Combine(Root, "src/Web/wwwroot/index.html")), "src/Web/wwwroot holds no pages. Build them: dotnet build src/Web (without -p:SkipClient=true).");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cadre.Watch.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from below the folder of Cadre.Watch.sln.");
    }
}
