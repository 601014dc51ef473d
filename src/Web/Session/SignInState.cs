using CadreWatch.Web.Identity;
using CadreWatch.Web.Identity.External;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Session;

/// <summary>What a page says of signing in.</summary>
internal sealed class SignInState(SetupState setup, Invitations invitations, IReadOnlyList<ExternalProvider> providers, UserManager<Credential> users, AccountHolders holders)
{
    public IReadOnlyList<ExternalView> External => [.. providers.Select(p => new ExternalView(p.Scheme, p.Name.Length > 0 ? p.Name : p.Scheme))];

    /// <summary>Asked of the store only while it may be so; another server may have made the first account.</summary>
    public async Task<bool> SetupNeededAsync(CancellationToken cancel) => setup.Needed && (setup.Needed = !await invitations.AnybodyAsync(cancel));

    public async Task<string> NameAsync(string account, CancellationToken cancel) => await holders.NameAsync(account, cancel) ?? account;

    /// <summary>none, totp or passkey: the strongest that the account has.</summary>
    public async Task<string> SecondFactorAsync(string account)
    {
        if (await users.FindByIdAsync(account) is not { } user) return "none";
        return (await users.GetPasskeysAsync(user)).Count > 0 ? "passkey" : user.TwoFactorEnabled ? "totp" : "none";
    }
}
