using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews;

/// <summary>
/// A fact in the life of one round (grain <c>review/id</c>). Closed: every concrete event stands in this file. No event, and nothing derived from one,
/// has a place for an intended post or tells a candidate from the regular list: the people are numbers in ascending order.
/// </summary>
public abstract record RoundEvent(DateTimeOffset At, string By) : Event;

/// <param name="Year">With <paramref name="Number"/> the round's only name: 2026年第3批.</param>
/// <param name="People">Cadre numbers, ordinal ascending, each once.</param>
/// <param name="Knowing">Accounts that may know of the whole list (知悉人), ascending.</param>
public sealed record RoundOpened(
    int Year, int Number, IReadOnlyList<string> People, IReadOnlyList<MemberUnit> Units, IReadOnlyList<string> Knowing, DateTimeOffset At, string By)
    : RoundEvent(At, By);

/// <summary>征求意见函 issued to one unit.</summary>
/// <param name="Letter">文号.</param>
/// <param name="DueOn">Last day to answer.</param>
/// <param name="Limit">The figure that the due day was counted by.</param>
public sealed record RequestIssued(string Unit, string Letter, DateOnly IssuedOn, DateOnly DueOn, UsedFigure Limit, DateTimeOffset At, string By) : RoundEvent(At, By);

public sealed record LiaisonReplaced(string Unit, string Liaison, string Deputy, DateTimeOffset At, string By) : RoundEvent(At, By);

/// <summary>催办.</summary>
public sealed record UnitsChased(IReadOnlyList<string> Units, DateTimeOffset At, string By) : RoundEvent(At, By);

/// <summary>催办函 issued to one unit, beside the <see cref="UnitsChased"/> of the same act.</summary>
/// <param name="Letter">文号.</param>
/// <param name="Outstanding">Numbers of those whom the unit had not answered, ascending. The letter tells how many, and not who.</param>
public sealed record ChaseLetterIssued(string Unit, string Letter, DateOnly IssuedOn, IReadOnlyList<string> Outstanding, DateTimeOffset At, string By) : RoundEvent(At, By);

public sealed record KnowingChanged(IReadOnlyList<string> Knowing, DateTimeOffset At, string By) : RoundEvent(At, By);

/// <summary>No opinion is taken any more; what is reported later is 会后新情况.</summary>
public sealed record RoundClosed(DateTimeOffset At, string By) : RoundEvent(At, By);
