using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

/// <summary>A fact in the life of one joint meeting (grain <c>meeting/id</c>). Closed: every concrete event stands in this file.</summary>
public abstract record MeetingEvent(DateTimeOffset At, string By) : Event;

/// <param name="Year">With <paramref name="Number"/> the meeting's name: 2026年第4次联席会议.</param>
/// <param name="Presenters">Accounts that may present.</param>
/// <param name="Conclusions">What may be concluded.</param>
/// <param name="Round">The round whose opinions are discussed, if one is.</param>
public sealed record MeetingCalled(
    int Year, int Number, string Convener, string Recorder, IReadOnlyList<string> Presenters, IReadOnlyList<Participant> Participants,
    IReadOnlyList<ConclusionKind> Conclusions, string? Round, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>Invited, or invited with other rights than before.</summary>
public sealed record ParticipantInvited(Participant Participant, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>The account was revoked or is no longer invited: its screens go dark.</summary>
public sealed record ParticipantRemoved(string Account, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record AgendaSet(IReadOnlyList<AgendaItem> Items, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record ItemRecusalRecorded(string Item, IReadOnlyList<string> Accounts, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Sha256">Of the canonical bytes of the item's material.</param>
/// <param name="Text">Hash of the sealed text that holds the same bytes.</param>
/// <param name="Running">Measures that run on the same person: codes.</param>
public sealed record FrozenItem(string Item, string Sha256, string Text, IReadOnlyList<Piece> Pieces, IReadOnlyList<string> Running);

/// <summary>The material as known at that moment. Nothing alters it afterwards.</summary>
/// <param name="Sha256">Over the items' ids and hashes in order; stands in the minutes.</param>
public sealed record MaterialFrozen(string Sha256, IReadOnlyList<FrozenItem> Items, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record MeetingStarted(string Presenter, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Waits">Came after the start: waits to be let in.</param>
public sealed record SignedIn(string Account, bool Waits, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record LetIn(string Account, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record LeftRoom(string Account, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record ItemShown(string Item, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record PresentingHandedOver(string From, string To, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>遮屏 on or off.</summary>
public sealed record MaskSet(bool On, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Revision">From 1 within the item.</param>
public sealed record ConclusionRecorded(string Item, string Code, string? Measure, string ReasonHash, int Revision, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>不同意见, recorded by name.</summary>
public sealed record DissentRecorded(string Item, string Account, string NameHash, string TextHash, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>督办.</summary>
/// <param name="DueAt">First instant after the due day in the district.</param>
public sealed record MatterAssigned(
    string Matter, string? Item, string? Cadre, string Owner, string? Unit, DateOnly DueOn, DateTimeOffset DueAt, string TextHash, DateTimeOffset At, string By)
    : MeetingEvent(At, By);

public sealed record MatterFellOverdue(string Matter, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record MatterSettled(string Matter, string NoteHash, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record MeetingEnded(DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Sha256">Of the words of the minutes; the file is written from them whenever it is asked for.</param>
public sealed record MinutesDrafted(int Revision, string Sha256, DateTimeOffset At, string By) : MeetingEvent(At, By);

public sealed record MinutesConfirmed(int Revision, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Number">From 1.</param>
public sealed record CopyIssued(int Number, string Recipient, string NameHash, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>会后新情况: a fact that came after the material was frozen.</summary>
public sealed record LateInformationNoted(string Cadre, SignalKey Signal, string Owner, DateTimeOffset KnownOn, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>Somebody dealt with a late fact.</summary>
public sealed record LateInformationSettled(string Cadre, SignalKey Signal, string NoteHash, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <param name="Until">The last day of probation: the watch ends with it.</param>
/// <param name="EndsAt">First instant after it.</param>
public sealed record AppointmentNoted(string Cadre, DateOnly AppointedOn, DateOnly Until, DateTimeOffset EndsAt, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>Somebody ended the watch before its time.</summary>
public sealed record WatchGivenUp(string Cadre, string ReasonHash, DateTimeOffset At, string By) : MeetingEvent(At, By);

/// <summary>No late information is looked for any more: probation is over.</summary>
public sealed record WatchEnded(string Cadre, DateTimeOffset At, string By) : MeetingEvent(At, By);
