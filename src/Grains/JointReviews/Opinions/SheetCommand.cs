using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>What may be put to a unit's sheet. Closed. Each answers <see cref="SheetReply"/> or a refusal; a bulk command is taken whole or not at all.</summary>
public abstract record SheetCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>Put by the system when the letter was issued.</summary>
public sealed record OpenSheet(
    Guid Id, DateTimeOffset At, string By, MemberUnit Unit, IReadOnlyList<string> People, string Letter, DateOnly IssuedOn, DateOnly DueOn) : SheetCommand(Id, At, By);

/// <summary>Put by the system when the round got another liaison for the unit.</summary>
public sealed record ChangeSheetLiaison(Guid Id, DateTimeOffset At, string By, string Liaison, string Deputy) : SheetCommand(Id, At, By);

/// <summary>A fact on its way in.</summary>
/// <param name="Attachments">
/// Null where nothing is said of them, as by a table that came back: the same words again then keep what is attached. A new revision has the files that it names and no others.
/// </param>
public sealed record FactEntry(
    NegativeClass Class, DateOnly From, DateOnly To, SignalStatus Status, Responsibility Responsibility, SealedText Text, SealedText Basis,
    IReadOnlyList<AttachmentEntry>? Attachments = null);

public sealed record AttachmentEntry(string Sha256, SealedText Name, long Size);

/// <param name="Secrecy">Null takes the unit's; a lower one is raised to it.</param>
/// <param name="Content">See <see cref="Opinion.Content"/>.</param>
/// <param name="Seen">The number of revisions that the person saw in the cell; another one is refused (<c>changedMeanwhile</c>). Null skips the check.</param>
public sealed record OpinionEntry(
    string Cadre, OpinionAnswer Answer, IReadOnlyList<FactEntry> Facts, Digest16 Content, DateOnly? ExpectedOn = null, Secrecy? Secrecy = null, int? Seen = null);

/// <summary>
/// Enters opinions, one or a whole sheet. Refusals: <c>unknownSheet</c> (also for an account of another unit), <c>sheetClosed</c>, <c>unknownCadre</c>,
/// <c>recused</c>, <c>factMissing</c>, <c>factWithoutObjection</c>, <c>factDays</c>, <c>factStatus</c>, <c>changedMeanwhile</c>.
/// </summary>
/// <param name="RecusedFrom">Numbers of those from whom the account itself is recused, as its rights say now.</param>
public sealed record EnterOpinions(Guid Id, DateTimeOffset At, string By, IReadOnlyList<OpinionEntry> Entries, IReadOnlyList<string>? RecusedFrom = null)
    : SheetCommand(Id, At, By);

/// <summary>One revision that waits.</summary>
public sealed record PendingCell(string Cadre, int Revision);

/// <summary>Confirms what another person of the unit entered. Refusals: <c>secondPersonNeeded</c>, <c>nothingToConfirm</c>, <c>changedMeanwhile</c>, <c>recused</c>.</summary>
public sealed record ConfirmOpinions(Guid Id, DateTimeOffset At, string By, IReadOnlyList<PendingCell> Cells, IReadOnlyList<string>? RecusedFrom = null)
    : SheetCommand(Id, At, By);

/// <summary>Sends entries back instead; either person of the unit may.</summary>
public sealed record ReturnOpinions(Guid Id, DateTimeOffset At, string By, IReadOnlyList<PendingCell> Cells, SealedText Reason) : SheetCommand(Id, At, By);

/// <summary>回避 of the unit for some people: no answer is given or expected.</summary>
public sealed record DeclareRecusal(Guid Id, DateTimeOffset At, string By, IReadOnlyList<string> Cadres, SealedText Reason) : SheetCommand(Id, At, By);

public sealed record EndRecusal(Guid Id, DateTimeOffset At, string By, IReadOnlyList<string> Cadres) : SheetCommand(Id, At, By);

/// <summary>Asks for more time for the people named who are not answered. Refusals: <c>extensionTooLong</c>, <c>extensionTooShort</c>, <c>nothingToExtend</c>.</summary>
public sealed record AskExtension(Guid Id, DateTimeOffset At, string By, IReadOnlyList<string> Cadres, DateOnly Until, SealedText Reason) : SheetCommand(Id, At, By);

/// <summary>Grants or declines it: never somebody of the unit (<c>secondPersonNeeded</c>). That the account may approve at all is for the edge to say.</summary>
public sealed record DecideExtension(Guid Id, DateTimeOffset At, string By, int Number, bool Granted, SealedText? Reason = null) : SheetCommand(Id, At, By);

/// <summary>The sheet's deadline row fell due.</summary>
public sealed record SheetClockDue(Guid Id, DateTimeOffset At, string By) : SheetCommand(Id, At, By);

/// <summary>Put by the system when the round was closed.</summary>
public sealed record CloseSheet(Guid Id, DateTimeOffset At, string By) : SheetCommand(Id, At, By);

/// <param name="Changed">How many cells changed.</param>
/// <param name="Awaiting">How many wait for the second person now.</param>
/// <param name="Extension">Number of the extension asked for or decided.</param>
public sealed record SheetReply(int Changed, int Awaiting, int? Extension = null);
