using CadreWatch.Journal.Chain;

namespace CadreWatch.Journal.Sqlite;

/// <summary>The rows of the chain, for the verifier.</summary>
public sealed partial class SqliteJournal : IChainSource
{
    Task<IReadOnlyList<ChainEvent>> IChainSource.EventsAsync(long after, int limit, CancellationToken cancel) => reader.ReadAsync(
        reader.Sql["chain"],
        r => new ChainEvent(
            r.GetInt64(0), r.GetInt64(1),
            new(r.IsDBNull(2) ? "" : r.GetString(2), r.GetInt64(3), new Guid(r.GetFieldValue<byte[]>(4), bigEndian: true), r.GetInt64(5), r.GetString(6), r.GetInt32(7)),
            r.GetFieldValue<byte[]>(8), r.GetFieldValue<byte[]>(9)),
        cancel, after, limit);

    Task<IReadOnlyList<ChainText>> IChainSource.TextsAsync(long after, long upTo, CancellationToken cancel) => reader.ReadAsync(
        reader.Sql["chain-texts"], r => new ChainText(r.GetInt64(0), r.GetString(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3)), cancel, after, upTo);

    Task<IReadOnlyList<ChainCommit>> IChainSource.CommitsAsync(long afterLast, int limit, CancellationToken cancel) => reader.ReadAsync(
        reader.Sql["chain-commits"], r => new ChainCommit(r.GetInt64(0), r.GetInt64(1), r.GetInt16(2), r.GetFieldValue<byte[]>(3)), cancel, afterLast, limit);

    Task<IReadOnlyList<ChainStream>> IChainSource.StreamsAsync(long afterId, int limit, CancellationToken cancel) => reader.ReadAsync(
        reader.Sql["chain-streams"], r => new ChainStream(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetFieldValue<byte[]>(3)), cancel, afterId, limit);

    async Task<string?> IChainSource.LostStreamAsync(CancellationToken cancel) =>
        (await reader.ReadAsync(reader.Sql["lost-stream"], r => r.GetString(0), cancel)) is [var name] ? name : null;

    async Task<(long Position, byte[] Hash)> IChainSource.ChainHeadAsync(CancellationToken cancel) =>
        (await reader.ReadAsync(reader.Sql["head"], r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancel))[0];
}
