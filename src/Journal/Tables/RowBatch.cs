using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Groups;

namespace CadreWatch.Journal.Tables;

/// <summary>The changes of one table in one group: the last change of each key, so that their order no longer matters.</summary>
internal sealed class RowBatch(ReadTable table)
{
    private readonly Dictionary<RowKey, RowChange> last = [];

    public ReadTable Table => table;

    public IEnumerable<RowChange> Puts => last.Values.Where(r => !r.Delete);

    public IEnumerable<RowChange> Deletes => last.Values.Where(r => r.Delete);

    /// <summary>The changes of all winners, per table in the order of first use.</summary>
    /// <exception cref="ArgumentException">A change names a table the journal was not opened with.</exception>
    public static IReadOnlyCollection<RowBatch> Of(IEnumerable<Winner> winners, TableCatalog catalog)
    {
        Dictionary<string, RowBatch>? batches = null;
        foreach (var winner in winners) Add(winner.Append.Rows, catalog, ref batches);
        return batches?.Values ?? (IReadOnlyCollection<RowBatch>)[];
    }

    /// <summary>The same of bare changes.</summary>
    public static IReadOnlyCollection<RowBatch> Of(IReadOnlyList<RowChange> rows, TableCatalog catalog)
    {
        Dictionary<string, RowBatch>? batches = null;
        Add(rows, catalog, ref batches);
        return batches?.Values ?? (IReadOnlyCollection<RowBatch>)[];
    }

    private static void Add(IReadOnlyList<RowChange> rows, TableCatalog catalog, ref Dictionary<string, RowBatch>? batches)
    {
        foreach (var row in rows)
        {
            batches ??= new(StringComparer.Ordinal);
            if (!batches.TryGetValue(row.Table.PhysicalName, out var batch)) batches[row.Table.PhysicalName] = batch = new(catalog.Known(row.Table));
            batch.last[RowKey.Of(row.Table, row.Values)] = row;
        }
    }
}
