using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;

namespace CadreWatch.Web.JointReviews;

/// <param name="Name">2026年第3批: the round's only name.</param>
/// <param name="State">open or closed.</param>
/// <param name="Sight">whole or ownColumn.</param>
/// <param name="People">How many of the list the viewer sees.</param>
/// <param name="Units">Units asked; 1 for a unit that sees itself alone.</param>
/// <param name="Letters">Letters that went out among them.</param>
/// <param name="Unit">The unit that the viewer answers for.</param>
/// <param name="Chased">How often that unit was chased.</param>
public sealed record ReviewItem(
    string Id, string Name, string State, RoundSight Sight, int People, int Units, int Letters, DateOnly? DueOn, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Unit,
    int? Chased);

/// <param name="Opens">The viewer may open a round.</param>
/// <param name="Missing">What the policy in force or the calendar lacks for it, in words; empty where nothing.</param>
public sealed record ReviewList(IReadOnlyList<ReviewItem> Items, bool Opens, IReadOnlyList<string> Missing);

public sealed record ReviewAccount(string Account, string Name);

/// <param name="Grade">V, S, M or U; the last two are shown as 未核实.</param>
public sealed record ReviewFigure(string Code, string Name, decimal Value, string Unit, string Source, string Article, string Grade);

/// <summary>A unit that a round may ask, with whoever answered for it last.</summary>
public sealed record ReviewListedUnit(string Id, string Name, string Kind, Secrecy Secrecy, IReadOnlyList<NegativeClass> Asked, string? Liaison, string? Deputy);

/// <summary>What the form that opens a round offers.</summary>
/// <param name="Liaisons">Accounts that may answer.</param>
/// <param name="Knowing">Accounts that may be named for the whole.</param>
/// <param name="DueOn">The due day of a letter that goes out today; null where it cannot be counted.</param>
public sealed record ReviewSetup(
    IReadOnlyList<ReviewListedUnit> Units, IReadOnlyList<ReviewAccount> Liaisons, IReadOnlyList<ReviewAccount> Knowing, IReadOnlyList<ReviewFigure> Figures, DateOnly? DueOn,
    IReadOnlyList<string> Ranks, IReadOnlyList<string> Missing);

/// <summary>A person of the list: who it is today, and nothing of what for.</summary>
public sealed record ReviewPerson(string Number, string Name, string UnitName, string Post, bool Demo);

/// <param name="Unknown">Numbers given that are not there for the viewer.</param>
public sealed record ReviewPopulation(IReadOnlyList<ReviewPerson> People, IReadOnlyList<string> Unknown);

/// <summary>What the viewer may do in the round.</summary>
public sealed record ReviewRights(bool Manage, bool DecideExtensions, bool Compare, bool SeeTrail);

/// <summary>催办函 of a unit; its place in the list, from 1, is the last part of its address.</summary>
/// <param name="Letter">文号.</param>
/// <param name="By">Who chased; null for the unit itself.</param>
public sealed record ReviewChase(string Letter, DateOnly IssuedOn, ReviewAccount? By);

/// <param name="Chases">The first one first.</param>
/// <param name="Secrecy">The least of what the unit reports.</param>
public sealed record ReviewMember(
    string Id, string Name, ReviewAccount Liaison, ReviewAccount Deputy, string? Letter, DateOnly? IssuedOn, DateOnly? DueOn, int Chased, DateTimeOffset? ChasedAt,
    IReadOnlyList<ReviewChase> Chases, IReadOnlyList<NegativeClass> Asked, Secrecy Secrecy);

/// <param name="Members">All units for the whole, the own one for a unit.</param>
/// <param name="Knowing">Empty for a unit.</param>
public sealed record ReviewRound(
    string Id, string Name, string State, RoundSight Sight, DateOnly Today, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Unit, IReadOnlyList<ReviewMember> Members,
    IReadOnlyList<ReviewAccount> Knowing, ReviewRights May, IReadOnlyList<string> Missing);

/// <summary>An extension that was asked for.</summary>
/// <param name="People">How many people of those the viewer sees.</param>
/// <param name="Granted">Null while undecided.</param>
public sealed record ReviewExtension(int Number, int People, DateOnly Until, ReviewAccount AskedBy, bool? Granted);

/// <summary>A cell of the own column: what is entered, by whom, and what waits.</summary>
/// <param name="Pending">The revision that waits for the second person; null for none.</param>
/// <param name="EnteredBy">Who entered it.</param>
public sealed record ReviewOwnCell(int Revisions, OpinionAnswer? Confirmed, DateOnly? ValidUntil, int? Pending, OpinionAnswer? PendingAnswer, ReviewAccount? EnteredBy, bool Mine);

/// <summary>One unit's column, in the order of the matrix's people.</summary>
/// <param name="Cells">One digit per person: 0 not due, 1 无, 2 异, 3 核, 4 逾, 5 延, 6 待, 7 避, 8 expired. All 0 before the letter went out.</param>
/// <param name="Late">Working days after the due day until today; null before it, or where the calendar is not published.</param>
/// <param name="Own">For the unit itself.</param>
public sealed record ReviewColumn(
    string Unit, string Name, string? Letter, DateOnly? DueOn, int? Late, int Chased, bool Closed, string Cells, IReadOnlyList<ReviewExtension> Extensions,
    IReadOnlyList<ReviewOwnCell>? Own);

/// <summary>People × agencies, as far as this viewer sees.</summary>
public sealed record ReviewMatrix(string Round, DateOnly Today, IReadOnlyList<ReviewPerson> People, IReadOnlyList<ReviewColumn> Columns);

/// <param name="Hash">SHA-256 of its bytes: the last part of its address.</param>
/// <param name="Name">Null where it was erased.</param>
/// <param name="Size">In bytes.</param>
public sealed record ReviewAttachment(string Hash, string? Name, long Size);

/// <param name="Text">What happened, and what it rests on; null where it was erased.</param>
public sealed record ReviewFact(
    NegativeClass Class, DateOnly From, DateOnly To, SignalStatus Status, Responsibility Responsibility, string? Text, string? Basis, IReadOnlyList<ReviewAttachment> Attachments);

/// <summary>One revision of what a unit says of one person.</summary>
/// <param name="Withheld">It is more secret than the viewer reaches: neither class nor words are shown.</param>
/// <param name="Grade">Of the figure behind the validity.</param>
public sealed record ReviewRevision(
    int Revision, OpinionAnswer Answer, bool Withheld, IReadOnlyList<ReviewFact> Facts, DateOnly? ExpectedOn, Secrecy Secrecy, ReviewAccount EnteredBy, DateTimeOffset EnteredAt,
    ReviewAccount? ConfirmedBy, DateTimeOffset? ConfirmedAt, DateOnly? ValidUntil, string? Grade, ReviewAccount? ReturnedBy, DateTimeOffset? ReturnedAt, string? ReturnNote);

/// <summary>A note beside the revisions: recusals, and extensions that name the person.</summary>
/// <param name="Kind">recused, recusalEnded, extensionAsked, extensionGranted or extensionDeclined.</param>
public sealed record ReviewNote(string Kind, DateTimeOffset At, ReviewAccount By, string? Text, DateOnly? Until);

/// <summary>One cell with its history. The whole sees what was confirmed; the unit itself also what waits or was sent back.</summary>
public sealed record ReviewCell(
    string Cadre, string Unit, CellState State, DateOnly? DueOn, DateOnly? ExtendedTo, int Revisions, IReadOnlyList<ReviewRevision> History, IReadOnlyList<ReviewNote> Notes);

/// <param name="Unit">Id of the unit whose answer differs.</param>
public sealed record ReviewDifference(string Unit, CellState Before, CellState Now);

/// <summary>A person against the last round known to the viewer that listed them.</summary>
/// <param name="Round">Null where there is none.</param>
public sealed record ReviewCompared(string Cadre, string? Round, IReadOnlyList<ReviewDifference> Differences);

public sealed record ReviewComparison(IReadOnlyList<ReviewCompared> Items);

public sealed record ReviewTrailLine(DateTimeOffset At, ReviewAccount By, string Kind, string? Verb, string? Address);

/// <summary>The newest first.</summary>
public sealed record ReviewTrailPage(IReadOnlyList<ReviewTrailLine> Items, bool More);

/// <param name="Cell">Such as D17.</param>
public sealed record ReviewCellError(string Cell, string Message);

internal static class ReviewNames
{
    public static string Of(RoundState round) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{round.Year}年第{round.Number}批");
}
