using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>Read-table changes as two set-wise statements per table.</summary>
internal static class PostgresRows
{
    public static void Add(NpgsqlBatch batch, RowBatch rows)
    {
        Add(batch, TableSql.DeletePostgres(rows.Table), [.. TableSql.Keys(rows.Table)], [.. rows.Deletes]);
        Add(batch, TableSql.PutPostgres(rows.Table), rows.Table.Columns, [.. rows.Puts]);
    }

    private static void Add(NpgsqlBatch batch, string sql, Column[] columns, RowChange[] rows)
    {
        if (rows.Length == 0) return;
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Length; i++) command.Parameters.Add(Parameter(columns[i], i, rows));
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Parameter(Column column, int i, RowChange[] rows) => column.Type switch
    {
        ColumnType.Text or ColumnType.Day => Values<string?>(column, i, rows),
        ColumnType.Integer or ColumnType.Instant => Values<long?>(column, i, rows),
        _ => Values<byte[]?>(column, i, rows),
    };

    private static NpgsqlParameter<T[]> Values<T>(Column column, int i, RowChange[] rows) =>
        new() { TypedValue = Array.ConvertAll(rows, row => (T)RowValues.ToStored(column, row.Values[i])!) };
}
