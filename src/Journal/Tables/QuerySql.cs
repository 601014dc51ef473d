using System.Collections;
using System.Globalization;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tables;

/// <summary>
/// SQL of the queries that <see cref="IReadTables"/> takes. It is generated, not a file, because tables and conditions are data; both stores run the
/// same text with parameters $1, $2, … Null sorts as the least value on both.
/// </summary>
/// <param name="nullsAreLeast">Whether the store sorts nulls first by itself (SQLite); else the order says so (PostgreSQL).</param>
internal sealed class QuerySql(bool nullsAreLeast)
{
    private readonly StringBuilder sql = new();

    public List<object> Parameters { get; } = [];

    public string Text => sql.ToString();

    public static QuerySql Find(ReadTable table, IReadOnlyList<object> key, bool nullsAreLeast)
    {
        if (key.Count != table.KeyColumns) throw new ArgumentException($"The key of {table.Name} has {table.KeyColumns} values.", nameof(key));
        var query = new QuerySql(nullsAreLeast).Select(table.Columns.Select(c => c.Name), table);
        query.Where(table, [.. key.Select((value, i) => new Condition(table.Columns[i].Name, Comparison.Equal, value))], null);
        return query;
    }

    public static QuerySql Rows(RowQuery request, bool nullsAreLeast)
    {
        if (request.Limit is < 1 or > 10_000) throw new ArgumentOutOfRangeException(nameof(request), "Limit is 1 to 10,000.");
        var keyset = new Keyset(request);
        var query = new QuerySql(nullsAreLeast);
        var order = string.Join(", ", keyset.Order.Select(o => query.OrderOf(o.Column, o.Descending)));
        var columns = request.Table.Columns.Select(c => c.Name);
        var late = IsWide(request.Table);
        if (late) query.Select(columns, request.Table).sql.Append(CultureInfo.InvariantCulture, $" WHERE {request.Table.Columns[0].Name} IN (");
        query.Select(late ? [request.Table.Columns[0].Name] : columns, request.Table).Where(request.Table, request.Where, keyset);
        query.sql.Append(CultureInfo.InvariantCulture, $" ORDER BY {order} LIMIT {request.Limit}");
        if (late) query.sql.Append(CultureInfo.InvariantCulture, $") ORDER BY {order}");
        return query;
    }

    public static QuerySql Count(ReadTable table, IReadOnlyList<Condition> where, IReadOnlyList<string> groupBy, bool nullsAreLeast)
    {
        var columns = groupBy.Select(name => RowValues.ColumnOf(table, name)).ToArray();
        var query = new QuerySql(nullsAreLeast).Select([.. columns.Select(c => c.Name), "count(*)"], table);
        query.Where(table, where, null);
        if (columns.Length == 0) return query;
        query.sql.Append(" GROUP BY ").AppendJoin(", ", columns.Select(c => c.Name));
        query.sql.Append(" ORDER BY ").AppendJoin(", ", columns.Select(c => query.OrderOf(c, false)));
        return query;
    }

    public string Parameter(Column column, object? value)
    {
        Parameters.Add(RowValues.ToStored(column, value) ?? throw new ArgumentException($"{column.Name}: null is asked for by IsNull.", column.Name));
        return string.Create(CultureInfo.InvariantCulture, $"${Parameters.Count}");
    }

    /// <summary>Rows with a document are chosen by what the indexes hold, and only those chosen are fetched: sorting whole rows costs a visit to each.</summary>
    private static bool IsWide(ReadTable table) => table.KeyColumns == 1 && table.Columns.Any(c => c.Type == ColumnType.Json);

    private QuerySql Select(IEnumerable<string> columns, ReadTable table)
    {
        sql.Append("SELECT ").AppendJoin(", ", columns).Append(" FROM ").Append(table.PhysicalName);
        return this;
    }

    private void Where(ReadTable table, IReadOnlyList<Condition> where, Keyset? keyset)
    {
        var terms = where.Select(c => Term(table, c)).ToList();
        if (keyset?.After is not null) terms.Add(keyset.Term(this));
        if (terms.Count > 0) sql.Append(" WHERE ").AppendJoin(" AND ", terms);
    }

    private string Term(ReadTable table, Condition condition) =>
        condition.Is == Comparison.AnyOf ? AnyTerm(table, condition.Groups) : Term(RowValues.ColumnOf(table, condition.Column), condition);

    /// <summary>One group alone is written without brackets, so that an index is found as if it stood by itself.</summary>
    private string AnyTerm(ReadTable table, IReadOnlyList<IReadOnlyList<Condition>> groups)
    {
        if (groups.Any(g => g.Count == 0)) return "1 = 1";
        var terms = groups.Select(g => string.Join(" AND ", g.Select(c => Term(table, c)))).ToList();
        return terms.Count switch { 0 => "1 = 0", 1 => terms[0], _ => $"(({string.Join(") OR (", terms)}))" };
    }

    private string Term(Column column, Condition condition) => condition.Is switch
    {
        Comparison.Equal => $"{column.Name} = {Parameter(column, condition.Value)}",
        Comparison.NotEqual => $"{column.Name} <> {Parameter(column, condition.Value)}",
        Comparison.Less => $"{column.Name} < {Parameter(column, condition.Value)}",
        Comparison.AtMost => $"{column.Name} <= {Parameter(column, condition.Value)}",
        Comparison.AtLeast => $"{column.Name} >= {Parameter(column, condition.Value)}",
        Comparison.Greater => $"{column.Name} > {Parameter(column, condition.Value)}",
        Comparison.In => InTerm(column, condition.Value),
        Comparison.StartsWith => PrefixTerm(column, condition.Value),
        Comparison.IsNull => $"{column.Name} IS NULL",
        Comparison.IsNotNull => $"{column.Name} IS NOT NULL",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private string InTerm(Column column, object? value)
    {
        if (value is string || value is not IEnumerable values) throw new ArgumentException("In takes an array of values.", column.Name);
        var list = string.Join(", ", values.Cast<object?>().Select(v => Parameter(column, v)));
        return list.Length == 0 ? "1 = 0" : $"{column.Name} IN ({list})";
    }

    private string PrefixTerm(Column column, object? value)
    {
        if (column.Type != ColumnType.Text || value is not string prefix) throw new ArgumentException("StartsWith takes a text.", column.Name);
        var from = $"{column.Name} >= {Parameter(column, prefix)}";
        return Prefix.Beyond(prefix) is { } beyond ? $"({from} AND {column.Name} < {Parameter(column, beyond)})" : from;
    }

    private string OrderOf(Column column, bool descending) =>
        column.Name + (descending ? " DESC" : "") + (nullsAreLeast || !column.Nullable ? "" : descending ? " NULLS LAST" : " NULLS FIRST");
}
