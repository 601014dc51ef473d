using CadreWatch.Web.Accounts;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;

namespace CadreWatch.Web.Identity;

/// <summary>What whoever manages accounts sees of credentials and does to them.</summary>
internal sealed class AccountCredentials(IDbContextFactory<IdentityStore> stores, Invitations invitations, Sessions sessions, SignInGuard guard) : IAccountCredentials
{
    public async Task<IReadOnlyDictionary<string, CredentialFacts>> FactsAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var invited = await invitations.InvitedAsync(cancel);
        var locked = await guard.LockedAsync(cancel);
        await using var store = await stores.CreateDbContextAsync(cancel);
        var facts = new Dictionary<string, CredentialFacts>();
        foreach (var some in accounts.Chunk(500))
        {
            var keyed = (await store.UserPasskeys.AsNoTracking().Where(p => some.Contains(p.UserId)).Select(p => p.UserId).Distinct().ToListAsync(cancel)).ToHashSet();
            foreach (var user in await store.Users.AsNoTracking().Where(u => some.Contains(u.Id)).ToListAsync(cancel))
                facts[user.Id] = new(
                    invited.Contains(user.Id), user.TwoFactorEnabled || keyed.Contains(user.Id), locked.TryGetValue(user.Id, out var until) ? until : null, user.LastSignInAt);
        }

        return facts;
    }

    public Task<string> InviteAsync(string account, CancellationToken cancel) => invitations.InviteAsync(account, cancel);

    public Task<string> ResetAsync(string account, CancellationToken cancel) => invitations.ResetAsync(account, cancel);

    public Task EndSessionsAsync(string account, CancellationToken cancel) => sessions.EndAllAsync(account, null, cancel);
}
