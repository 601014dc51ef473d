namespace CadreWatch.Web.Accounts;

/// <summary>What signing in knows of an account beside its rights.</summary>
/// <param name="Invited">A link to set the first password is open.</param>
internal sealed record CredentialFacts(bool Invited, bool SecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset? LastSignInAt)
{
    public static readonly CredentialFacts None = new(false, false, null, null);
}

/// <summary>The part of an account that signs in. Rights are kept apart from it: whoever manages accounts asks both.</summary>
internal interface IAccountCredentials
{
    /// <summary>Of those that have any.</summary>
    Task<IReadOnlyDictionary<string, CredentialFacts>> FactsAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel);

    /// <summary>A path with a one-time token, where the holder sets a password.</summary>
    Task<string> InviteAsync(string account, CancellationToken cancel);

    /// <summary>The same after taking away password, second factors and sessions.</summary>
    Task<string> ResetAsync(string account, CancellationToken cancel);

    Task EndSessionsAsync(string account, CancellationToken cancel);
}
