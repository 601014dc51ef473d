namespace CadreWatch.Grains.Models;

public enum ModelStanding : byte
{
    /// <summary>Nothing was proposed under this version.</summary>
    None = 0,
    Proposed = 1,

    /// <summary>Scores are written, no alerts are raised.</summary>
    Shadow = 2,
    Live = 3,
    Retired = 4,
    Rejected = 5,
}

/// <summary>One model of the register. Immutable.</summary>
public sealed record ModelState(string Version)
{
    private const int MonthsKept = 60;

    public ModelFacts? Facts { get; init; }

    public ModelStanding Standing { get; init; }

    public string? ProposedBy { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>When it last went live; null where it never did or was rolled back since.</summary>
    public DateTimeOffset? LiveSince { get; init; }

    /// <summary>By month, the newest last; at most five years.</summary>
    public IReadOnlyList<DriftFigures> Drift { get; init; } = [];

    /// <summary>Total and pure.</summary>
    public static ModelState Apply(ModelState state, ModelEvent @event) => @event switch
    {
        ModelProposed e => state with { Facts = e.Facts, Standing = ModelStanding.Proposed, ProposedBy = e.By },
        ModelApproved e => state with { Standing = ModelStanding.Shadow, ApprovedBy = e.By },
        ModelRejected => state with { Standing = ModelStanding.Rejected },
        ModelWentLive e => state with { Standing = ModelStanding.Live, LiveSince = e.At },
        ModelRolledBack => state with { Standing = ModelStanding.Shadow, LiveSince = null },
        ModelRetired => state with { Standing = ModelStanding.Retired, LiveSince = null },
        ModelDriftMeasured e => state with { Drift = [.. state.Drift.Where(d => d.Month != e.Figures.Month).Append(e.Figures).OrderBy(d => d.Month).TakeLast(MonthsKept)] },
        _ => state,
    };
}
