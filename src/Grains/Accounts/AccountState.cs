namespace CadreWatch.Grains.Accounts;

/// <summary>One account without its name. Immutable.</summary>
/// <param name="Account">The grain's key.</param>
public sealed record AccountState(string Account)
{
    public bool IsOpen { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>From 1, one more with every event.</summary>
    public long Version { get; init; }

    public AccountRights Rights { get; init; } = AccountRights.None;

    /// <summary>Total and pure.</summary>
    public static AccountState Apply(AccountState state, AccountEvent @event) => Change(state, @event) with { Version = state.Version + 1 };

    private static AccountState Change(AccountState state, AccountEvent @event) => @event switch
    {
        AccountOpened e => state with { IsOpen = true, Rights = state.Rights with { Assignments = e.Assignments } },
        AccountRightsChanged e => state with { Rights = state.Rights with { Assignments = e.Assignments, SelfCadre = e.SelfCadre, Relatives = e.Relatives } },
        AccountDelegated e => state.Lend([.. state.Rights.Delegations.Where(d => d.To != e.To), new(e.To, e.From, e.Until, e.ReasonHash)]),
        AccountDelegationEnded e => state.Lend([.. state.Rights.Delegations.Where(d => d.To != e.To)]),
        AccountDeputySet e => state with { Rights = state.Rights with { Deputy = e.Deputy } },
        AccountDisabled => state with { IsDisabled = true },
        AccountEnabled => state with { IsDisabled = false },
        _ => state,
    };

    private AccountState Lend(IReadOnlyList<Delegation> delegations) => this with { Rights = Rights with { Delegations = delegations } };
}
