using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>Reads, each on a pooled connection of its own.</summary>
internal sealed class PostgresReader(NpgsqlDataSource source, TableCatalog tables) : IReadTables
{
    public SqlFile Sql { get; } = new("Postgres.read");

    public async Task<object?[]?> FindAsync(ReadTable table, IReadOnlyList<object> key, CancellationToken cancel)
    {
        var rows = await RowsAsync(QuerySql.Find(tables.Known(table), key, nullsAreLeast: false), table.Columns, cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<object?[]>> QueryAsync(RowQuery query, CancellationToken cancel) =>
        RowsAsync(QuerySql.Rows(query with { Table = tables.Known(query.Table) }, nullsAreLeast: false), query.Table.Columns, cancel);

    public Task<IReadOnlyList<object?[]>> CountAsync(ReadTable table, IReadOnlyList<Condition> where, IReadOnlyList<string> groupBy, CancellationToken cancel) =>
        RowsAsync(
            QuerySql.Count(tables.Known(table), where, groupBy, nullsAreLeast: false),
            [.. groupBy.Select(name => RowValues.ColumnOf(table, name)), new("count", ColumnType.Integer)],
            cancel);

    /// <summary>All rows of a statement, each made by <paramref name="make"/>.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> make, CancellationToken cancel, params IReadOnlyList<object> values)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
#pragma warning disable CA2100 // every text is an embedded file or generated from checked identifiers
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel)) rows.Add(make(reader));
            return rows;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new JournalUnavailableException(e.Message, e);
        }
    }

    public static StoredEvent Event(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetGuid(3), Micros.ToInstant(row.GetInt64(4)), row.GetString(5), row.GetInt32(6), row.GetFieldValue<byte[]>(7));

    private Task<IReadOnlyList<object?[]>> RowsAsync(QuerySql query, Column[] columns, CancellationToken cancel) =>
        ReadAsync(query.Text, row => Row(row, columns), cancel, query.Parameters);

    private static object?[] Row(NpgsqlDataReader row, Column[] columns)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = RowValues.FromStored(columns[i], row.GetValue(i));
        return values;
    }
}
