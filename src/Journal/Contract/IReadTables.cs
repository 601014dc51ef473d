using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Contract;

/// <summary>Queries over the read tables. A value comes back as it was put (see <see cref="RowChange"/>).</summary>
public interface IReadTables
{
    /// <summary>The row with this key, or null.</summary>
    Task<object?[]?> FindAsync(ReadTable table, IReadOnlyList<object> key, CancellationToken cancel);

    /// <summary>Rows that match, in order; see <see cref="RowQuery"/>.</summary>
    Task<IReadOnlyList<object?[]>> QueryAsync(RowQuery query, CancellationToken cancel);

    /// <summary>Counts of matching rows grouped by the named columns (one row without columns): the group's values, then the count as long.</summary>
    Task<IReadOnlyList<object?[]>> CountAsync(ReadTable table, IReadOnlyList<Condition> where, IReadOnlyList<string> groupBy, CancellationToken cancel);
}

public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    AtLeast,
    Greater,
    In,
    StartsWith,
    IsNull,
    IsNotNull,

    /// <summary>See <see cref="Condition.AnyOf"/>.</summary>
    AnyOf,
}

/// <summary>One condition on a column; conditions are joined by and. <c>In</c> takes an array of values.</summary>
public sealed record Condition(string Column, Comparison Is, object? Value = null)
{
    /// <summary>Holds where all conditions of one of the groups hold: without a group never, with an empty group always.</summary>
    public static Condition AnyOf(IReadOnlyList<IReadOnlyList<Condition>> groups) => new("", Comparison.AnyOf, groups);

    /// <summary>The groups of an <see cref="Comparison.AnyOf"/>.</summary>
    public IReadOnlyList<IReadOnlyList<Condition>> Groups => Is == Comparison.AnyOf ? (IReadOnlyList<IReadOnlyList<Condition>>)Value! : [];
}

/// <param name="OrderBy">Columns, each ascending unless marked; the table's key is appended so that the order is total.</param>
/// <param name="After">Values of the order-by columns and then of the key of the last row seen: rows strictly after it in that order. No OFFSET exists.</param>
/// <param name="Limit">1 to 10,000.</param>
public sealed record RowQuery(ReadTable Table, IReadOnlyList<Condition> Where, IReadOnlyList<(string Column, bool Descending)> OrderBy, int Limit, IReadOnlyList<object?>? After = null);
