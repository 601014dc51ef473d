namespace CadreWatch.Grains.Cadres;

public enum AlertStanding : byte
{
    Open = 1,
    Snoozed = 2,
    Dismissed = 3,
    Closed = 4,
    Merged = 5,
    Withdrawn = 6,
}

/// <summary>One entry of an alert's history. A run of automatic updates is one entry, the last.</summary>
/// <param name="Action">raised, updated, levelRaised, levelLowered, acknowledged, assigned, snoozed, woken, dismissed, closed, escalated, merged, withdrawn.</param>
/// <param name="NoteHash">Hash of the reason; its text is in the table <c>alert_notes</c> under (alert, version).</param>
public sealed record AlertStep(DateTimeOffset At, string By, string Action, int LevelRank, int Version, string? NoteHash = null);

/// <summary>One alert with its whole life.</summary>
public sealed record Alert
{
    public required AlertId Id { get; init; }

    /// <summary>From 1, one more with every event of this alert.</summary>
    public required int Version { get; init; }

    public required Finding Finding { get; init; }

    public required AlertStanding Standing { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required IReadOnlyList<AlertStep> History { get; init; }

    public bool Backfilled { get; init; }

    /// <summary>Who acknowledged the present level; null until then.</summary>
    public string? AcknowledgedBy { get; init; }

    public string? Owner { get; init; }

    /// <summary>Account or office that it was last reported to.</summary>
    public string? EscalatedTo { get; init; }

    public DateOnly? SnoozedUntil { get; init; }

    internal DateTimeOffset? WakesAt { get; init; }

    /// <summary>Where it was merged into.</summary>
    public AlertId? MergedInto { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public AlertOutcome? Outcome { get; init; }

    /// <summary>Signals that had come by the time it ended, see <see cref="Signal.Sequence"/>.</summary>
    internal int EndedAtSequence { get; init; }

    public bool IsOpen => Standing is AlertStanding.Open or AlertStanding.Snoozed;
}
