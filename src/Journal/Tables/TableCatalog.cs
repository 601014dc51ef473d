using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Tables;

/// <summary>The read tables a journal was opened with.</summary>
internal sealed class TableCatalog
{
    private readonly Dictionary<string, ReadTable> byName;

    public TableCatalog(IReadOnlyList<ReadTable> tables)
    {
        byName = tables.ToDictionary(t => t.PhysicalName, StringComparer.Ordinal);
        foreach (var name in tables.SelectMany(t => t.Columns.Select(c => c.Name).Append(t.Name)).Where(n => !IsIdentifier(n)))
            throw new ArgumentException($"“{name}” is not a snake_case name.", nameof(tables));
    }

    public IEnumerable<ReadTable> All => byName.Values;

    public ReadTable Known(ReadTable table) =>
        byName.TryGetValue(table.PhysicalName, out var known) ? known : throw new ArgumentException($"The journal was opened without {table.PhysicalName}.", nameof(table));

    public void Check(IReadOnlyList<Contract.StreamAppend> group)
    {
        foreach (var append in group)
            foreach (var row in append.Rows) Known(row.Table);
    }

    /// <summary>The changes by table, where all of them are computed.</summary>
    public IReadOnlyCollection<RowBatch> Computed(IReadOnlyList<RowChange> rows)
    {
        foreach (var row in rows)
        {
            if (!Known(row.Table).Computed) throw new ArgumentException($"{row.Table.Name} follows from events and is written with them.", nameof(rows));
            RowValues.Check(row);
        }

        return RowBatch.Of(rows, this);
    }

    private static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
