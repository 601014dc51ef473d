using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Measures;

/// <summary>A fact in the life of one measure. Closed: every concrete event stands in this file. Free text stands beside an event; here is its hash.</summary>
public abstract record MeasureEvent(Signature Sign) : Event;

/// <param name="Matter">Hash of the matter; null where the form needs none.</param>
public sealed record MeasureDrafted(MeasureKind Kind, string Cadre, MeasureContent Content, string? Matter, Signature Sign) : MeasureEvent(Sign);

/// <summary>The whole content again.</summary>
public sealed record MeasureRevised(MeasureContent Content, string? Matter, Signature Sign) : MeasureEvent(Sign);

/// <summary>Put up for review by the chain of the policy of that day; a later policy does not change it.</summary>
public sealed record MeasureSubmitted(
    IReadOnlyList<string> Chain, bool Study, string Policy, IReadOnlyList<BasisItem> Basis, Signature Sign) : MeasureEvent(Sign);

/// <summary>部务会研究.</summary>
public sealed record MeasureStudied(MeetingRef Meeting, DateOnly On, Signature Sign) : MeasureEvent(Sign);

/// <summary>The co-managing side was asked.</summary>
public sealed record MeasureConsulted(string Agency, DateOnly On, string? Note, Signature Sign) : MeasureEvent(Sign);

/// <param name="Rank">The rank that gave the opinion.</param>
/// <param name="Agreed">False sends the draft back.</param>
public sealed record MeasureOpined(string Rank, bool Agreed, string? Comment, Signature Sign) : MeasureEvent(Sign);

/// <param name="Round">From 1; a second asking is round 2.</param>
public sealed record MeasureIssued(int Round, MeasureMode Mode, DateOnly On, IReadOnlyList<IssuedPaper> Papers, Signature Sign) : MeasureEvent(Sign);

public sealed record TalkRecorded(TalkFacts Talk, DateOnly On, string Place, string Record, Signature Sign) : MeasureEvent(Sign);

public sealed record MeasureReceived(DateOnly On, Signature Sign) : MeasureEvent(Sign);

/// <summary>The person refused to sign; two witnesses say so.</summary>
public sealed record ReceiptRefused(DateOnly On, string FirstWitness, string SecondWitness, Signature Sign) : MeasureEvent(Sign);

/// <param name="CounterSigner">Who countersigned for the unit; null for a 主要负责人.</param>
public sealed record MeasureReplied(DateOnly On, string? CounterSigner, string Text, Signature Sign) : MeasureEvent(Sign);

public sealed record SelfExaminationRecorded(DateOnly On, string? Text, Signature Sign) : MeasureEvent(Sign);

public sealed record MeasureConcluded(Conclusion Outcome, string Reason, Signature Sign) : MeasureEvent(Sign);

/// <param name="Choice">A code of the list <c>statements</c> (自述表); null for other visits.</param>
public sealed record MeasureVisited(DateOnly On, VisitResult Result, string? Choice, string Note, Signature Sign) : MeasureEvent(Sign);

public sealed record MeasureArchived(Signature Sign) : MeasureEvent(Sign);

public sealed record MeasureCancelled(string Reason, Signature Sign) : MeasureEvent(Sign);

/// <summary>陈述申辩.</summary>
public sealed record StatementRecorded(int Number, DateOnly On, string Text, Signature Sign) : MeasureEvent(Sign);

public sealed record StatementConsidered(int Number, StatementResult Result, string Reason, Signature Sign) : MeasureEvent(Sign);

/// <summary>澄清: the measure has no effect from now on.</summary>
public sealed record MeasureClarified(string Reason, Signature Sign) : MeasureEvent(Sign);

/// <summary>容错: the measure has no effect from now on.</summary>
public sealed record ErrorTolerated(Distinctions Found, string Reason, Signature Sign) : MeasureEvent(Sign);

/// <summary>A scan of a signed original.</summary>
/// <param name="Hash">SHA-256 of the file, 64 hexadecimal digits.</param>
public sealed record ScanAttached(PaperKind Kind, string Hash, int Pages, Signature Sign) : MeasureEvent(Sign);

/// <summary>The roster put the person into another unit or under another management authority; who may see the measure follows.</summary>
public sealed record MeasureMoved(string Unit, string Authority, Signature Sign) : MeasureEvent(Sign);

/// <summary>What the measure owed to another grain was done.</summary>
public sealed record MeasureSettled(string Debt, Signature Sign) : MeasureEvent(Sign);

/// <summary>A time limit begins.</summary>
/// <param name="Name">See <see cref="DeadlineNames"/>.</param>
/// <param name="Base">The day it counts from.</param>
public sealed record DeadlineSet(string Name, DateOnly Base, TimeLimit Limit, DeadlineSchedule Schedule, Signature Sign) : MeasureEvent(Sign);

/// <summary>A calendar or a policy moved it.</summary>
public sealed record DeadlineMoved(string Name, DeadlineSchedule Schedule, bool Overdue, Signature Sign) : MeasureEvent(Sign);

public sealed record DeadlineWarned(string Name, Signature Sign) : MeasureEvent(Sign);

public sealed record DeadlineOverdue(string Name, Signature Sign) : MeasureEvent(Sign);

/// <param name="Rank">The rank that it was reported to.</param>
public sealed record DeadlineEscalated(string Name, string Rank, Signature Sign) : MeasureEvent(Sign);

/// <summary>The influence period's last day is over: 期满待研判 until a meeting has judged.</summary>
public sealed record InfluenceExpired(DateOnly On, Signature Sign) : MeasureEvent(Sign);

public sealed record ExtensionRequested(string Name, int Count, string Reason, Signature Sign) : MeasureEvent(Sign);

/// <param name="Grant">Null where it was turned down.</param>
public sealed record ExtensionDecided(string Name, ExtensionGrant? Grant, string? Comment, Signature Sign) : MeasureEvent(Sign);
