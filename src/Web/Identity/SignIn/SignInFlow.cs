using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CadreWatch.Web.Identity.SignIn;

/// <summary>
/// The steps of signing in. Whatever is wrong, the answer is one and the same, and takes the same work. Each step is in the trail before its answer leaves.
/// </summary>
internal sealed class SignInFlow(
    UserManager<Credential> users, IdentityStore store, AccountHolders rights, Sessions sessions, SignInGuard guard, UnknownAccount unknown, Trail.Trail trail, TimeProvider time)
{
    private const int LongestSecret = 256;
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    /// <summary>First step: account and password.</summary>
    public async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> PasswordAsync(HttpContext http, string? account, string? password, CancellationToken cancel)
    {
        var name = NameOf(account);
        var known = await IsKnownAsync(http, name, cancel);
        if (await guard.WaitOfAsync(name, Device.OriginOf(http), known, cancel) is { } wait) return TooMany(http, wait);
        var user = await users.FindByIdAsync(name);
        var secret = password is { Length: <= LongestSecret } ? password : "";
        var right = await guard.CheckAsync(() => unknown.Verify(user, secret), cancel);
        if (right is null) return TooMany(http, Busy);
        if (right == false || user is null || !await rights.IsActiveAsync(name, cancel)) return await RefuseAsync(http, user, name, known, "password", cancel);
        if (await SecondFactorsAsync(http, user) is { Count: > 0 } methods)
        {
            await ReplaceAsync(http, name, SessionStage.SecondFactor, cancel);
            return TypedResults.Ok(new SignInAnswer("secondFactor", methods));
        }

        return await CompleteAsync(http, user, "password", cancel);
    }

    /// <summary>Second step: a one-time code, or a recovery code, which is used up.</summary>
    public async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> CodeAsync(HttpContext http, string? code, string? recoveryCode, CancellationToken cancel)
    {
        if (http.Features.Get<CurrentSession>()?.Row is not { Stage: SessionStage.SecondFactor } step || await users.FindByIdAsync(step.Account) is not { } user)
            return Refused();
        var known = await IsKnownAsync(http, user.Id, cancel);
        if (await guard.WaitOfAsync(user.Id, Device.OriginOf(http), known, cancel) is { } wait) return TooMany(http, wait);
        var (right, how) = recoveryCode is { Length: > 0 and <= LongestSecret }
            ? ((await users.RedeemTwoFactorRecoveryCodeAsync(user, recoveryCode.Trim())).Succeeded, "recoveryCode")
            : (await IsCodeAsync(user, code), "totp");
        return right ? await CompleteAsync(http, user, how, cancel) : await RefuseAsync(http, user, user.Id, known, how, cancel);
    }

    /// <summary>A code that is right now and was not taken before.</summary>
    public async Task<bool> IsCodeAsync(Credential user, string? code)
    {
        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit).Take(8));
        if (digits.Length != 6 || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, digits)) return false;
        var taken = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}\n{digits}")));
        if (user.LastCode == taken) return false;
        user.LastCode = taken;
        return (await users.UpdateAsync(user)).Succeeded;
    }

    /// <summary>Signs in somebody who proved who they are; a second factor is not asked for again.</summary>
    /// <param name="how">password, totp, recoveryCode, passkey, setup, or the scheme of another server.</param>
    public async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> CompleteAsync(HttpContext http, Credential user, string how, CancellationToken cancel)
    {
        if (!await rights.IsActiveAsync(user.Id, cancel)) return await RefuseAsync(http, user, user.Id, known: true, how, cancel);
        await guard.SucceededAsync(user.Id, Device.OriginOf(http), cancel);
        await RememberAsync(http, user, cancel);
        await ReplaceAsync(http, user.Id, SessionStage.Full, cancel, session =>
            trail.EnterAsync(http, new(TrailKind.SignIn, "session") { Account = user.Id, Session = session, Verb = how }, cancel));
        return TypedResults.Ok(new SignInAnswer("done", []));
    }

    /// <summary>Asks the second step of somebody whom another server vouched for.</summary>
    public async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> VouchedAsync(HttpContext http, Credential user, string how, CancellationToken cancel)
    {
        if (!await rights.IsActiveAsync(user.Id, cancel)) return await RefuseVouchedAsync(http, user, how, cancel);
        if (await SecondFactorsAsync(http, user) is not { Count: > 0 } methods) return await CompleteAsync(http, user, how, cancel);
        await ReplaceAsync(http, user.Id, SessionStage.SecondFactor, cancel);
        return TypedResults.Ok(new SignInAnswer("secondFactor", methods));
    }

    /// <summary>Counts and records a proof that did not hold.</summary>
    public async Task<ProblemHttpResult> RefuseAsync(HttpContext http, Credential? user, string name, bool known, string how, CancellationToken cancel)
    {
        await guard.FailedAsync(name, Device.OriginOf(http), known, cancel);
        await trail.EnterAsync(http, new(TrailKind.SignInRefused, "session") { Account = user?.Id ?? TrailGrain.Nobody, Verb = how }, cancel);
        return Refused();
    }

    /// <summary>The same for one that another server gave. No rate limit lies before that, so an address has only so many of them recorded.</summary>
    public async Task<ProblemHttpResult> RefuseVouchedAsync(HttpContext http, Credential? user, string how, CancellationToken cancel) =>
        await guard.WaitOfAsync("", Device.OriginOf(http), isKnown: true, cancel) is null ? await RefuseAsync(http, user, "", known: true, how, cancel) : Refused();

    /// <summary>The methods of the second step that this browser still owes; null where it owes none.</summary>
    public async Task<IReadOnlyList<string>?> StepAsync(HttpContext http) =>
        http.Features.Get<CurrentSession>()?.Row is { Stage: SessionStage.SecondFactor } step && await users.FindByIdAsync(step.Account) is { } user
            ? await SecondFactorsAsync(http, user)
            : null;

    public static ProblemHttpResult Refused() => Problems.Of(StatusCodes.Status401Unauthorized, "signInRefused", "登录未成功：账号、密码或验证码不正确，或账号不可用。");

    /// <summary>As accounts are named; whatever cannot be one is nobody's.</summary>
    public static string NameOf(string? account) => account is { Length: <= 64 } ? account.Trim().ToLowerInvariant() : "";

    private static ProblemHttpResult TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "tooManyAttempts", "尝试次数过多，请稍后再试。");
    }

    /// <summary>The browser's session before, if any, ends; a new one begins under a new id.</summary>
    private async Task ReplaceAsync(HttpContext http, string account, SessionStage stage, CancellationToken cancel, Func<string, Task>? record = null)
    {
        if (http.Features.Get<CurrentSession>() is { Row: var before }) await sessions.EndAsync(before.Account, before.Id, cancel);
        var (session, stamp) = await sessions.OpenAsync(http, account, stage, cancel);
        if (record is not null) await record(session.Id);
        await SessionCookie.IssueAsync(http, session, stamp);
    }

    private async Task<IReadOnlyList<string>> SecondFactorsAsync(HttpContext http, Credential user)
    {
        var passkeys = (await users.GetPasskeysAsync(user)).Count > 0;
        if (!user.TwoFactorEnabled && !passkeys) return [];
        var methods = new List<string>();
        if (user.TwoFactorEnabled) methods.Add("totp");
        methods.Add("recovery");
        if (passkeys && Passkeys.IsOffered(http.Request)) methods.Add("passkey");
        return methods;
    }

    private Task<bool> IsKnownAsync(HttpContext http, string account, CancellationToken cancel)
    {
        var address = Device.OriginOf(http);
        return store.Addresses.AnyAsync(a => a.Account == account && a.Address == address, cancel);
    }

    private async Task RememberAsync(HttpContext http, Credential user, CancellationToken cancel)
    {
        const int most = 20;
        var (now, address) = (time.GetUtcNow(), Device.OriginOf(http));
        user.LastSignInAt = now;
        await users.UpdateAsync(user);
        var rows = await store.Addresses.Where(a => a.Account == user.Id).OrderByDescending(a => a.LastAt).ToListAsync(cancel);
        if (rows.Find(a => a.Address == address) is { } seen) seen.LastAt = now;
        else store.Addresses.Add(new() { Account = user.Id, Address = address, LastAt = now });
        store.Addresses.RemoveRange(rows.Skip(most));
        await store.SaveChangesAsync(cancel);
    }
}

/// <param name="Next">done or secondFactor.</param>
/// <param name="Methods">Of the second factor: totp, recovery, passkey.</param>
public sealed record SignInAnswer(string Next, IReadOnlyList<string> Methods);

/// <summary>Checks a password; for a name without an account it does the same work on a hash that nothing matches.</summary>
internal sealed class UnknownAccount(IPasswordHasher<Credential> hasher)
{
    private readonly Credential nobody = new();
    private readonly string hash = hasher.HashPassword(new(), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    public bool Verify(Credential? user, string password)
    {
        var right = hasher.VerifyHashedPassword(user ?? nobody, user?.PasswordHash ?? hash, password) != PasswordVerificationResult.Failed;
        return right && user?.PasswordHash is not null;
    }
}
