using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>
/// A rebuild in a database that other silos may be writing meanwhile. It holds an advisory lock for as long as its connection lives, so that there is one at a
/// time. A silo of the older version finds its tables gone after the swap and writes no more.
/// </summary>
internal sealed class PostgresRebuilding(NpgsqlConnection connection, PostgresReader reader, TableCatalog tables, IReadOnlyList<ReadTable> outdated) : IRebuilding
{
    public IReadOnlyList<ReadTable> Tables => outdated;

    public Task EmptyAsync(CancellationToken cancel) => ExecuteAsync(outdated.Select(t => $"TRUNCATE {t.PhysicalName}"), cancel);

    public Task<IReadOnlyList<(long Id, string Name)>> StreamsAsync(long after, int limit, CancellationToken cancel) =>
        reader.ReadAsync(reader.Sql["stream-names"], r => (r.GetInt64(0), r.GetString(1)), cancel, after, limit);

    public Task<IReadOnlyList<(long Position, string Field, SealedText Text)>> TextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel) =>
        reader.ReadAsync(
            reader.Sql["sealed-texts"], r => (r.GetInt64(0), r.GetString(1), SealedText.Of(r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3))), cancel, positions.ToArray());

    public async Task PutAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel)
    {
        foreach (var row in rows) RowValues.Check(row);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var table in RowBatch.Of(rows, tables)) PostgresRows.Add(batch, table);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <remarks>Whoever is writing the old tables ends first; whoever comes later waits for them and so never holds the head that is taken here.</remarks>
    public async Task<bool> TryFinishAsync(long upTo, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var old in await OldAsync(cancel)) await ExecuteAsync($"LOCK TABLE {old} IN ACCESS EXCLUSIVE MODE", cancel);
        await using (var head = Command("SELECT position FROM journal_head WHERE id = 1 FOR UPDATE"))
        {
            if ((long)(await head.ExecuteScalarAsync(cancel))! != upTo) return false;
        }

        foreach (var statement in outdated.SelectMany(TableSql.Swap)) await ExecuteAsync(statement, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<List<string>> OldAsync(CancellationToken cancel)
    {
        var old = outdated.SelectMany(TableSql.Older).ToArray();
        await using var command = Command("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY ($1) ORDER BY tablename");
        command.Parameters.Add(new() { Value = old });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await rows.ReadAsync(cancel)) found.Add(rows.GetString(0));
        return found;
    }

    private async Task ExecuteAsync(IEnumerable<string> statements, CancellationToken cancel)
    {
        foreach (var statement in statements) await ExecuteAsync(statement, cancel);
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancel)
    {
        await using var command = Command(statement);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlCommand Command(string text)
    {
#pragma warning disable CA2100 // generated from checked identifiers
        return new(text, connection);
#pragma warning restore CA2100
    }
}
