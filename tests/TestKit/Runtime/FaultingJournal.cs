using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.TestKit.Runtime;

/// <summary>A journal whose next appends go wrong in a chosen way; everything else passes through.</summary>
public sealed class FaultingJournal(IJournal inner) : IJournal
{
    private readonly Queue<Fault> faults = new();

    public string Epoch => inner.Epoch;

    public IReadTables Tables => inner.Tables;

    public void Next(params Fault[] next)
    {
        foreach (var fault in next) faults.Enqueue(fault);
    }

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        switch (faults.TryDequeue(out var fault) ? fault : Fault.None)
        {
            case Fault.UnknownButWritten:
                await inner.AppendAsync(group, cancel).ConfigureAwait(false);
                return [.. group.Select(_ => AppendOutcome.Unknown.Instance)];
            case Fault.UnknownAndLost:
                return [.. group.Select(_ => AppendOutcome.Unknown.Instance)];
            case Fault.Unavailable:
                throw new JournalUnavailableException("The test made the store unavailable.");
            default:
                return await inner.AppendAsync(group, cancel).ConfigureAwait(false);
        }
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, CancellationToken cancel) => inner.ReadStreamAsync(stream, fromVersion, cancel);

    public Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel) => inner.ReadAllAsync(after, limit, cancel);

    public Task<long> HeadAsync(CancellationToken cancel) => inner.HeadAsync(cancel);

    public Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel) =>
        inner.ReadTextsAsync(positions, cancel);

    public Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel) => inner.PutComputedAsync(rows, cancel);

    public Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel) => inner.WaitForAppendAsync(after, atMost, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>What the next append of a <see cref="FaultingJournal"/> does.</summary>
public enum Fault
{
    None,
    UnknownButWritten,
    UnknownAndLost,
    Unavailable,
}
