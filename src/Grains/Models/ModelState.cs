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

    /// <summary>When it was proposed, approved and so on, oldest first; drift is not among it.</summary>
    public IReadOnlyList<ModelStep> Steps { get; init; } = [];

    /// <summary>By month, the newest last; at most five years.</summary>
    public IReadOnlyList<DriftFigures> Drift { get; init; } = [];

    /// <summary>What the owner was told of drift, the newest last; at most five years.</summary>
    public IReadOnlyList<DriftNotice> Notices { get; init; } = [];

    /// <summary>The newest notice that awaits its owner; null where none does, or the model is out of use.</summary>
    public DriftNotice? Awaiting() => Standing is ModelStanding.Shadow or ModelStanding.Live ? Notices.LastOrDefault(n => n.AcknowledgedAt is null) : null;

    /// <summary>Total and pure.</summary>
    public static ModelState Apply(ModelState state, ModelEvent @event) => @event switch
    {
        ModelProposed e => state.Step("proposed", e.At, e.By) with { Facts = e.Facts, Standing = ModelStanding.Proposed, ProposedBy = e.By },
        ModelApproved e => state.Step("approved", e.At, e.By) with { Standing = ModelStanding.Shadow, ApprovedBy = e.By },
        ModelRejected e => state.Step("rejected", e.At, e.By) with { Standing = ModelStanding.Rejected },
        ModelWentLive e => state.Step("wentLive", e.At, e.By) with { Standing = ModelStanding.Live, LiveSince = e.At },
        ModelRolledBack e => state.Step("rolledBack", e.At, e.By) with { Standing = ModelStanding.Shadow, LiveSince = null },
        ModelRetired e => state.Step("retired", e.At, e.By) with { Standing = ModelStanding.Retired, LiveSince = null },
        ModelDriftMeasured e => state with { Drift = [.. state.Drift.Where(d => d.Month != e.Figures.Month).Append(e.Figures).OrderBy(d => d.Month).TakeLast(MonthsKept)] },
        ModelDriftNoticed e => state with { Notices = [.. state.Notices.Append(new(e.Month, e.Excesses, e.Policy, e.At)).TakeLast(MonthsKept)] },
        ModelDriftAcknowledged e => state with
        {
            Notices = [.. state.Notices.Select(n => n.AcknowledgedAt is null && n.Month <= e.Month ? n with { AcknowledgedAt = e.At, AcknowledgedBy = e.By } : n)],
        },
        _ => state,
    };

    private ModelState Step(string action, DateTimeOffset at, string by) => this with { Steps = [.. Steps, new(action, at, by)] };
}

/// <param name="Action">proposed, approved, rejected, wentLive, rolledBack, retired.</param>
public sealed record ModelStep(string Action, DateTimeOffset At, string By);
