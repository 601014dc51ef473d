using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CadreWatch.Silo.Measures;

namespace CadreWatch.Silo.Demo;

/// <summary>
/// The demonstration: 云津区（示例）, 700 invented cadres in 40 units with three years of signals that end on a given day, in the form that ingest takes.
/// The same day gives the same rows, byte for byte; another day gives other dates under the same ids, so a store is seeded with one day only.
/// Every person carries the tag 示例 and a name of surname and 某.
/// </summary>
public sealed class DemoDistrict
{
    public const string Name = "云津区（示例）";

    public const int People = 700;

    /// <summary>Who issues the invented letters.</summary>
    public static readonly LetterHead LetterHead = new("组监", "中共云津区委组织部（示例）", "干部监督科");

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<JsonObject> cadres;
    private readonly List<JsonObject> signals;

    /// <param name="today">The day on which the signals end; nothing is known after it.</param>
    public DemoDistrict(DateOnly today)
    {
        var random = new Random(0x5EED);
        var people = DemoPeople.Make(today, random);
        var stories = new DemoStories(today, random);
        cadres = [.. people.Select(p => p.Row)];
        signals = [.. people
            .SelectMany((person, i) => DemoBackground.Of(person, i, today, random).Concat(stories.Of(person, i)))
            .Where(s => s.KnownOn <= today)
            .OrderBy(s => s.KnownOn)
            .Select(s => s.Row())];
    }

    public int SignalCount => signals.Count;

    /// <summary>The roster as NDJSON.</summary>
    public IEnumerable<byte[]> Cadres(int rowsPerBatch) => Batches(cadres, rowsPerBatch);

    /// <summary>The signals as NDJSON in the order in which they became known; to be judged as known.</summary>
    public IEnumerable<byte[]> Signals(int rowsPerBatch) => Batches(signals, rowsPerBatch);

    private static IEnumerable<byte[]> Batches(List<JsonObject> rows, int size) =>
        rows.Chunk(size).Select(batch => Encoding.UTF8.GetBytes(string.Join('\n', batch.Select(r => r.ToJsonString(Readable)))));
}
