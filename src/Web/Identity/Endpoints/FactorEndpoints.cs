using System.Text.Json;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.Endpoints;

/// <summary>The own second factors: one-time codes and passkeys.</summary>
internal static class FactorEndpoints
{
    private const int RecoveryCodes = 10;
    private const int LongestName = 64;
    private const int MostPasskeys = 20;

    public static void MapFactors(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/session").WithTags("session").RequireSignedIn().ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapPost("/totp", BeginTotp).WithName("beginTotp");
        own.MapPost("/totp/confirm", ConfirmTotp).WithName("confirmTotp").RequireRateLimiting(IdentityServices.SignInLimit);
        own.MapPost("/totp/remove", RemoveTotp).WithName("removeTotp").RequireRateLimiting(IdentityServices.SignInLimit);
        own.MapPost("/passkeys/options", BeginPasskey).WithName("beginPasskey");
        own.MapPost("/passkeys", AddPasskey).WithName("addPasskey");
        own.MapGet("/passkeys", ListPasskeys).WithName("listPasskeys");
        own.MapDelete("/passkeys/{id}", RemovePasskey).WithName("removePasskey").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<TotpView>, ProblemHttpResult>> BeginTotp(HttpContext http, UserManager<Credential> users)
    {
        var user = await OwnAsync(http, users);
        if (user.TwoFactorEnabled) return Problems.Of(StatusCodes.Status409Conflict, "totpInUse", "已启用动态口令；更换前请先停用。");
        await users.ResetAuthenticatorKeyAsync(user);
        var secret = (await users.GetAuthenticatorKeyAsync(user))!;
        return TypedResults.Ok(new TotpView(secret, $"otpauth://totp/Cadre.Watch:{Uri.EscapeDataString(user.Id)}?secret={secret}&issuer=Cadre.Watch&digits=6&period=30"));
    }

    private static async Task<Results<Ok<RecoveryView>, ProblemHttpResult>> ConfirmTotp(
        CodeRequest request, HttpContext http, UserManager<Credential> users, SignInFlow flow, Trail.Trail trail, CancellationToken cancel)
    {
        var user = await OwnAsync(http, users);
        if (user.TwoFactorEnabled) return Problems.Of(StatusCodes.Status409Conflict, "totpInUse", "已启用动态口令。");
        if (await users.GetAuthenticatorKeyAsync(user) is null || !await flow.IsCodeAsync(user, request.Code)) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "codeWrong", "动态口令不正确，请核对手机时间后重试。", "code");
        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = user.Id, Verb = "totpAdded" }, cancel);
        await users.SetTwoFactorEnabledAsync(user, true);
        return TypedResults.Ok(new RecoveryView([.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveTotp(
        ProofRequest request, HttpContext http, UserManager<Credential> users, SignInGuard guard, UnknownAccount check, Trail.Trail trail, CancellationToken cancel)
    {
        var user = await OwnAsync(http, users);
        if (await guard.WaitOfAsync(user.Id, Device.OriginOf(http), isKnown: true, cancel) is not null || await guard.CheckAsync(() => check.Verify(user, request.Password ?? ""), cancel) != true)
        {
            await guard.FailedAsync(user.Id, Device.OriginOf(http), isKnown: true, cancel);
            await trail.EnterAsync(http, new(TrailKind.SignInRefused, "account") { Target = user.Id, Verb = "totpRemoval" }, cancel);
            return SignInFlow.Refused();
        }

        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = user.Id, Verb = "totpRemoved" }, cancel);
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<JsonElement>, ProblemHttpResult>> BeginPasskey(HttpContext http, UserManager<Credential> users, Passkeys passkeys, CancellationToken cancel)
    {
        if (!Passkeys.IsOffered(http.Request)) return NotOffered();
        var user = await OwnAsync(http, users);
        if ((await users.GetPasskeysAsync(user)).Count >= MostPasskeys)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "tooManyPasskeys", $"通行密钥最多 {MostPasskeys} 个，请先删除不用的。");
        return TypedResults.Ok(await passkeys.CreationAsync(http, user, cancel));
    }

    private static async Task<Results<Ok<PasskeyAdded>, ProblemHttpResult>> AddPasskey(
        PasskeyRequest request, HttpContext http, UserManager<Credential> users, Passkeys passkeys, Trail.Trail trail, CancellationToken cancel)
    {
        if (!Passkeys.IsOffered(http.Request)) return NotOffered();
        var user = await OwnAsync(http, users);
        var name = string.Concat((request.Name ?? "").Where(c => !char.IsControl(c)).Take(LongestName)).Trim();
        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = user.Id, Verb = "passkeyAdded" }, cancel);
        if (!await passkeys.AddAsync(http, user, request.Credential, name.Length == 0 ? "-" : name))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "passkeyRefused", "通行密钥未能登记，请重试。", "credential");
        var codes = await users.CountRecoveryCodesAsync(user) > 0 ? null : await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        return TypedResults.Ok(new PasskeyAdded(await passkeys.OfAsync(user), codes is null ? null : [.. codes]));
    }

    private static async Task<Ok<PasskeyList>> ListPasskeys(HttpContext http, UserManager<Credential> users, Passkeys passkeys) =>
        TypedResults.Ok(new PasskeyList(await passkeys.OfAsync(await OwnAsync(http, users))));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePasskey(
        string id, HttpContext http, UserManager<Credential> users, Passkeys passkeys, Trail.Trail trail, CancellationToken cancel)
    {
        var user = await OwnAsync(http, users);
        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = user.Id, Verb = "passkeyRemoved" }, cancel);
        return await passkeys.RemoveAsync(user, id) ? TypedResults.NoContent() : Problems.NotFound("这个通行密钥");
    }

    private static ProblemHttpResult NotOffered() =>
        Problems.Of(StatusCodes.Status409Conflict, "insecureContext", "通行密钥须通过 HTTPS 域名访问本系统时才能使用。");

    private static async Task<Credential> OwnAsync(HttpContext http, UserManager<Credential> users)
    {
        var account = http.User.FindFirst("sub")!.Value;
        return await users.FindByIdAsync(account) ?? throw new BadHttpRequestException("The session's account has no credentials.", StatusCodes.Status401Unauthorized);
    }
}

/// <param name="Secret">In base 32, for typing.</param>
/// <param name="Uri">The same for a QR code.</param>
public sealed record TotpView(string Secret, string Uri);

public sealed record CodeRequest(string? Code);

public sealed record ProofRequest(string? Password);

/// <param name="RecoveryCodes">Shown once; each is good once.</param>
public sealed record RecoveryView(IReadOnlyList<string> RecoveryCodes);

public sealed record PasskeyList(IReadOnlyList<PasskeyView> Items);

/// <param name="RecoveryCodes">With the first second factor of an account; shown once.</param>
public sealed record PasskeyAdded(IReadOnlyList<PasskeyView> Items, IReadOnlyList<string>? RecoveryCodes);
