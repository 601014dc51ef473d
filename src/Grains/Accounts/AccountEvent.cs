using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Accounts;

/// <summary>A fact in the life of one account. Closed: every concrete event stands in this file. Names and reasons are texts beside the event.</summary>
public abstract record AccountEvent(DateTimeOffset At, string By) : Event;

/// <param name="NameHash">Hash of the text <c>name</c>.</param>
public sealed record AccountOpened(string NameHash, IReadOnlyList<Assignment> Assignments, DateTimeOffset At, string By) : AccountEvent(At, By);

/// <summary>The whole of what the account may do from now on, and whom it must not see.</summary>
/// <param name="ReasonHash">Hash of the text <c>reason</c>.</param>
public sealed record AccountRightsChanged(
    IReadOnlyList<Assignment> Assignments, string? SelfCadre, IReadOnlyList<string> Relatives, string ReasonHash, DateTimeOffset At, string By) : AccountEvent(At, By);

/// <summary>A delegation began, or took the place of an earlier one to the same account.</summary>
public sealed record AccountDelegated(string To, DateOnly From, DateOnly Until, string ReasonHash, DateTimeOffset At, string By) : AccountEvent(At, By);

public sealed record AccountDelegationEnded(string To, DateTimeOffset At, string By) : AccountEvent(At, By);

/// <param name="Deputy">Null where the pair is dissolved.</param>
public sealed record AccountDeputySet(string? Deputy, DateTimeOffset At, string By) : AccountEvent(At, By);

public sealed record AccountDisabled(string ReasonHash, DateTimeOffset At, string By) : AccountEvent(At, By);

public sealed record AccountEnabled(string ReasonHash, DateTimeOffset At, string By) : AccountEvent(At, By);
