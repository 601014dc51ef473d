using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Contract;

/// <summary>
/// The append-only store that everything else derives from. One database, any number of writers; one acceptance suite says what each store must do.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Appends for many streams in one transaction; each succeeds or fails alone, and a reply exists only once the transaction is durable.
    /// At most one append per stream. Outcomes stand in the order of the group. Case by case, first match wins:
    /// <list type="bullet">
    /// <item>any entry's command id is already stored → <see cref="AppendOutcome.Duplicate"/> naming every such id with its first positions; nothing of this append is written;</item>
    /// <item>the stream's version is not the expected one → <see cref="AppendOutcome.Conflict"/>; nothing is written;</item>
    /// <item>no events at all → <see cref="AppendOutcome.Appended"/> without positions: the version was confirmed; rows are not written, no command id is kept;</item>
    /// <item>otherwise <see cref="AppendOutcome.Appended"/>; entries with events keep their command id, entries without do not.</item>
    /// </list>
    /// When the connection is lost at commit every append of the group answers <see cref="AppendOutcome.Unknown"/>: reload, retry with the same command ids.
    /// When the group failed before commit, <see cref="JournalUnavailableException"/> is thrown and nothing was written.
    /// </summary>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel);

    /// <summary>The events of one stream from <paramref name="fromVersion"/> (1 is the first), in order.</summary>
    IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, CancellationToken cancel);

    /// <summary>Up to <paramref name="limit"/> events with a position greater than <paramref name="after"/>, in position order without gaps. A gap throws <see cref="JournalCorruptException"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel);

    /// <summary>
    /// As <see cref="ReadAllAsync"/>, for who follows: what this process committed itself a moment ago may be answered from memory, and fewer events than there are;
    /// none only where there are none.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> FollowAsync(long after, int limit, CancellationToken cancel) => ReadAllAsync(after, limit, cancel);

    /// <summary>Position of the last committed event; 0 for an empty journal.</summary>
    Task<long> HeadAsync(CancellationToken cancel);

    /// <summary>Identity of this run of history, a random text made when the journal was created or restored.</summary>
    string Epoch { get; }

    /// <summary>The texts stored with events, by position and field; erased ones are absent.</summary>
    Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel);

    /// <summary>Rows of read tables.</summary>
    IReadTables Tables { get; }

    /// <summary>
    /// Writes rows that follow from no event, in one transaction: what a job computed and can compute again, such as scores. Of several changes of one key the
    /// last stands. Once answered it is durable.
    /// </summary>
    /// <exception cref="ArgumentException">A table is not marked <see cref="ReadTable.Computed"/>: what follows from events is written with them.</exception>
    /// <exception cref="JournalUnavailableException">The store could not be reached; whether the rows are there is not known, putting them again is safe.</exception>
    Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel);

    /// <summary>Completes when something was appended after <paramref name="after"/> by any writer, or after <paramref name="atMost"/>.</summary>
    Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel);
}
