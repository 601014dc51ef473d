using System.Diagnostics;
using System.Globalization;

namespace CadreWatch.Bench.Hosts;

/// <summary>The folder of one store: the server's data and, for PostgreSQL, the cluster. Kept under <c>artifacts/bench</c> so that preparing it is paid once.</summary>
internal sealed class StoreFolder
{
    private StoreFolder(StoreKind kind, string path) => (Kind, Path) = (kind, path);

    public StoreKind Kind { get; }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>Events that were preloaded; null until preparing it came to its end.</summary>
    public long? Prepared
    {
        get => File.Exists(Marker) ? long.Parse(File.ReadAllText(Marker), CultureInfo.InvariantCulture) : null;
        set => File.WriteAllText(Marker, value!.Value.ToString(CultureInfo.InvariantCulture));
    }

    private string Marker => System.IO.Path.Combine(Path, "prepared");

    public static string Root => System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../bench"));

    /// <summary>A named folder; what an earlier, interrupted preparation left in it is removed.</summary>
    public static StoreFolder Open(StoreKind kind, string name)
    {
        var folder = new StoreFolder(kind, System.IO.Path.Combine(Root, $"{kind}-{name}".ToLowerInvariant()));
        if (folder.Prepared is null) folder.Delete();
        Directory.CreateDirectory(folder.Data);
        return folder;
    }

    /// <summary>An empty folder, whatever was there before.</summary>
    public static StoreFolder Fresh(StoreKind kind, string name)
    {
        var folder = new StoreFolder(kind, System.IO.Path.Combine(Root, $"{kind}-{name}".ToLowerInvariant()));
        folder.Delete();
        Directory.CreateDirectory(folder.Data);
        return folder;
    }

    /// <summary>A copy with owners and rights, in place of an earlier one. It is on the disk: a run's own syncs must not wait for what copying left behind.</summary>
    public StoreFolder Copy(string name)
    {
        var copy = Fresh(Kind, name);
        copy.Delete();
        Run("cp", "--archive", "--reflink=auto", Path, copy.Path);
        Run("sync", "--file-system", copy.Path);
        return copy;
    }

    private static void Run(string program, params string[] args)
    {
        using var process = Process.Start(program, args);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new BenchFailedException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}.");
    }

    public void Delete()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
