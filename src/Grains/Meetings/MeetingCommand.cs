using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

/// <summary>What may be put to a meeting. Closed. Each answers <see cref="MeetingReply"/> or a refusal.</summary>
public abstract record MeetingCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>Refusals: <c>meetingCalled</c>, <c>participantMissing</c>, <c>presenterMissing</c>. What may be concluded is taken from the policy in force.</summary>
/// <param name="Participants">With the convener, the recorder and every presenter.</param>
public sealed record CallMeeting(
    Guid Id, DateTimeOffset At, string By, int Year, int Number, string Convener, string Recorder, IReadOnlyList<string> Presenters,
    IReadOnlyList<Participant> Participants, string? Round = null) : MeetingCommand(Id, At, By);

public sealed record InviteParticipant(Guid Id, DateTimeOffset At, string By, Participant Participant) : MeetingCommand(Id, At, By);

/// <summary>By the convener or recorder, or by <c>system</c> when an account is revoked.</summary>
public sealed record RemoveParticipant(Guid Id, DateTimeOffset At, string By, string Account) : MeetingCommand(Id, At, By);

/// <summary>Put by the system when an account may see less than when it was invited; nothing is ever widened by it.</summary>
public sealed record NarrowParticipant(Guid Id, DateTimeOffset At, string By, string Account, Secrecy Clearance, bool SeesComplaints) : MeetingCommand(Id, At, By);

/// <summary>Before the material is frozen (<c>materialFrozen</c>).</summary>
public sealed record SetAgenda(Guid Id, DateTimeOffset At, string By, IReadOnlyList<AgendaItem> Items) : MeetingCommand(Id, At, By);

/// <summary>By the convener or recorder for anybody, by a participant for themselves, by <c>system</c> when an account declares a relative.</summary>
public sealed record RecordItemRecusal(Guid Id, DateTimeOffset At, string By, string Item, IReadOnlyList<string> Accounts) : MeetingCommand(Id, At, By);

/// <param name="Text">The canonical bytes of the item's material, sealed; see <see cref="Material.Bytes"/>.</param>
public sealed record ItemMaterial(string Item, SealedText Text, IReadOnlyList<Piece> Pieces, IReadOnlyList<string> Running);

/// <summary>Refusals: <c>materialFrozen</c>, <c>materialMissing</c> (an item without, or a stranger's).</summary>
public sealed record FreezeMaterial(Guid Id, DateTimeOffset At, string By, IReadOnlyList<ItemMaterial> Items) : MeetingCommand(Id, At, By);

/// <summary>Opens the live session; whoever starts presents.</summary>
public sealed record StartMeeting(Guid Id, DateTimeOffset At, string By) : MeetingCommand(Id, At, By);

/// <summary>签到.</summary>
public sealed record SignIn(Guid Id, DateTimeOffset At, string By) : MeetingCommand(Id, At, By);

public sealed record LetInLatecomer(Guid Id, DateTimeOffset At, string By, string Account) : MeetingCommand(Id, At, By);

public sealed record LeaveRoom(Guid Id, DateTimeOffset At, string By) : MeetingCommand(Id, At, By);

/// <summary>By the one who presents (<c>notPresenting</c>).</summary>
public sealed record ShowItem(Guid Id, DateTimeOffset At, string By, string Item) : MeetingCommand(Id, At, By);

/// <summary>By the one who presents, or by the convener when that one cannot.</summary>
public sealed record HandOverPresenting(Guid Id, DateTimeOffset At, string By, string To) : MeetingCommand(Id, At, By);

/// <summary>On by the convener or any presenter; off by the one who presents or the convener.</summary>
public sealed record SetMask(Guid Id, DateTimeOffset At, string By, bool On) : MeetingCommand(Id, At, By);

/// <summary>By the convener or recorder. Reply names measures that already run on the same person.</summary>
public sealed record RecordConclusion(Guid Id, DateTimeOffset At, string By, string Item, string Code, SealedText? Reason) : MeetingCommand(Id, At, By);

/// <param name="Account">Who dissents.</param>
/// <param name="Name">The name as it stands in the minutes.</param>
public sealed record RecordDissent(Guid Id, DateTimeOffset At, string By, string Item, string Account, SealedText Name, SealedText Text) : MeetingCommand(Id, At, By);

public sealed record AssignMatter(
    Guid Id, DateTimeOffset At, string By, string Matter, string? Item, string Owner, string? Unit, DateOnly DueOn, SealedText Text) : MeetingCommand(Id, At, By);

/// <summary>By the owner, the convener or the recorder.</summary>
public sealed record SettleMatter(Guid Id, DateTimeOffset At, string By, string Matter, SealedText Note) : MeetingCommand(Id, At, By);

public sealed record EndMeeting(Guid Id, DateTimeOffset At, string By) : MeetingCommand(Id, At, By);

/// <summary>After the end. A new draft voids the confirmations of the one before.</summary>
public sealed record DraftMinutes(Guid Id, DateTimeOffset At, string By, string Sha256) : MeetingCommand(Id, At, By);

/// <summary>By somebody who was in the room; two different people make the minutes final.</summary>
public sealed record ConfirmMinutes(Guid Id, DateTimeOffset At, string By, int Revision) : MeetingCommand(Id, At, By);

/// <summary>After the minutes are final. Copies are numbered in order.</summary>
public sealed record IssueCopy(Guid Id, DateTimeOffset At, string By, string Recipient, SealedText Name) : MeetingCommand(Id, At, By);

/// <summary>Put by the system when a watched person's grain recorded something.</summary>
public sealed record NoteLateInformation(Guid Id, DateTimeOffset At, string By, string Cadre, SignalKey Signal, DateTimeOffset KnownOn) : MeetingCommand(Id, At, By);

/// <summary>What became of a late fact, by the person's owner, the convener or the recorder. A later revision of the fact opens it again.</summary>
public sealed record SettleLateInformation(Guid Id, DateTimeOffset At, string By, string Cadre, SignalKey Signal, SealedText Note) : MeetingCommand(Id, At, By);

/// <summary>
/// A listed person was appointed: the watch goes on to the end of probation. Put by the system from the roster, or by the person's owner, the convener or the recorder.
/// Refusals: <c>appointedBefore</c> (the material was frozen later), <c>appointedLater</c> (not yet), <c>watchEnded</c>.
/// </summary>
public sealed record NoteAppointment(Guid Id, DateTimeOffset At, string By, string Cadre, DateOnly AppointedOn) : MeetingCommand(Id, At, By);

/// <summary>Nothing came of it: the watch ends early, by the person's owner, the convener or the recorder. Refusals: <c>reasonMissing</c>.</summary>
public sealed record EndWatch(Guid Id, DateTimeOffset At, string By, string Cadre, SealedText Reason) : MeetingCommand(Id, At, By);

/// <summary>A deadline row fell due.</summary>
public sealed record MeetingDeadlineDue(Guid Id, DateTimeOffset At, string By, string Deadline) : MeetingCommand(Id, At, By);

/// <param name="Running">Measures that run on the same person already, to be warned of.</param>
public sealed record MeetingReply(string Meeting, int Number = 0, IReadOnlyList<string>? Running = null);
