using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tests;

/// <summary>Appends and rows to test with.</summary>
internal static class Sample
{
    public static readonly ReadTable People = new(
        "people", 1, 2,
        new("unit", ColumnType.Text), new("number", ColumnType.Integer), new("name", ColumnType.Text), new("sort", ColumnType.Bytes, true),
        new("born", ColumnType.Day, true), new("seen", ColumnType.Instant, true), new("body", ColumnType.Json, true));

    public static readonly ReadTable Marks = new("marks", 3, 1, new("number", ColumnType.Integer), new("mark", ColumnType.Text)) { Computed = true };

    public static JournalOptions Options(Func<FaultPoint, Task>? fault = null, IReadOnlyList<(string, int)>? contracts = null) =>
        new() { Tables = [People, Marks, .. ReadTableSet.All], Fault = fault, Contracts = contracts };

    public static string Stream() => $"cadre/{Guid.NewGuid():N}";

    public static NewEvent Event(string json = "{\"n\":1}") => new("cadre.signalRecorded", 1, Encoding.UTF8.GetBytes(json));

    public static AppendEntry Entry(int events = 1) => new(Guid.CreateVersion7(), [.. Enumerable.Range(0, events).Select(i => Event($$"""{"n":{{i}}}"""))], []);

    public static StreamAppend Append(string stream, long expected, params AppendEntry[] entries) => new(stream, expected, entries, []);

    public static StreamAppend Confirm(string stream, long expected) => new(stream, expected, [Entry(0)], []);

    public static AppendEntry WithText(string field, string text)
    {
        var sealedText = SealedText.Of(text, Guid.NewGuid().ToByteArray());
        return new(Guid.CreateVersion7(), [Event($$"""{"{{field}}":"{{sealedText.Hash}}"}""")], [new(0, field, sealedText)]);
    }

    public static RowChange Person(string unit, long number, string name = "某", byte[]? sort = null, DateOnly? born = null, DateTimeOffset? seen = null, byte[]? body = null) =>
        new(People, [unit, number, name, sort, born, seen, body]);

    public static async Task<AppendOutcome> OneAsync(this IJournal journal, StreamAppend append) => (await journal.AppendAsync([append], CancellationToken.None))[0];

    public static async Task<AppendOutcome.Appended> WinAsync(this IJournal journal, StreamAppend append) =>
        Assert.IsType<AppendOutcome.Appended>(await journal.OneAsync(append));

    public static async Task<List<StoredEvent>> StreamAsync(this IJournal journal, string stream, long from = 1)
    {
        var events = new List<StoredEvent>();
        await foreach (var e in journal.ReadStreamAsync(stream, from, CancellationToken.None)) events.Add(e);
        return events;
    }

    public static Task<IReadOnlyList<StoredEvent>> AllAsync(this IJournal journal, long after = 0) => journal.ReadAllAsync(after, 100_000, CancellationToken.None);
}
