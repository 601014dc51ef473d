using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Bench.Kill;

/// <summary>The whole journal read back: the state of every grain, how often each revision of each signal stands in it, and the read tables rebuilt.</summary>
internal sealed class StoreCheck
{
    private const int Page = 2_000;
    private readonly Dictionary<string, KindAdapter> kinds = OpenedSilo.ProductKinds().ToDictionary(k => k.Name);
    private readonly Dictionary<GrainId, object> states = [];
    private readonly Dictionary<(SignalKey, DateTimeOffset), int> revisions = [];
    private readonly Dictionary<(ReadTable, string), object?[]> rows = [];

    private StoreCheck()
    {
    }

    public long Events { get; private set; }

    /// <param name="textsOf">The stored texts with positions after the first and up to the second number.</param>
    public static async Task<StoreCheck> ReadAsync(IJournal journal, EventCodec codec, Func<long, long, Task<ILookup<long, (string Field, SealedText Text)>>> textsOf)
    {
        var check = new StoreCheck();
        while (true)
        {
            var page = await journal.ReadAllAsync(check.Events, Page, CancellationToken.None);
            if (page.Count == 0) return check;
            var texts = await textsOf(check.Events, page[^1].Position);
            foreach (var command in Commands(page)) check.Take(command, texts, codec);
        }
    }

    public CadreState? Cadre(GrainId grain) => states.TryGetValue(grain, out var state) ? (CadreState)state : null;

    public IEnumerable<GrainId> Cadres => states.Keys.Where(g => g.Kind == "cadre");

    /// <summary>How often this revision of this signal is in the journal.</summary>
    public int Times(SentRow row) => revisions.GetValueOrDefault((SignalKey.Of(row.Source, row.ExternalId, row.Cadre), row.KnownOn.ToUniversalTime()));

    /// <summary>Revisions that stand in the journal more than once.</summary>
    public IEnumerable<string> Doubled() => revisions.Where(r => r.Value > 1).Select(r => $"{r.Key.Item1} known on {r.Key.Item2:O} stands {r.Value} times");

    /// <summary>What differs between the tables as they stand and as the events would have them.</summary>
    public async Task<IReadOnlyList<string>> TableFaultsAsync(IReadTables tables)
    {
        var faults = new List<string>();
        foreach (var table in ReadTableSet.All.Where(t => !t.Computed))
        {
            var wanted = rows.Where(r => r.Key.Item1 == table).ToDictionary(r => r.Key.Item2, r => r.Value);
            foreach (var row in await AllAsync(tables, table))
            {
                var key = Key(table, row);
                if (!wanted.Remove(key, out var expected)) faults.Add($"{table.Name} {key}: no event makes this row");
                else if (Text(expected) != Text(row)) faults.Add($"{table.Name} {key}:\n wanted {Text(expected)}\n  found {Text(row)}");
            }

            faults.AddRange(wanted.Keys.Select(k => $"{table.Name} {k}: the row is missing"));
        }

        return faults;
    }

    /// <summary>Events of one command stand together; a page may cut the last one, whose rest then counts as one more step of the same grain.</summary>
    private static IEnumerable<List<StoredEvent>> Commands(IReadOnlyList<StoredEvent> page)
    {
        var open = new List<StoredEvent>();
        foreach (var e in page)
        {
            if (open.Count > 0 && open[^1].CommandId != e.CommandId)
            {
                yield return open;
                open = [];
            }

            open.Add(e);
        }

        if (open.Count > 0) yield return open;
    }

    private void Take(List<StoredEvent> command, ILookup<long, (string Field, SealedText Text)> texts, EventCodec codec)
    {
        var grain = GrainId.Parse(command[0].Stream, null);
        var kind = kinds[grain.Kind];
        var before = states.GetValueOrDefault(grain) ?? kind.Empty(grain);
        var after = before;
        var own = new List<EventText>();
        for (var i = 0; i < command.Count; i++)
        {
            var e = codec.Read(command[i]);
            after = kind.Apply(after, e);
            Count(e);
            foreach (var (field, text) in texts[command[i].Position]) own.Add(new(i, field, text));
        }

        foreach (var row in kind.Rows(grain, before, after, own))
        {
            if (row.Delete) rows.Remove((row.Table, Key(row.Table, row.Values)));
            else rows[(row.Table, Key(row.Table, row.Values))] = row.Values;
        }

        states[grain] = after;
        Events = command[^1].Position;
    }

    private void Count(Event e)
    {
        var (key, facts) = e switch
        {
            SignalRecorded r => (r.Key, r.Facts),
            SignalRevised r => (r.Key, r.Facts),
            SignalHistoryRecorded r => (r.Key, r.Facts),
            _ => (default, null),
        };
        if (facts is null) return;
        var place = (key, facts.KnownOn.ToUniversalTime());
        revisions[place] = revisions.GetValueOrDefault(place) + 1;
    }

    private static async Task<List<object?[]>> AllAsync(IReadTables tables, ReadTable table)
    {
        var all = new List<object?[]>();
        var query = new RowQuery(table, [], [], Page);
        while (true)
        {
            var page = await tables.QueryAsync(query, CancellationToken.None);
            all.AddRange(page);
            if (page.Count < Page) return all;
            query = query with { After = [.. page[^1].Take(table.KeyColumns)] };
        }
    }

    private static string Key(ReadTable table, object?[] values) => string.Join('|', values.Take(table.KeyColumns).Select(Text));

    private static string Text(object?[] values) => string.Join(" | ", values.Select(Text));

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateTimeOffset at => (at.ToUniversalTime().Ticks / 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ReadOnlyMemory<byte> bytes => Convert.ToHexStringLower(bytes.Span),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
