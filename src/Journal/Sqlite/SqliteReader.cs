using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>Reads, each on a pooled connection of its own, so that they never wait for the writer.</summary>
internal sealed class SqliteReader(SqliteFiles files, TableCatalog tables) : IReadTables
{
    public SqlFile Sql { get; } = new("Sqlite.read");

    public async Task<object?[]?> FindAsync(ReadTable table, IReadOnlyList<object> key, CancellationToken cancel)
    {
        var rows = await RowsAsync(QuerySql.Find(tables.Known(table), key, nullsAreLeast: true), table.Columns, cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<object?[]>> QueryAsync(RowQuery query, CancellationToken cancel) =>
        RowsAsync(QuerySql.Rows(query with { Table = tables.Known(query.Table) }, nullsAreLeast: true), query.Table.Columns, cancel);

    public Task<IReadOnlyList<object?[]>> CountAsync(ReadTable table, IReadOnlyList<Condition> where, IReadOnlyList<string> groupBy, CancellationToken cancel) =>
        RowsAsync(
            QuerySql.Count(tables.Known(table), where, groupBy, nullsAreLeast: true),
            [.. groupBy.Select(name => RowValues.ColumnOf(table, name)), new("count", ColumnType.Integer)],
            cancel);

    /// <summary>All rows of a statement, each made by <paramref name="make"/>.</summary>
    public Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> make, CancellationToken cancel, params IReadOnlyList<object> values)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            using var connection = files.Open(write: false);
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is an embedded file or generated from checked identifiers
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Count; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), values[i]);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(make(reader));
            return Task.FromResult<IReadOnlyList<T>>(rows);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new JournalCorruptException(e.Message);
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException(e.Message, e);
        }
    }

    public static StoredEvent Event(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), new Guid(row.GetFieldValue<byte[]>(3), bigEndian: true),
        Micros.ToInstant(row.GetInt64(4)), row.GetString(5), row.GetInt32(6), row.GetFieldValue<byte[]>(7));

    private Task<IReadOnlyList<object?[]>> RowsAsync(QuerySql query, Column[] columns, CancellationToken cancel) =>
        ReadAsync(query.Text, row => Row(row, columns), cancel, query.Parameters);

    private static object?[] Row(SqliteDataReader row, Column[] columns)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = row.IsDBNull(i) ? null : RowValues.FromStored(columns[i], Value(row, i, columns[i].Type));
        return values;
    }

    private static object Value(SqliteDataReader row, int i, ColumnType type) => type switch
    {
        ColumnType.Text or ColumnType.Day => row.GetString(i),
        ColumnType.Integer or ColumnType.Instant => row.GetInt64(i),
        _ => row.GetFieldValue<byte[]>(i),
    };
}
