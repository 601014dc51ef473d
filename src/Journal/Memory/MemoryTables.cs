using System.Collections;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;

namespace CadreWatch.Journal.Memory;

/// <summary>Read tables in memory, in stored forms, with the order and the null rules of the databases.</summary>
internal sealed class MemoryTables(TableCatalog catalog, Lock gate) : IReadTables
{
    private readonly Dictionary<string, Dictionary<RowKey, object?[]>> rows = catalog.All.ToDictionary(t => t.PhysicalName, _ => new Dictionary<RowKey, object?[]>());

    public TableCatalog Catalog => catalog;

    /// <summary>The caller holds the gate.</summary>
    public void Write(GroupPlan plan) => Write(RowBatch.Of(plan.Winners, catalog));

    /// <inheritdoc cref="Write(GroupPlan)"/>
    public void Write(IReadOnlyCollection<RowBatch> batches)
    {
        foreach (var batch in batches)
        {
            var table = rows[batch.Table.PhysicalName];
            foreach (var row in batch.Deletes) table.Remove(RowKey.Of(batch.Table, row.Values));
            foreach (var row in batch.Puts)
                table[RowKey.Of(batch.Table, row.Values)] = [.. row.Values.Select((v, i) => RowValues.ToStored(batch.Table.Columns[i], v))];
        }
    }

    public Task<object?[]?> FindAsync(ReadTable table, IReadOnlyList<object> key, CancellationToken cancel)
    {
        if (key.Count != table.KeyColumns) throw new ArgumentException($"The key of {table.Name} has {table.KeyColumns} values.", nameof(key));
        catalog.Known(table);
        lock (gate) return Task.FromResult(rows[table.PhysicalName].TryGetValue(RowKey.Of(table, key), out var row) ? Answer(table.Columns, row) : null);
    }

    public Task<IReadOnlyList<object?[]>> QueryAsync(RowQuery query, CancellationToken cancel)
    {
        // The same text is generated as for the databases, so that what they refuse is refused here too.
        QuerySql.Rows(query with { Table = catalog.Known(query.Table) }, nullsAreLeast: true);
        var keyset = new Keyset(query);
        var order = keyset.Order.Select(o => (Index: Array.IndexOf(query.Table.Columns, o.Column), o.Descending)).ToArray();
        var after = keyset.After?.Select((v, i) => RowValues.ToStored(keyset.Order[i].Column, v)).ToArray();
        var found = Matching(query.Table, query.Where).Where(row => after is null || Compare(order, i => row[order[i].Index], i => after[i]) > 0).ToList();
        found.Sort((a, b) => Compare(order, i => a[order[i].Index], i => b[order[i].Index]));
        return Task.FromResult<IReadOnlyList<object?[]>>([.. found.Take(query.Limit).Select(row => Answer(query.Table.Columns, row))]);
    }

    public Task<IReadOnlyList<object?[]>> CountAsync(ReadTable table, IReadOnlyList<Condition> where, IReadOnlyList<string> groupBy, CancellationToken cancel)
    {
        QuerySql.Count(catalog.Known(table), where, groupBy, nullsAreLeast: true);
        var columns = groupBy.Select(name => RowValues.ColumnOf(table, name)).ToArray();
        var indexes = columns.Select(c => Array.IndexOf(table.Columns, c)).ToArray();
        var found = Matching(table, where);
        if (columns.Length == 0) return Task.FromResult<IReadOnlyList<object?[]>>([[(long)found.Count]]);
        var by = Comparer<object?[]>.Create((a, b) => indexes.Select(i => RowValues.Compare(a[i], b[i])).FirstOrDefault(c => c != 0));
        var counts = new SortedDictionary<object?[], long>(by);
        foreach (var row in found) counts[row] = counts.GetValueOrDefault(row) + 1;
        return Task.FromResult<IReadOnlyList<object?[]>>([.. counts.Select(c => (object?[])[.. Answer(columns, [.. indexes.Select(i => c.Key[i])]), c.Value])]);
    }

    private List<object?[]> Matching(ReadTable table, IReadOnlyList<Condition> where)
    {
        lock (gate) return [.. rows[table.PhysicalName].Values.Where(row => where.All(c => Matches(table, row, c)))];
    }

    private static bool Matches(ReadTable table, object?[] row, Condition condition)
    {
        if (condition.Is == Comparison.AnyOf) return condition.Groups.Any(group => group.All(c => Matches(table, row, c)));
        var column = RowValues.ColumnOf(table, condition.Column);
        var value = row[Array.IndexOf(table.Columns, column)];
        if (value is null || condition.Is is Comparison.IsNull or Comparison.IsNotNull) return condition.Is == (value is null ? Comparison.IsNull : Comparison.IsNotNull);
        if (condition.Is == Comparison.In) return ((IEnumerable)condition.Value!).Cast<object?>().Any(v => RowValues.Compare(value, RowValues.ToStored(column, v)) == 0);
        if (condition.Is == Comparison.StartsWith) return ((string)value).StartsWith((string)condition.Value!, StringComparison.Ordinal);
        var order = RowValues.Compare(value, RowValues.ToStored(column, condition.Value));
        return condition.Is switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.AtMost => order <= 0,
            Comparison.AtLeast => order >= 0,
            _ => order > 0,
        };
    }

    private static int Compare((int Index, bool Descending)[] order, Func<int, object?> a, Func<int, object?> b)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var c = RowValues.Compare(a(i), b(i));
            if (c != 0) return order[i].Descending ? -c : c;
        }

        return 0;
    }

    private static object?[] Answer(Column[] columns, object?[] row) => [.. row.Select((v, i) => RowValues.FromStored(columns[i], v))];
}
