using System.Globalization;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Groups;

namespace CadreWatch.Journal.Tables;

/// <summary>Values of read tables on their way in and out. Stored forms: string (Text, Day), long (Integer, Instant), byte[] (Bytes, Json).</summary>
internal static class RowValues
{
    /// <summary>Keys and byte values are indexed; both stores take this many bytes in an index entry.</summary>
    private const int LongestKey = 1000;

    /// <summary>Throws <see cref="ArgumentException"/> naming the column where the row breaks its table.</summary>
    public static void Check(RowChange row)
    {
        var expected = row.Delete ? row.Table.KeyColumns : row.Table.Columns.Length;
        if (row.Values.Length != expected) throw new ArgumentException($"{row.Table.Name} takes {expected} values, not {row.Values.Length}.", nameof(row));
        for (var i = 0; i < row.Values.Length; i++) Check(row.Table.Columns[i], row.Values[i], i < row.Table.KeyColumns);
    }

    public static object? ToStored(Column column, object? value) => (column.Type, value) switch
    {
        (_, null) => null,
        (ColumnType.Text, string s) => s,
        (ColumnType.Integer, long n) => n,
        (ColumnType.Integer, int n) => (long)n,
        (ColumnType.Instant, DateTimeOffset at) => Micros.Of(at),
        (ColumnType.Day, DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture),
        (ColumnType.Bytes or ColumnType.Json, byte[] bytes) => bytes,
        (ColumnType.Json, string s) => Encoding.UTF8.GetBytes(s),
        _ => throw new ArgumentException($"{column.Type} cannot hold a {value.GetType().Name}.", column.Name),
    };

    public static object? FromStored(Column column, object? value) => (column.Type, value) switch
    {
        (_, null or DBNull) => null,
        (ColumnType.Instant, long micros) => Micros.ToInstant(micros),
        (ColumnType.Day, string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>Order of stored values: null first, numbers by value, texts and bytes by their (UTF-8) bytes.</summary>
    public static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (long x, long y) => x.CompareTo(y),
        (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
        (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
        _ => throw new ArgumentException("Values of two types have no order.", nameof(b)),
    };

    public static Column ColumnOf(ReadTable table, string name) =>
        table.Columns.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"{table.Name} has no column {name}.", nameof(name));

    private static void Check(Column column, object? value, bool key)
    {
        if (value is null)
        {
            if (key || !column.Nullable) throw new ArgumentException($"{column.Name} may not be null.", column.Name);
            return;
        }

        if (value is string text) InputCheck.Text(text, column.Name);
        var size = ToStored(column, value) switch
        {
            string s when key => Encoding.UTF8.GetByteCount(s),
            byte[] bytes when key || column.Type == ColumnType.Bytes => bytes.Length,
            _ => 0,
        };
        if (size > LongestKey) throw new ArgumentException($"{column.Name} is longer than {LongestKey} bytes.", column.Name);
    }
}
