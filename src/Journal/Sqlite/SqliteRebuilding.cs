using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Tables;

namespace CadreWatch.Journal.Sqlite;

/// <summary>A rebuild in a data folder: its one owner is at it, so that nobody writes beside.</summary>
internal sealed class SqliteRebuilding(SqliteFiles files, SqliteReader reader, TableCatalog tables, IReadOnlyList<ReadTable> outdated, SqliteCheckpoints checkpoints) : IRebuilding
{
    private readonly SqliteWriter writer = new(files.Open(write: true), tables, checkpoints);

    public IReadOnlyList<ReadTable> Tables => outdated;

    public void Empty() => Execute([.. outdated.Select(t => $"DELETE FROM {t.PhysicalName}")]);

    public Task<IReadOnlyList<(long Id, string Name)>> StreamsAsync(long after, int limit, CancellationToken cancel) =>
        reader.ReadAsync(reader.Sql["stream-names"], r => (r.GetInt64(0), r.GetString(1)), cancel, after, limit);

    public Task<IReadOnlyList<(long Position, string Field, SealedText Text)>> TextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel)
    {
        var list = $"[{string.Join(',', positions.Select(p => p.ToString(CultureInfo.InvariantCulture)))}]";
        return reader.ReadAsync(
            reader.Sql["sealed-texts"], r => (r.GetInt64(0), r.GetString(1), SealedText.Of(r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3))), cancel, list);
    }

    public Task PutAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel)
    {
        foreach (var row in rows) RowValues.Check(row);
        writer.Begin();
        writer.WriteRows(RowBatch.Of(rows, tables));
        writer.Commit();
        return Task.CompletedTask;
    }

    public async Task<bool> TryFinishAsync(long upTo, CancellationToken cancel)
    {
        if ((await reader.ReadAsync(reader.Sql["head"], r => r.GetInt64(0), cancel))[0] != upTo) return false;
        Execute([.. outdated.SelectMany(TableSql.Swap)]);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Execute(IReadOnlyList<string> statements)
    {
        writer.Begin();
        foreach (var statement in statements) writer.Execute(statement);
        writer.Commit();
    }
}
