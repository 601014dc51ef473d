namespace CadreWatch.Journal.Chain;

/// <summary>An event as it stands in the store; <c>Facts.Stream</c> is empty where the stream's row is gone.</summary>
internal sealed record ChainEvent(long Position, long StreamId, EventFacts Facts, byte[] Bytes, byte[] Hash);

internal sealed record ChainText(long Position, string Field, byte[] Salt, byte[] Bytes);

internal sealed record ChainCommit(long First, long Last, short Algorithm, byte[] Hash);

internal sealed record ChainStream(long Id, string Name, long Version, byte[] Head);

/// <summary>The raw rows that the chain is verified from, in pages by key.</summary>
internal interface IChainSource
{
    Task<IReadOnlyList<ChainEvent>> EventsAsync(long after, int limit, CancellationToken cancel);

    Task<IReadOnlyList<ChainText>> TextsAsync(long after, long upTo, CancellationToken cancel);

    Task<IReadOnlyList<ChainCommit>> CommitsAsync(long afterLast, int limit, CancellationToken cancel);

    Task<IReadOnlyList<ChainStream>> StreamsAsync(long afterId, int limit, CancellationToken cancel);

    /// <summary>A stream that has a version and no event.</summary>
    Task<string?> LostStreamAsync(CancellationToken cancel);

    Task<(long Position, byte[] Hash)> ChainHeadAsync(CancellationToken cancel);
}
