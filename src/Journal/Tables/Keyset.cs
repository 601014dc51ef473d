using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tables;

/// <summary>The total order of a query (its columns, then the key) and the condition “strictly after this row”.</summary>
internal sealed class Keyset
{
    public Keyset(RowQuery query)
    {
        var order = query.OrderBy.Select(o => (RowValues.ColumnOf(query.Table, o.Column), o.Descending)).ToList();
        order.AddRange(query.Table.Columns.Take(query.Table.KeyColumns).Where(k => order.TrueForAll(o => o.Item1 != k)).Select(k => (k, false)));
        Order = order;
        After = query.After;
        if (After is null || After.Count == order.Count) return;

        // A caller may also give the whole key after the columns, as the contract says, though some of it stands among the columns already.
        if (After.Count != query.OrderBy.Count + query.Table.KeyColumns) throw new ArgumentException($"After takes {order.Count} values.", nameof(query));
        After = [.. query.After!.Take(query.OrderBy.Count), .. order.Skip(query.OrderBy.Count).Select(o => query.After![query.OrderBy.Count + Array.IndexOf(query.Table.Columns, o.Item1)])];
    }

    public IReadOnlyList<(Column Column, bool Descending)> Order { get; }

    public IReadOnlyList<object?>? After { get; }

    /// <summary>Nested per column: beyond its value, or equal and beyond in the rest. The bound on the first column lets an index start there.</summary>
    public string Term(QuerySql sql)
    {
        var term = "";
        for (var i = Order.Count - 1; i >= 0; i--)
        {
            var beyond = Beyond(sql, i);
            if (term.Length == 0) term = beyond;
            else term = $"({beyond} OR ({Equal(sql, i)} AND {term}))";
        }

        var (first, descending) = Order[0];
        if (first.Nullable || Order.Count == 1) return term;
        return $"({first.Name} {(descending ? "<=" : ">=")} {sql.Parameter(first, After![0])} AND {term})";
    }

    private string Beyond(QuerySql sql, int i)
    {
        var (column, descending) = Order[i];
        return (descending, After![i]) switch
        {
            (false, null) => $"{column.Name} IS NOT NULL",
            (true, null) => "1 = 0",
            (false, var value) => $"{column.Name} > {sql.Parameter(column, value)}",
            (true, var value) => $"({column.Name} < {sql.Parameter(column, value)}{(column.Nullable ? $" OR {column.Name} IS NULL" : "")})",
        };
    }

    private string Equal(QuerySql sql, int i) =>
        After![i] is null ? $"{Order[i].Column.Name} IS NULL" : $"{Order[i].Column.Name} = {sql.Parameter(Order[i].Column, After[i])}";
}
