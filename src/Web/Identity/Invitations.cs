using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity;

/// <summary>
/// One-time links, with which a person sets the password of an account themselves: the first account's, an invitation, a reset. The token stands behind the #
/// of the address, so that no server's log has it.
/// </summary>
internal sealed class Invitations(IDbContextFactory<IdentityStore> stores, Sessions sessions, IServiceScopeFactory scopes, TimeProvider time, IOptions<AccountOptions> options)
{
    private static readonly TimeSpan FirstLimit = TimeSpan.FromDays(3_650);

    /// <summary>The link that makes the first account; the one before is good no more.</summary>
    public Task<string> FirstAsync(CancellationToken cancel) => MakeAsync(null, FirstLimit, cancel);

    /// <summary>A link for an account that exists; the account's links before are good no more. Makes the account's credentials where it has none.</summary>
    /// <returns>The path with the token.</returns>
    public async Task<string> InviteAsync(string account, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        if (await users.FindByIdAsync(account) is null) Done(await users.CreateAsync(new() { Id = account, UserName = account }));
        return await MakeAsync(account, options.Value.InvitationLimit, cancel);
    }

    /// <summary>Takes password and second factors from an account, ends its sessions, and answers a link with which it gets a new password.</summary>
    public async Task<string> ResetAsync(string account, CancellationToken cancel)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
            if (await users.FindByIdAsync(account) is { } user)
            {
                foreach (var passkey in await users.GetPasskeysAsync(user)) Done(await users.RemovePasskeyAsync(user, passkey.CredentialId));
                foreach (var login in await users.GetLoginsAsync(user)) Done(await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey));
                Done(await users.SetTwoFactorEnabledAsync(user, false));
                Done(await users.ResetAuthenticatorKeyAsync(user));
                Done(await users.RemovePasswordAsync(user));
            }
        }

        await sessions.EndAllAsync(account, null, cancel);
        return await InviteAsync(account, cancel);
    }

    /// <summary>What a token is for; null where it is good for nothing.</summary>
    public async Task<Invitation?> FindAsync(string? token, CancellationToken cancel)
    {
        if (HashOf(token) is not { } hash) return null;
        var now = time.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync(cancel);
        return await store.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Hash == hash && i.ExpiresAt > now, cancel) is { } row ? new(row.Account) : null;
    }

    /// <summary>Uses a token up; of two at once one succeeds.</summary>
    public async Task<bool> UseAsync(string token, CancellationToken cancel)
    {
        if (HashOf(token) is not { } hash) return false;
        await using var store = await stores.CreateDbContextAsync(cancel);
        return await store.Invitations.Where(i => i.Hash == hash).ExecuteDeleteAsync(cancel) == 1;
    }

    /// <summary>Whether somebody can sign in at all.</summary>
    public async Task<bool> AnybodyAsync(CancellationToken cancel)
    {
        await using var store = await stores.CreateDbContextAsync(cancel);
        return await store.Users.AnyAsync(u => u.PasswordHash != null, cancel);
    }

    /// <summary>Accounts whose link is still open.</summary>
    public async Task<IReadOnlySet<string>> InvitedAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync(cancel);
        return (await store.Invitations.Where(i => i.Account != null && i.ExpiresAt > now).Select(i => i.Account!).ToListAsync(cancel)).ToHashSet();
    }

    private async Task<string> MakeAsync(string? account, TimeSpan limit, CancellationToken cancel)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var store = await stores.CreateDbContextAsync(cancel);
        await store.Invitations.Where(i => i.Account == account).ExecuteDeleteAsync(cancel);
        store.Invitations.Add(new() { Hash = HashOf(token)!, Account = account, ExpiresAt = time.GetUtcNow() + limit });
        await store.SaveChangesAsync(cancel);
        return $"/setup#{token}";
    }

    private static byte[]? HashOf(string? token) => token is { Length: 43 } ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    private static void Done(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join("; ", result.Errors.Select(e => e.Code)));
    }
}

/// <param name="Account">Null for the link that makes the first account.</param>
internal sealed record Invitation(string? Account);
