using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Meetings;

/// <param name="MayCall">Whether the viewer may call a meeting.</param>
public sealed record MeetingList(IReadOnlyList<MeetingLine> Items, bool MayCall);

/// <param name="Phase">called, frozen, live, ended or final.</param>
/// <param name="Part">convener, recorder, presenter or participant: what the viewer is in it.</param>
/// <param name="Items">How many items; null for whoever does not lead it.</param>
public sealed record MeetingLine(
    string Id, int Year, int Number, string Title, string Phase, string Part, string Convener, string Recorder, DateTimeOffset CalledAt, DateTimeOffset? FrozenAt, int? Items);

/// <summary>What the viewer owes after meetings: 会后新情况 first, then 督办; and whom the viewer watches until appointment and through probation.</summary>
public sealed record DutyList(IReadOnlyList<LateView> Late, IReadOnlyList<MatterView> Matters, IReadOnlyList<WatchView> Watches);

/// <summary>A listed person after the meeting: late facts are looked for until nothing came of it, or to the end of probation.</summary>
/// <param name="Since">When the material was frozen.</param>
/// <param name="State">waiting (no appointment known), probation, over or givenUp.</param>
/// <param name="Until">The last day of probation.</param>
/// <param name="Open">Late facts that the viewer may see and nobody has dealt with.</param>
/// <param name="Reason">Why it was ended before its time.</param>
public sealed record WatchView(
    string Meeting, string MeetingTitle, string Cadre, PersonView Person, string Owner, DateTimeOffset Since, string State, DateOnly? AppointedOn, DateOnly? Until, int Open,
    string? EndedBy, DateTimeOffset? EndedAt, string? Reason);

/// <summary>The ledger of 督办.</summary>
/// <param name="Items">Not settled, overdue first, then by due day.</param>
/// <param name="Settled">How many of those that the viewer may see are settled.</param>
public sealed record MatterLedger(IReadOnlyList<MatterView> Items, int Settled);

/// <summary>会后新情况 of one person, without its text.</summary>
/// <param name="Id">Opaque; names it in settleLate.</param>
/// <param name="KnownOn">When the source says it knew.</param>
/// <param name="RecordedAt">When it reached the system.</param>
/// <param name="Note">What was done about it; null while open.</param>
public sealed record LateView(
    string Id, string Meeting, string MeetingTitle, string Cadre, PersonView Person, string KindName, string? Category, string Status, DateTimeOffset KnownOn,
    DateTimeOffset? RecordedAt, string Owner, string? SettledBy, DateTimeOffset? SettledAt, string? Note);

/// <param name="State">open, overdue or settled.</param>
public sealed record MatterView(string Id, string Meeting, string MeetingTitle, string? Item, string Text, string Owner, string OwnerName, string? Unit, DateOnly DueOn, string State, string? Note);

/// <summary>A meeting outside its session. What only the convener and the recorder see is null for everybody else.</summary>
public sealed record MeetingDetail(
    MeetingLine Meeting, string Presence, string? Round, string? MaterialSha256, DateTimeOffset? EndedPhaseAt, LeadView? Lead)
{
    /// <summary>Names of the accounts that stand in it.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the convener and the recorder prepare and keep.</summary>
public sealed record LeadView(
    IReadOnlyList<AttendeeView> Attendance, IReadOnlyList<AgendaLine> Agenda, IReadOnlyList<ConclusionWord> Conclusions, IReadOnlyList<ConclusionView> Concluded,
    IReadOnlyList<DissentView> Dissents, IReadOnlyList<MatterView> Matters, IReadOnlyList<LateView> Late, IReadOnlyList<WatchView> Watches, MinutesView? Minutes, IReadOnlyList<CopyView> Copies);

/// <param name="Presence">invited, waiting, inRoom, left or removed.</param>
/// <param name="Part">convener, recorder, presenter or participant.</param>
/// <param name="Columns">Units whose columns it may see; null for all.</param>
public sealed record AttendeeView(
    string Account, string Name, string? Unit, string? UnitName, string Presence, bool Attended, DateTimeOffset? SignedInAt, string Part, string Clearance, IReadOnlyList<ColumnView>? Columns);

public sealed record ColumnView(string Id, string Name);

/// <summary>One line of an agenda as its viewer has it.</summary>
/// <param name="Kind">person or matter.</param>
/// <param name="Conclusion">For the convener and the recorder alone.</param>
/// <param name="Recused">Names of who leaves for it; for the convener and the recorder alone.</param>
public sealed record AgendaLine(string Id, string Kind, string Title, string Detail, bool Demo, string? Conclusion, IReadOnlyList<string>? Recused, string? Cadre = null);

public sealed record ConclusionWord(string Code, string Name, string? Measure);

/// <param name="Measure">Kind of the measure that it recommends.</param>
/// <param name="Running">Words of measures that ran on the person when the material was frozen and are of that kind.</param>
public sealed record ConclusionView(string Item, string Code, string Name, string? Measure, string? Reason, string By, DateTimeOffset At, int Revision, IReadOnlyList<string> Running);

public sealed record DissentView(string Item, string Name, string Text);

/// <param name="Current">False once something in the meeting changed after the draft.</param>
public sealed record MinutesView(int Revision, string? Sha256, bool Current, IReadOnlyList<string> ConfirmedBy);

public sealed record CopyView(int Number, string Recipient, string Name);

/// <summary>Who and what may come on an agenda.</summary>
public sealed record CandidateList(IReadOnlyList<CandidateView> People, IReadOnlyList<MatterView> Matters);

public sealed record CandidateView(string Cadre, PersonView Person, int Objections, int Verifying, int? AlertRank, int Rectifications, string Owner);

/// <summary>当时我们知道什么: the frozen material, as far as the viewer may see it, with what came to be known since.</summary>
/// <param name="Sha256">As it stands in the minutes.</param>
/// <param name="Holds">Whether the words kept are still those that were frozen: their hashes were reckoned anew.</param>
public sealed record FrozenView(string Meeting, string Title, DateTimeOffset FrozenAt, string Sha256, bool Holds, IReadOnlyList<FrozenItemView> Items);

public sealed record FrozenItemView(AgendaLine Line, string Sha256, IReadOnlyList<PieceView> Pieces, IReadOnlyList<LateView> Late);

/// <param name="Kind">person, opinion, fact, alert, rectification, measure, context, comparison or matter.</param>
/// <param name="State">A cell of the matrix, a status of a fact, or rank and hue of a level.</param>
/// <param name="Files">SHA-256 of each file beside it: the last part of its address. The stage has none.</param>
public sealed record PieceView(string Id, string Kind, string? Unit, string Title, string Text, DateOnly? On, string? State, bool Complaint, IReadOnlyList<string> Files);

/// <summary>What one screen shows now; everything else is not on it.</summary>
/// <param name="Screen">nothing, waiting, masked, recused, agenda or item.</param>
/// <param name="Place">Of the item in the own agenda, from 1; 0 without one.</param>
/// <param name="Room">For the convener and the recorder alone.</param>
public sealed record ScreenView(
    string Meeting, string Title, string Phase, string Screen, bool Stage, bool Presents, bool Records, string? Presenter, IReadOnlyList<AgendaLine> Agenda, string? Item, int Place,
    IReadOnlyList<PieceView> Pieces, int Present, int Invited, DateTimeOffset? FrozenAt, string? Sha256, DateTimeOffset? ShownAt, DateTimeOffset? StartedAt, DateTimeOffset Now, string Convener, string Recorder,
    RoomView? Room)
{
    /// <summary>Equal but for the clock.</summary>
    public bool Shows(ScreenView other) => System.Text.Json.JsonSerializer.Serialize(this with { Now = default }) == System.Text.Json.JsonSerializer.Serialize(other with { Now = default });
}

/// <param name="Waiting">Accounts that wait to be let in.</param>
/// <param name="Away">Names of those who left for the item that is on.</param>
/// <param name="Connected">Screens that this server serves now.</param>
/// <param name="Offline">Names of those in the room whose screen has lost its connection.</param>
/// <param name="Absent">Names of units whose columns are not on because nobody of them is in the room.</param>
/// <param name="OffStage">Names of units whose columns are on this screen and not on the stage, because somebody in the room may not see them.</param>
public sealed record RoomView(
    IReadOnlyList<AttendeeView> Attendance, IReadOnlyList<AttendeeView> Waiting, IReadOnlyList<string> Away, int Connected, IReadOnlyList<string> Offline, IReadOnlyList<string> Absent, IReadOnlyList<string> OffStage,
    IReadOnlyList<ConclusionWord> Conclusions, ConclusionView? Concluded, IReadOnlyList<DissentView> Dissents, IReadOnlyList<MatterView> Matters, IReadOnlyList<string> Running);

/// <param name="Number">Of a revision or a copy; 0 where the act has none.</param>
/// <param name="Running">Words of measures that run on the same person and are of the kind concluded.</param>
/// <param name="Measure">Id of the drafted measure.</param>
/// <param name="Warnings">What the draft repeats.</param>
public sealed record MeetingDone(string Meeting, int Number = 0, IReadOnlyList<string>? Running = null, string? Measure = null, IReadOnlyList<string>? Warnings = null);
