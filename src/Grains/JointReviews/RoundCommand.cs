using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews;

/// <summary>What may be put to a round. Closed. Each answers <see cref="RoundReply"/> or a refusal.</summary>
public abstract record RoundCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>
/// Opens a round. The population is one list: who came by a filter and who was added is not said, and the order given is forgotten.
/// Refusals: <c>roundOpen</c>, <c>peopleMissing</c>, <c>tooFewUnits</c>, <c>tooManyUnits</c>, <c>unitTwice</c>, <c>secondPersonNeeded</c>, <c>accountTwice</c>,
/// <c>unknownKind</c>.
/// </summary>
public sealed record OpenRound(
    Guid Id, DateTimeOffset At, string By, int Year, int Number, IReadOnlyList<string> People, IReadOnlyList<MemberUnit> Units, IReadOnlyList<string> Knowing)
    : RoundCommand(Id, At, By);

/// <param name="Number">文号, such as 示组督函〔2026〕17号.</param>
public sealed record UnitLetter(string Unit, string Number);

/// <summary>Issues the letters of some or all units. Refusals: <c>unknownUnit</c>, <c>issuedAlready</c>, <c>letterNumber</c>.</summary>
public sealed record IssueRequests(Guid Id, DateTimeOffset At, string By, IReadOnlyList<UnitLetter> Letters) : RoundCommand(Id, At, By);

/// <summary>
/// Other people answer for a unit. What the former ones entered stays; whoever entered it does not confirm it. Refusals: <c>unknownUnit</c>,
/// <c>secondPersonNeeded</c>, <c>accountTwice</c>.
/// </summary>
public sealed record ReplaceLiaison(Guid Id, DateTimeOffset At, string By, string Unit, string Liaison, string Deputy) : RoundCommand(Id, At, By);

/// <param name="Number">文号.</param>
/// <param name="Outstanding">Numbers of those whom the unit has not answered.</param>
public sealed record UnitChase(string Unit, string Number, IReadOnlyList<string> Outstanding);

/// <summary>
/// 催办 of units whose letter went out, each by a 催办函. Under numbers that they were chased by already it changes nothing. Refusals: <c>unknownUnit</c>,
/// <c>nothingOutstanding</c>, <c>letterNumber</c>.
/// </summary>
public sealed record ChaseUnits(Guid Id, DateTimeOffset At, string By, IReadOnlyList<UnitChase> Units) : RoundCommand(Id, At, By);

/// <summary>Names the 知悉人 anew; whoever does it stays among them.</summary>
public sealed record ChangeKnowing(Guid Id, DateTimeOffset At, string By, IReadOnlyList<string> Knowing) : RoundCommand(Id, At, By);

public sealed record CloseRound(Guid Id, DateTimeOffset At, string By) : RoundCommand(Id, At, By);

/// <param name="DueOn">The due day where letters were issued.</param>
public sealed record RoundReply(string Round, DateOnly? DueOn = null);
