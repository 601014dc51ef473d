using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Accounts;

/// <summary>What may be put to an account's grain (<c>account/name</c>). Reply: <see cref="AccountReply"/> or a refusal.</summary>
public abstract record AccountCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>Refused as <c>accountTaken</c> where there is one, <c>accountMalformed</c> where the key is no name for one.</summary>
public sealed record OpenAccount(Guid Id, DateTimeOffset At, string By, SealedText Name, IReadOnlyList<Assignment> Assignments) : AccountCommand(Id, At, By);

/// <summary>An act on an account that exists; <c>unknownAccount</c> otherwise.</summary>
/// <param name="Seen">The version the person looked at; <c>accountChanged</c> where it is another. Null skips the check.</param>
public abstract record AccountChange(Guid Id, DateTimeOffset At, string By, long? Seen) : AccountCommand(Id, At, By);

/// <summary>Puts the whole of the rights, the holder's own number and the declared relatives.</summary>
public sealed record ChangeRights(
    Guid Id, DateTimeOffset At, string By, IReadOnlyList<Assignment> Assignments, string? SelfCadre, IReadOnlyList<string> Relatives, SealedText? Reason, long? Seen = null)
    : AccountChange(Id, At, By, Seen);

/// <summary>Lends the case rights of this account for some days, both included.</summary>
public sealed record Delegate(Guid Id, DateTimeOffset At, string By, string To, DateOnly From, DateOnly Until, SealedText? Reason, long? Seen = null)
    : AccountChange(Id, At, By, Seen);

public sealed record EndDelegation(Guid Id, DateTimeOffset At, string By, string To, long? Seen = null) : AccountChange(Id, At, By, Seen);

/// <summary>AB岗: takes effect once the other account names this one too. Null dissolves it.</summary>
public sealed record SetDeputy(Guid Id, DateTimeOffset At, string By, string? Deputy, long? Seen = null) : AccountChange(Id, At, By, Seen);

public sealed record DisableAccount(Guid Id, DateTimeOffset At, string By, SealedText? Reason, long? Seen = null) : AccountChange(Id, At, By, Seen);

public sealed record EnableAccount(Guid Id, DateTimeOffset At, string By, SealedText? Reason, long? Seen = null) : AccountChange(Id, At, By, Seen);

/// <param name="Version">The account's version after the command.</param>
public sealed record AccountReply(string Account, long Version);
