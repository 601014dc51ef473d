using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Contract;

/// <summary>
/// A store whose read tables outlive their projection. A table of a new version is filled beside the one in use, which other silos go on writing, and takes its
/// place in one transaction. Until then it counts as not there.
/// </summary>
public interface ITableRebuild
{
    /// <summary>Empties the tables that are to be filled and keeps every other process from filling them. Null where all are those of this binary.</summary>
    Task<IRebuilding?> BeginRebuildAsync(CancellationToken cancel);
}

/// <summary>One rebuild under way. Disposed before <see cref="TryFinishAsync"/> answered true, nothing has changed: the next one begins anew.</summary>
public interface IRebuilding : IAsyncDisposable
{
    /// <summary>What is to be filled.</summary>
    IReadOnlyList<ReadTable> Tables { get; }

    /// <summary>Names of streams in the order of their beginning, after the one given (0 for the first), with what to give for the next page.</summary>
    Task<IReadOnlyList<(long Id, string Name)>> StreamsAsync(long after, int limit, CancellationToken cancel);

    /// <summary>The texts of these events as they were sealed; erased ones are absent.</summary>
    Task<IReadOnlyList<(long Position, string Field, SealedText Text)>> TextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel);

    /// <summary>Writes rows of <see cref="Tables"/> in one transaction; of several changes of one key the last stands.</summary>
    Task PutAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel);

    /// <summary>Puts the new tables in the place of the old ones, which are dropped; false where the journal has events after <paramref name="upTo"/>.</summary>
    Task<bool> TryFinishAsync(long upTo, CancellationToken cancel);
}
