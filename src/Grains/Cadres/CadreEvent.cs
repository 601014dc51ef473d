using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Cadres;

/// <summary>A fact in the life of one cadre's grain. Closed: every concrete event stands in this file.</summary>
public abstract record CadreEvent : Event;

/// <summary>The roster said something new about the person; the whole content each time.</summary>
/// <param name="Texts">Hashes of <c>name</c> and <c>unitName</c>; those of posts stand in the posts.</param>
public sealed record RosterRecorded(RosterFacts Roster, IReadOnlyList<TextHash> Texts) : CadreEvent;

/// <summary>The first revision of a signal.</summary>
public sealed record SignalRecorded(SignalKey Key, SignalFacts Facts) : CadreEvent;

/// <summary>A later revision; it is the current one from now on.</summary>
public sealed record SignalRevised(SignalKey Key, SignalFacts Facts) : CadreEvent;

/// <summary>An earlier revision that arrived late; the current one stays.</summary>
public sealed record SignalHistoryRecorded(SignalKey Key, SignalFacts Facts) : CadreEvent;

/// <summary>The fact lies outside the person's time in post: it counts only after somebody has decided 责任归属.</summary>
public sealed record AttributionAsked(SignalKey Key) : CadreEvent;

public sealed record AttributionDecided(SignalKey Key, bool Attributed, string NoteHash, DateTimeOffset At, string By) : CadreEvent;

/// <summary>Fewer than the satisfied share of valid ballots asked for: a bar on 优秀, kept as a fact, no alert.</summary>
/// <param name="Percent">The share in force, strictly undercut.</param>
public sealed record ExcellenceBarred(
    SignalKey Key, long Satisfied, long Valid, decimal Percent, string Policy, string Source, string Article, Grade Grade) : CadreEvent;

public sealed record ExcellenceBarLifted(SignalKey Key) : CadreEvent;

/// <summary>A meeting judged whether an expired measure still affects the person's use.</summary>
/// <param name="Measure">The fact's id at the gate.</param>
public sealed record UseJudgementRecorded(
    string Measure, DateOnly On, MeetingRef Meeting, bool StillAffects, string? NoteHash, DateTimeOffset At, string By) : CadreEvent;

/// <summary>A supervisor agreed or disagreed with one factor of a model's hint.</summary>
public sealed record FactorJudged(
    string Feature, bool Agrees, string Model, string Snapshot, string? NoteHash, DateTimeOffset At, string By) : CadreEvent;

/// <summary>When a pattern's answer can next change by time alone; without a deadline the earlier one is gone.</summary>
/// <param name="Deadline"><c>window:pattern</c>, or <c>rectify:signal</c> for a rectification that runs out.</param>
public sealed record PatternWatched(string Pattern, string? Deadline, DateTimeOffset? DueAt) : CadreEvent;

/// <summary>Something in the life of one alert; each raises the alert's version by one.</summary>
public abstract record AlertEvent(AlertId Id, DateTimeOffset At, string By) : CadreEvent;

/// <param name="Backfilled">Judged by the policy of an earlier day: marked 补录.</param>
public sealed record AlertRaised(AlertId Id, Finding Finding, bool Backfilled, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <summary>Same level, other numbers or causes.</summary>
public sealed record AlertUpdated(AlertId Id, Finding Finding, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <summary>A worse level: it must be acknowledged again, and a snooze is over.</summary>
public sealed record AlertLevelRaised(AlertId Id, Finding Finding, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertLevelLowered(AlertId Id, Finding Finding, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertAcknowledged(AlertId Id, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertAssigned(AlertId Id, string Owner, string? NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <param name="Until">The day on which it wakes.</param>
/// <param name="WakesAt">The start of that day in the district.</param>
public sealed record AlertSnoozed(AlertId Id, DateOnly Until, DateTimeOffset WakesAt, string? NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertWoken(AlertId Id, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertDismissed(AlertId Id, string NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertClosed(AlertId Id, AlertOutcome Outcome, string? NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <param name="To">Account or office it was reported to.</param>
public sealed record AlertEscalated(AlertId Id, string To, string? NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <summary>Handled together with another open alert of the same cadre from now on.</summary>
public sealed record AlertMerged(AlertId Id, AlertId Into, string? NoteHash, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

public sealed record AlertWithdrawn(AlertId Id, WithdrawalReason Reason, DateTimeOffset At, string By) : AlertEvent(Id, At, By);

/// <summary>What came of a handled alert; counts towards the accuracy of its pattern.</summary>
public enum AlertOutcome : byte
{
    /// <summary>属实.</summary>
    Substantiated = 1,

    /// <summary>不属实.</summary>
    Unsubstantiated = 2,

    /// <summary>Handled without a finding either way.</summary>
    Handled = 3,
}

public enum WithdrawalReason : byte
{
    /// <summary>The signals behind it were withdrawn, cleared or found untrue, or are not attributed to the person.</summary>
    SignalsCleared = 1,

    /// <summary>Time alone: what counted has left the window.</summary>
    Lapsed = 2,

    /// <summary>The policy in force no longer finds it.</summary>
    PolicyChanged = 3,
}
