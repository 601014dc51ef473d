using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Grains.Cadres;

/// <summary>What may be put to a cadre's grain (<c>cadre/number</c>). Closed: every concrete command stands in this file.</summary>
public abstract record CadreCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>A text on its way to the journal, under the field name of the event it belongs to.</summary>
public sealed record NamedText(string Field, SealedText Text);

/// <summary>Replaces what the roster says about the person. Reply: <see cref="RosterReply"/>.</summary>
/// <param name="Texts"><c>name</c> (required), <c>unitName</c>, and per post <c>post.0</c>, <c>nominator.0.name</c>, <c>nominator.0.responsible</c>, <c>reviewer.0.0</c>.</param>
public sealed record RecordRoster(Guid Id, DateTimeOffset At, string By, RosterFacts Roster, IReadOnlyList<NamedText> Texts) : CadreCommand(Id, At, By);

/// <summary>
/// One revision of one signal. Reply: <see cref="SignalReply"/>, or a refusal <c>unknownCadre</c>, <c>unknownKind</c> (kind), <c>contentDiffers</c> (knownOn).
/// A withdrawal is a revision whose status is <see cref="SignalStatus.Withdrawn"/>.
/// </summary>
/// <param name="Texts">Each also stands with its hash in <see cref="SignalFacts.Texts"/>; the decider fills that in.</param>
/// <param name="JudgeAsKnown">Judge an old signal by the policy of the day it was known, marked 补录, instead of raising nothing.</param>
public sealed record RecordSignal(
    Guid Id, DateTimeOffset At, string By, SignalFacts Facts, IReadOnlyList<NamedText> Texts, bool JudgeAsKnown = false) : CadreCommand(Id, At, By);

/// <summary>
/// 责任归属: whether a fact outside the person's time in post is theirs; may be decided again. Reply: <see cref="AttributionReply"/>, or a refusal
/// <c>unknownSignal</c>, <c>notOnPhone</c>, <c>nothingToAttribute</c>.
/// </summary>
public sealed record AttributeSignal(Guid Id, DateTimeOffset At, string By, SignalKey Signal, bool Attributed, SealedText Reason) : CadreCommand(Id, At, By)
{
    /// <summary>Who decides, with their rights: a signal on whose alerts they could not act is refused as <c>unknownSignal</c>. Null for the system itself.</summary>
    public Viewer? As { get; init; }
}

/// <summary>Judges again by the policy in force, after it or a calendar changed. Reply: <see cref="JudgedReply"/>.</summary>
/// <param name="Version">The policy version this was asked for; another one in force changes nothing and is refused (<c>policyMovedOn</c>).</param>
public sealed record Rejudge(Guid Id, DateTimeOffset At, string By, string Version) : CadreCommand(Id, At, By);

/// <summary>
/// 登记研判意见: a meeting judged whether an expired measure still affects the person's use. Reply: <see cref="UseJudgementReply"/>, or a refusal
/// <c>unknownCadre</c>, <c>meetingUnknown</c> (meeting), <c>dayInFuture</c> (on). The gate counts it only where the meeting's day lies after the period's end.
/// </summary>
/// <param name="Measure">The fact's id at the gate, such as <c>measure:…</c>.</param>
public sealed record RecordUseJudgement(
    Guid Id, DateTimeOffset At, string By, FactId Measure, DateOnly On, MeetingRef Meeting, bool StillAffects, SealedText? Note = null) : CadreCommand(Id, At, By);

/// <summary>
/// Judges again by the live model alone, after a month or night of scoring; without one its alerts are withdrawn. Reply: <see cref="JudgedReply"/>.
/// </summary>
public sealed record JudgeByModel(Guid Id, DateTimeOffset At, string By) : CadreCommand(Id, At, By);

/// <summary>
/// 认可 or 不认可 of one factor of a model's hint, kept for review; it changes no score. Reply: <see cref="FactorReply"/>, or a refusal <c>unknownCadre</c>,
/// <c>reasonMissing</c> (reason) where somebody disagrees without saying why.
/// </summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Model">Version of the model that named it.</param>
/// <param name="Snapshot">Version of the snapshot.</param>
public sealed record JudgeFactor(
    Guid Id, DateTimeOffset At, string By, string Feature, bool Agrees, string Model, string Snapshot, SealedText? Reason = null) : CadreCommand(Id, At, By)
{
    /// <summary>Who says so, with their rights; whoever does not see the case meets <c>unknownCadre</c>.</summary>
    public Viewer? As { get; init; }
}

/// <summary>A deadline row fell due. Early or outdated ones change nothing. Reply: <see cref="JudgedReply"/>.</summary>
public sealed record DeadlineDue(Guid Id, DateTimeOffset At, string By, string Deadline) : CadreCommand(Id, At, By);

/// <summary>
/// A supervisor's act on one alert. Reply: <see cref="AlertReply"/>, or a refusal <c>unknownAlert</c>, <c>alertEnded</c>, <c>alertChanged</c>.
/// </summary>
/// <param name="Alert">The alert.</param>
/// <param name="Seen">The version the person looked at; an alert that has changed since is refused. Null skips the check.</param>
public abstract record AlertCommand(Guid Id, DateTimeOffset At, string By, AlertId Alert, int? Seen) : CadreCommand(Id, At, By)
{
    /// <summary>
    /// Who acts, with their rights: what they may not see or act on is refused as <c>unknownAlert</c>, as if there were none; on a phone everything but
    /// acknowledging as <c>notOnPhone</c>. Null for the system itself.
    /// </summary>
    public Viewer? As { get; init; }
}

/// <summary>签收. Refused as <c>alreadyAcknowledged</c> until the level rises.</summary>
public sealed record AcknowledgeAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, int? Seen = null) : AlertCommand(Id, At, By, Alert, Seen);

/// <summary>转办. Where a person acts, only to an account that may act on that alert; <c>assigneeCannotSee</c> otherwise, whatever the cause.</summary>
public sealed record AssignAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, string Owner, SealedText? Note = null, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen)
{
    /// <summary>The new owner's rights; null where there is no such account.</summary>
    public Viewer? Assignee { get; init; }
}

/// <summary>暂缓 until a day after today; <c>untilPast</c> otherwise.</summary>
public sealed record SnoozeAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, DateOnly Until, SealedText? Reason = null, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen);

/// <summary>排除, always with a written reason; <c>reasonMissing</c> otherwise.</summary>
public sealed record DismissAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, SealedText? Reason, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen);

/// <summary>办结.</summary>
public sealed record CloseAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, AlertOutcome Outcome, SealedText? Note = null, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen);

/// <summary>
/// 呈报, always with a written reason where a person acts (<c>reasonMissing</c>), and only to another account that may act on that alert;
/// <c>recipientCannotSee</c> otherwise, whatever the cause. Who works on it stays.
/// </summary>
public sealed record EscalateAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, string To, SealedText? Note = null, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen)
{
    /// <summary>The recipient's rights; null where there is no such account.</summary>
    public Viewer? Recipient { get; init; }
}

/// <summary>
/// 并案 into another open alert of the same cadre that is no more secret (<c>cannotMergeThere</c>): whoever sees this one sees where it went. A person gives a
/// reason (<c>reasonMissing</c>).
/// </summary>
public sealed record MergeAlert(Guid Id, DateTimeOffset At, string By, AlertId Alert, AlertId Into, SealedText? Note = null, int? Seen = null)
    : AlertCommand(Id, At, By, Alert, Seen);
