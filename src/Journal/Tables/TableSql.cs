using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Tables;

/// <summary>Data definition and writes of read tables, generated because the tables are data (<see cref="ReadTable"/>) and change with their projection.</summary>
internal static class TableSql
{
    public static string CreateSqlite(ReadTable table) => Create(table, c => c.Type switch
    {
        ColumnType.Text or ColumnType.Day => "TEXT COLLATE BINARY",
        ColumnType.Integer or ColumnType.Instant => "INTEGER",
        _ => "BLOB",
    });

    public static string CreatePostgres(ReadTable table) => Create(table, c => PostgresType(c) + (c.Type is ColumnType.Text or ColumnType.Day ? " COLLATE \"C\"" : ""));

    /// <summary>One row: $1, $2, … are its values in the table's order.</summary>
    public static string PutSqlite(ReadTable table) =>
        $"INSERT INTO {table.PhysicalName} VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"?{i + 1}"))}) {OnConflict(table)}";

    public static string DeleteSqlite(ReadTable table) =>
        $"DELETE FROM {table.PhysicalName} WHERE {string.Join(" AND ", Keys(table).Select((c, i) => $"{c.Name} = ?{i + 1}"))}";

    /// <summary>Many rows: $1, $2, … are the columns as arrays.</summary>
    public static string PutPostgres(ReadTable table) =>
        $"INSERT INTO {table.PhysicalName} SELECT * FROM {Unnest(table.Columns)} {OnConflict(table)}";

    public static string DeletePostgres(ReadTable table) =>
        $"DELETE FROM {table.PhysicalName} t USING {Unnest(Keys(table))} AS k({Names(Keys(table))}) WHERE {string.Join(" AND ", Keys(table).Select(c => $"t.{c.Name} = k.{c.Name}"))}";

    /// <summary>Physical names of earlier versions.</summary>
    public static IEnumerable<string> Older(ReadTable table) => Enumerable.Range(1, table.Version - 1).Select(v => (table with { Version = v }).PhysicalName);

    /// <summary>Makes this version the one in use and drops the earlier ones; the same text on both stores.</summary>
    public static IEnumerable<string> Swap(ReadTable table) =>
        Older(table).Select(old => $"DROP TABLE IF EXISTS {old}").Prepend(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"UPDATE read_tables SET version = {table.Version} WHERE name = '{table.Name}'"));

    public static IEnumerable<Column> Keys(ReadTable table) => table.Columns.Take(table.KeyColumns);

    private static string Create(ReadTable table, Func<Column, string> type)
    {
        var columns = table.Columns.Select(c => $"{c.Name} {type(c)}{(c.Nullable ? "" : " NOT NULL")}");
        return $"CREATE TABLE IF NOT EXISTS {table.PhysicalName} ({string.Join(", ", columns)}, PRIMARY KEY ({Names(Keys(table))}))";
    }

    private static string OnConflict(ReadTable table)
    {
        var rest = table.Columns.Skip(table.KeyColumns).Select(c => $"{c.Name} = excluded.{c.Name}").ToArray();
        return $"ON CONFLICT ({Names(Keys(table))}) DO " + (rest.Length == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", rest)}");
    }

    private static string Unnest(IEnumerable<Column> columns) =>
        $"unnest({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{PostgresType(c)}[]"))})";

    private static string PostgresType(Column column) => column.Type switch
    {
        ColumnType.Text or ColumnType.Day => "text",
        ColumnType.Integer or ColumnType.Instant => "bigint",
        _ => "bytea",
    };

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Name));
}
