namespace CadreWatch.Grains.Contracts;

/// <summary>Type of a read-table column; the stores map it (Instant: integer microseconds UTC; Day: ISO text; Json and Bytes: exact bytes).</summary>
public enum ColumnType
{
    Text,
    Integer,
    Instant,
    Day,
    Bytes,
    Json,
}

/// <param name="Nullable">Whether null is allowed.</param>
public sealed record Column(string Name, ColumnType Type, bool Nullable = false);

/// <summary>
/// A table derived from grains' states and written in the same transaction as their events. The first <paramref name="KeyColumns"/> columns are its key.
/// Text keys compare in binary order on every store.
/// </summary>
/// <param name="Name">Table name without its version, snake_case.</param>
/// <param name="Version">Raised whenever the projection changes; a new version is a new physical table.</param>
public sealed record ReadTable(string Name, int Version, int KeyColumns, params Column[] Columns)
{
    public string PhysicalName => $"{Name}_v{Version}";

    /// <summary>
    /// Its rows follow from no event: a job computed them and can do so again. They are no part of a rebuild; a new version begins empty.
    /// </summary>
    public bool Computed { get; init; }
}

/// <summary>One row to be put (all columns in the table's order) or, with <paramref name="Delete"/>, removed (key columns alone).</summary>
/// <remarks>Values: string, long, DateTimeOffset, DateOnly, byte[], or null.</remarks>
public sealed record RowChange(ReadTable Table, object?[] Values, bool Delete = false);
