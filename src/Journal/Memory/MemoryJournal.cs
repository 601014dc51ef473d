using System.Runtime.CompilerServices;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;

namespace CadreWatch.Journal.Memory;

/// <summary>The journal in this process's memory, for tests: every rule of the contract, but durable for as long as the process alone, and without a chain.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly JournalOptions options;
    private readonly MemoryTables tables;
    private readonly AppendSignal signal = new();
    private readonly List<StoredEvent> events = [];
    private readonly Dictionary<string, List<StoredEvent>> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (long First, long Last)> commands = [];
    private readonly Dictionary<(long Position, string Field), string> texts = [];
    private long recordedAt;

    public MemoryJournal(JournalOptions? options = null)
    {
        this.options = options ?? new();
        tables = new(new(this.options.Tables), gate);
    }

    public string Epoch { get; } = Guid.NewGuid().ToString("N");

    public IReadTables Tables => tables;

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        InputCheck.Group(group);
        tables.Catalog.Check(group);
        try
        {
            if (options.Fault is not null) await options.Fault(FaultPoint.BeforeCommit);
            var (outcomes, head) = Write(group);
            signal.Raise(head);
            if (options.Fault is not null) await options.Fault(FaultPoint.AfterCommit);
            return outcomes;
        }
        catch (Exception e) when (e is not JournalUnavailableException)
        {
            return [.. group.Select(_ => AppendOutcome.Unknown.Instance)];
        }
    }

    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        StoredEvent[] found;
        lock (gate) found = streams.TryGetValue(stream, out var all) ? [.. all.Skip((int)Math.Max(0, fromVersion - 1))] : [];
        foreach (var e in found)
        {
            cancel.ThrowIfCancellationRequested();
            yield return e;
        }
    }

    public Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<StoredEvent>>([.. events.Skip((int)after).Take(limit)]);
    }

    public Task<long> HeadAsync(CancellationToken cancel)
    {
        lock (gate) return Task.FromResult((long)events.Count);
    }

    public Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel)
    {
        var wanted = positions.ToHashSet();
        lock (gate)
            return Task.FromResult<IReadOnlyDictionary<(long, string), string>>(texts.Where(t => wanted.Contains(t.Key.Position)).ToDictionary(t => t.Key, t => t.Value));
    }

    public Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel)
    {
        var batches = tables.Catalog.Computed(rows);
        lock (gate) tables.Write(batches);
        return Task.CompletedTask;
    }

    public Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel) => signal.WaitAsync(after, atMost, options.Time, cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private (IReadOnlyList<AppendOutcome> Outcomes, long Head) Write(IReadOnlyList<StreamAppend> group)
    {
        lock (gate)
        {
            var plan = new GroupPlan(group);
            for (var i = 0; i < group.Count; i++)
                plan.Decide(i, new(0, streams.TryGetValue(group[i].Stream, out var all) ? all.Count : 0, ChainHash.Genesis), commands);
            var before = events.Count;
            if (plan.EventCount > 0) recordedAt = Math.Max(recordedAt, Micros.Of(options.Time.GetUtcNow()));
            tables.Write(plan);
            foreach (var winner in plan.Winners) Write(winner);
            return (plan.Finish(before, recordedAt), events.Count);
        }
    }

    private void Write(Winner winner)
    {
        foreach (var position in winner.Append.EraseTexts)
            foreach (var key in texts.Keys.Where(k => k.Position == position).ToArray()) texts.Remove(key);
        if (!streams.TryGetValue(winner.Append.Stream, out var stream)) streams[winner.Append.Stream] = stream = [];
        foreach (var entry in winner.Append.Entries)
        {
            var first = events.Count + 1;
            foreach (var e in entry.Events)
            {
                var stored = new StoredEvent(
                    events.Count + 1, winner.Append.Stream, stream.Count + 1, entry.CommandId, Micros.ToInstant(recordedAt), e.Name, e.Version, e.Bytes.ToArray());
                events.Add(stored);
                stream.Add(stored);
            }

            if (entry.Events.Count > 0) commands[entry.CommandId] = (first, events.Count);
            foreach (var text in entry.Texts) texts[(first + text.EventIndex, text.Field)] = Encoding.UTF8.GetString(text.Text.Bytes.Span);
        }
    }
}
