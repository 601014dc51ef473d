using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Measures;

/// <summary>
/// What may be put to a measure's grain (<c>measure/id</c>). Closed: every concrete command stands in this file. Reply: <see cref="MeasureReply"/>, or a refusal;
/// every one can be refused as <c>recused</c>, <c>notEntitled</c>, <c>unknownMeasure</c>, <c>measureChanged</c> or <c>wrongStage</c>.
/// </summary>
public abstract record MeasureCommand(Guid Id, DateTimeOffset At, MeasureActor Actor) : Command(Id, At, Actor.Account)
{
    /// <summary>The version the person looked at; a measure that has changed since is refused. Null skips the check.</summary>
    public int? Seen { get; init; }
}

/// <param name="Version">The measure's version after the command: the number of its events.</param>
public sealed record MeasureReply(MeasureId Measure, int Version, MeasureStage Stage);

/// <summary>拟稿; opens a follow-up at once. Refusals of the basis rule name what is missing.</summary>
public sealed record DraftMeasure(
    Guid Id, DateTimeOffset At, MeasureActor Actor, MeasureKind Kind, string Cadre, MeasureContent Content, SealedText? Matter) : MeasureCommand(Id, At, Actor);

/// <param name="Matter">Null keeps the matter as it is.</param>
public sealed record ReviseMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, MeasureContent Content, SealedText? Matter) : MeasureCommand(Id, At, Actor);

/// <summary>A step that looks at the basis again.</summary>
/// <param name="Basis">As the cadre's grain has it now; null keeps what is known.</param>
public abstract record BasedCommand(Guid Id, DateTimeOffset At, MeasureActor Actor, IReadOnlyList<BasisItem>? Basis) : MeasureCommand(Id, At, Actor);

public sealed record SubmitMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, IReadOnlyList<BasisItem>? Basis = null) : BasedCommand(Id, At, Actor, Basis);

public sealed record StudyMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, MeetingRef Meeting, DateOnly On) : MeasureCommand(Id, At, Actor);

public sealed record ConsultMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, string Agency, DateOnly On, SealedText? Note = null) : MeasureCommand(Id, At, Actor);

/// <summary>Agree, or send back with a comment.</summary>
public sealed record OpineMeasure(
    Guid Id, DateTimeOffset At, MeasureActor Actor, bool Agreed, SealedText? Comment = null, IReadOnlyList<BasisItem>? Basis = null) : BasedCommand(Id, At, Actor, Basis);

/// <summary>签发. A letter needs its numbered paper; a talk needs none.</summary>
/// <param name="File">The issued file, kept beside the event; null for a talk.</param>
public sealed record IssueMeasure(
    Guid Id,
    DateTimeOffset At,
    MeasureActor Actor,
    MeasureMode Mode,
    DateOnly On,
    IReadOnlyList<IssuedPaper> Papers,
    SealedText? File = null,
    IReadOnlyList<BasisItem>? Basis = null) : BasedCommand(Id, At, Actor, Basis);

public sealed record RecordTalk(
    Guid Id, DateTimeOffset At, MeasureActor Actor, TalkFacts Talk, SealedText Place, SealedText Record) : MeasureCommand(Id, At, Actor);

public sealed record ReceiveMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On) : MeasureCommand(Id, At, Actor);

public sealed record RefuseReceipt(Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On, string FirstWitness, string SecondWitness)
    : MeasureCommand(Id, At, Actor);

public sealed record ReplyMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On, string? CounterSigner, SealedText Text)
    : MeasureCommand(Id, At, Actor);

public sealed record RecordSelfExamination(Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On, SealedText? Text = null)
    : MeasureCommand(Id, At, Actor);

public sealed record ConcludeMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, Conclusion Outcome, SealedText? Reason) : MeasureCommand(Id, At, Actor);

public sealed record VisitMeasure(
    Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On, VisitResult Result, SealedText? Note, string? Choice = null) : MeasureCommand(Id, At, Actor);

public sealed record ArchiveMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor) : MeasureCommand(Id, At, Actor);

public sealed record CancelMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, SealedText? Reason) : MeasureCommand(Id, At, Actor);

/// <param name="Count">By how much, in the unit of the policy's longest extension of this deadline.</param>
public sealed record RequestExtension(Guid Id, DateTimeOffset At, MeasureActor Actor, string Deadline, int Count, SealedText? Reason) : MeasureCommand(Id, At, Actor);

public sealed record DecideExtension(Guid Id, DateTimeOffset At, MeasureActor Actor, string Deadline, bool Granted, SealedText? Comment = null)
    : MeasureCommand(Id, At, Actor);

public sealed record RecordStatement(Guid Id, DateTimeOffset At, MeasureActor Actor, DateOnly On, SealedText Text) : MeasureCommand(Id, At, Actor);

public sealed record ConsiderStatement(Guid Id, DateTimeOffset At, MeasureActor Actor, int Number, StatementResult Result, SealedText? Reason)
    : MeasureCommand(Id, At, Actor);

public sealed record ClarifyMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, SealedText? Reason) : MeasureCommand(Id, At, Actor);

public sealed record TolerateError(Guid Id, DateTimeOffset At, MeasureActor Actor, Distinctions Found, SealedText? Reason) : MeasureCommand(Id, At, Actor);

public sealed record AttachScan(Guid Id, DateTimeOffset At, MeasureActor Actor, PaperKind Kind, string Hash, int Pages) : MeasureCommand(Id, At, Actor);

/// <summary>A deadline row fell due. An early or outdated one changes nothing.</summary>
public sealed record MeasureDue(Guid Id, DateTimeOffset At, MeasureActor Actor, string Deadline) : MeasureCommand(Id, At, Actor);

/// <summary>Counts the open deadlines anew, after a calendar arrived.</summary>
public sealed record RecountDeadlines(Guid Id, DateTimeOffset At, MeasureActor Actor) : MeasureCommand(Id, At, Actor);

/// <summary>The roster says now where the person is. The same again changes nothing.</summary>
public sealed record MoveMeasure(Guid Id, DateTimeOffset At, MeasureActor Actor, string Unit, string Authority) : MeasureCommand(Id, At, Actor);

/// <summary>A reactor did what the measure owed.</summary>
public sealed record SettleDebt(Guid Id, DateTimeOffset At, MeasureActor Actor, string Debt) : MeasureCommand(Id, At, Actor);
