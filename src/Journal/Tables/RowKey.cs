using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Tables;

/// <summary>The key of a row, comparable within its table.</summary>
internal readonly record struct RowKey(string Text)
{
    public static RowKey Of(ReadTable table, IReadOnlyList<object?> values)
    {
        if (table.KeyColumns == 1 && values[0] is string only) return new(only);
        var text = new StringBuilder();
        for (var i = 0; i < table.KeyColumns; i++)
        {
            var part = RowValues.ToStored(table.Columns[i], values[i]) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                var other => FormattableString.Invariant($"{other}"),
            };
            text.Append(part.Length).Append(':').Append(part);
        }

        return new(text.ToString());
    }
}
