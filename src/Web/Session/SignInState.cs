using CadreWatch.Web.Identity;
using CadreWatch.Web.Identity.External;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Session;

/// <summary>What a page says of signing in.</summary>
internal sealed class SignInState(SetupState setup, Invitations invitations, IReadOnlyList<ExternalProvider> providers, UserManager<Credential> users, AccountHolders holders, SignInFlow flow)
{
    public IReadOnlyList<ExternalView> External => [.. providers.Select(p => new ExternalView(p.Scheme, p.Title))];

    /// <summary>Asked of the store only while it may be so; another server may have made the first account.</summary>
    public async Task<bool> SetupNeededAsync(CancellationToken cancel) => setup.Needed && (setup.Needed = !await invitations.AnybodyAsync(cancel));

    /// <inheritdoc cref="SignInFlow.StepAsync"/>
    public Task<IReadOnlyList<string>?> SecondStepAsync(HttpContext http) => flow.StepAsync(http);

    public async Task<string> NameAsync(string account, CancellationToken cancel) => await holders.NameAsync(account, cancel) ?? account;

    /// <summary>totp and passkey, as far as the account has them.</summary>
    public async Task<IReadOnlyList<string>> SecondFactorsAsync(string account)
    {
        if (await users.FindByIdAsync(account) is not { } user) return [];
        return [.. user.TwoFactorEnabled ? ["totp"] : (string[])[], .. (await users.GetPasskeysAsync(user)).Count > 0 ? ["passkey"] : (string[])[]];
    }
}
