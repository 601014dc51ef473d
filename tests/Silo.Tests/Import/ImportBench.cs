using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CadreWatch.Cli.Import;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Import.Sending;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Silo.Tests.Import;

/// <summary>A folder of small tables, a profile over them, and a receiver that remembers what came.</summary>
internal sealed class ImportBench : IRowSink, IRowErrors, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-import-").FullName;
    private readonly ConcurrentDictionary<string, string> known = new();
    private int calls;

    /// <summary>Where the tables lie.</summary>
    public string Folder => folder;

    public ConcurrentQueue<RowProblem> Problems { get; } = new();

    /// <summary>Rows accepted, in the order they came.</summary>
    public ConcurrentQueue<(RowKind Kind, JsonElement Row)> Accepted { get; } = new();

    /// <summary>Calls, counted from 1, that answer busy.</summary>
    public HashSet<int> BusyCalls { get; } = [];

    public ImportTally Tally { get; private set; } = null!;

    public ImportBench Table(string name, string text, Encoding? encoding = null)
    {
        var bytes = (encoding ?? new UTF8Encoding(false)).GetBytes(text);
        using var file = File.Create(Path.Combine(folder, name));
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            file.Write(bytes);
            return this;
        }

        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        packed.Write(bytes);
        return this;
    }

    /// <param name="from">The folder by another name.</param>
    public async Task RunAsync(string profile, string? from = null)
    {
        Tally = new(this);
        await new Importer(ProfileReader.Read(new StringReader(profile)), from ?? folder, this, Tally, TimeProvider.System).RunAsync(new Silent(), CancellationToken.None);
    }

    public List<JsonElement> Rows(RowKind kind) => [.. Accepted.Where(r => r.Kind == kind).Select(r => r.Row)];

    public Task<IngestResult> SendAsync(RowKind kind, ReadOnlyMemory<byte> rows, CancellationToken cancel)
    {
        if (BusyCalls.Contains(Interlocked.Increment(ref calls)))
            throw new BusyException(TimeSpan.Zero, "busy");
        var duplicates = 0;
        var rejected = new List<RejectedRow>();
        var lines = Encoding.UTF8.GetString(rows.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            var row = JsonDocument.Parse(lines[i]).RootElement;
            if (kind == RowKind.Signals && !Accepted.Any(a => a.Kind == RowKind.Cadres && a.Row.GetProperty("number").GetString() == row.GetProperty("cadre").GetString()))
                rejected.Add(new(i, "cadre", "unknownCadre", "没有这名干部。"));
            else if (!known.TryAdd(lines[i], lines[i]))
                duplicates++;
            else
                Accepted.Enqueue((kind, row));
        }

        return Task.FromResult(new IngestResult(lines.Length, lines.Length - duplicates - rejected.Count, duplicates, rejected));
    }

    public void Add(RowProblem problem) => Problems.Enqueue(problem);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Silent : IImportProgress
    {
        public void At(string what, double share)
        {
        }
    }
}
