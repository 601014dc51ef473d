using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Bench.InProcess;

/// <summary>
/// Answers every append as a store would that always takes it, writes nothing, and keeps what it was given: the product's own rows, ready to be written
/// later. Reads go to the store beneath, so a grain must stay in memory once it has appended here.
/// </summary>
internal sealed class CapturingJournal(IJournal beneath, long head) : IJournal
{
    private readonly Lock gate = new();
    private long position = head;

    public List<StreamAppend> Captured { get; } = [];

    public string Epoch => beneath.Epoch;

    public IReadTables Tables => beneath.Tables;

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        var outcomes = new AppendOutcome[group.Count];
        lock (gate)
        {
            for (var i = 0; i < group.Count; i++)
            {
                var count = group[i].Entries.Sum(e => e.Events.Count);
                outcomes[i] = new AppendOutcome.Appended(count == 0 ? 0 : position + 1, group[i].ExpectedVersion + count, TimeProvider.System.GetUtcNow());
                position += count;
                if (count > 0) Captured.Add(group[i]);
            }
        }

        return Task.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, CancellationToken cancel) => beneath.ReadStreamAsync(stream, fromVersion, cancel);

    public Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel) => beneath.ReadAllAsync(after, limit, cancel);

    public Task<long> HeadAsync(CancellationToken cancel) => beneath.HeadAsync(cancel);

    public Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel) =>
        beneath.ReadTextsAsync(positions, cancel);

    public Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel) => beneath.PutComputedAsync(rows, cancel);

    public Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel) => beneath.WaitForAppendAsync(after, atMost, cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
