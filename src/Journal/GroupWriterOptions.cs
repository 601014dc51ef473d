using System.ComponentModel.DataAnnotations;

namespace CadreWatch.Journal;

/// <summary>Bounds of a <see cref="GroupWriter"/>.</summary>
public sealed class GroupWriterOptions
{
    /// <summary>Most appends in one transaction. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxAppends { get; init; } = 1000;

    /// <summary>Most events in one transaction; a single larger append has one of its own. Default 2,000.</summary>
    [Range(1, 100_000)]
    public int MaxEvents { get; init; } = 2000;

    /// <summary>Appends that may wait; further callers wait for a place. Default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; init; } = 20_000;
}
