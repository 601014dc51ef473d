using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Models;

/// <summary>How much drift the policy in force bears in the month that is watched; a bound that it does not name does not bind.</summary>
/// <param name="Month">First day of the running month: of an earlier one nobody is told, it is history.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="Stability">Highest population stability index; <c>model.driftLimit</c>.</param>
/// <param name="Move">How far the mean margin may move from one month to the next, in log odds; <c>model.driftMove</c>.</param>
/// <param name="Share">Highest share of persons above the cut-off, in percent; <c>model.driftShare</c>.</param>
public sealed record DriftBounds(DateOnly Month, string Policy, decimal? Stability, decimal? Move, decimal? Share)
{
    public static DriftBounds Of(Policy policy, DateOnly day) => new(
        new(day.Year, day.Month, 1), policy.Version, policy.Parameter("model.driftLimit", day)?.Value, policy.Parameter("model.driftMove", day)?.Value,
        policy.Parameter("model.driftShare", day)?.Value);

    /// <summary>What lies beyond a bound; exactly at one is within.</summary>
    /// <param name="before">The month before; null where it was not watched.</param>
    public IReadOnlyList<DriftExcess> Excesses(DriftFigures figures, DriftFigures? before)
    {
        var found = new List<DriftExcess>();
        Hold(DriftFigure.Stability, (decimal)figures.Stability, Stability);
        if (before is not null) Hold(DriftFigure.Move, Math.Abs((decimal)figures.MeanMargin - (decimal)before.MeanMargin), Move);
        Hold(DriftFigure.Share, (decimal)figures.AlertShare * 100, Share);
        return found;

        void Hold(DriftFigure figure, decimal value, decimal? limit)
        {
            if (value > limit) found.Add(new(figure, value, limit.Value));
        }
    }
}

/// <summary>What is watched of a model.</summary>
public enum DriftFigure : byte
{
    /// <summary>Population stability index.</summary>
    Stability = 1,

    /// <summary>How far the mean margin moved since the month before, in log odds.</summary>
    Move = 2,

    /// <summary>Share of persons above the cut-off, in percent.</summary>
    Share = 3,
}

/// <summary>A figure beyond its bound, both as they were then.</summary>
public sealed record DriftExcess(DriftFigure Figure, decimal Value, decimal Limit);

/// <summary>The owner is to look at a model; once for each month.</summary>
/// <param name="Policy">Version of the policy whose bounds were passed.</param>
/// <param name="AcknowledgedAt">Null while the owner has not.</param>
public sealed record DriftNotice(
    DateOnly Month, IReadOnlyList<DriftExcess> Excesses, string Policy, DateTimeOffset At, DateTimeOffset? AcknowledgedAt = null, string? AcknowledgedBy = null);
