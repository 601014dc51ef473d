using System.Text.Json;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.External;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.Endpoints;

/// <summary>Signing in and out, the own password, the own sessions.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/session").WithTags("session").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        var anybody = session.MapGroup("").AllowAnonymous();
        anybody.MapGet("/external/{scheme}", ExternalSignIn.Challenge).WithName("signInElsewhere");
        var attempts = anybody.MapGroup("").RequireRateLimiting(IdentityServices.SignInLimit);
        attempts.MapPost("/sign-in", SignIn).WithName("signIn");
        attempts.MapPost("/second-factor", SecondFactor).WithName("giveSecondFactor");
        attempts.MapPost("/passkey-options", PasskeyOptions).WithName("askPasskey");
        attempts.MapPost("/passkey", Passkey).WithName("signInByPasskey");
        var own = session.MapGroup("").RequireSignedIn();
        own.MapPost("/sign-out", SignOut).WithName("signOut");
        own.MapPost("/password", ChangePassword).WithName("changePassword").RequireRateLimiting(IdentityServices.SignInLimit)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapGet("/sessions", List).WithName("listSessions");
        own.MapDelete("/sessions/{id}", End).WithName("endSession").ProducesProblem(StatusCodes.Status404NotFound).Trailed("session", "id");
        own.MapDelete("/sessions", EndOthers).WithName("endOtherSessions");
    }

    private static Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignIn(SignInRequest request, HttpContext http, SignInFlow flow, CancellationToken cancel) =>
        flow.PasswordAsync(http, request.Account, request.Password, cancel);

    private static Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SecondFactor(SecondFactorRequest request, HttpContext http, SignInFlow flow, CancellationToken cancel) =>
        flow.CodeAsync(http, request.Code, request.RecoveryCode, cancel);

    private static async Task<Ok<JsonElement>> PasskeyOptions(HttpContext http, Passkeys passkeys, UserManager<Credential> users)
    {
        var step = http.Features.Get<CurrentSession>()?.Row;
        return TypedResults.Ok(await passkeys.RequestAsync(http, step is null ? null : await users.FindByIdAsync(step.Account)));
    }

    /// <remarks>A passkey that verified its user is both factors; while a second step is due it has to be the same account's.</remarks>
    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> Passkey(
        PasskeyRequest request, HttpContext http, Passkeys passkeys, SignInFlow flow, CancellationToken cancel)
    {
        var user = await passkeys.AnsweredByAsync(http, request.Credential);
        var step = http.Features.Get<CurrentSession>()?.Row;
        if (user is null || (step is { Stage: SessionStage.SecondFactor } && step.Account != user.Id))
            return await flow.RefuseAsync(http, user, step?.Account ?? "", known: false, "passkey", cancel);
        return await flow.CompleteAsync(http, user, "passkey", cancel);
    }

    private static async Task<NoContent> SignOut(HttpContext http, Sessions sessions, Trail.Trail trail, CancellationToken cancel)
    {
        var (account, id) = Own(http);
        await trail.EnterAsync(http, new(TrailKind.SignOut, "session"), cancel);
        await sessions.EndAsync(account, id, cancel);
        await http.SignOutAsync(SessionCookie.Scheme);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        PasswordRequest request, HttpContext http, UserManager<Credential> users, PasswordRules rules, SignInGuard guard, UnknownAccount check, Sessions sessions,
        Trail.Trail trail, CancellationToken cancel)
    {
        var (account, id) = Own(http);
        var user = await users.FindByIdAsync(account);
        if (await guard.WaitOfAsync(account, Device.OriginOf(http), isKnown: true, cancel) is not null || await guard.CheckAsync(() => check.Verify(user, request.Current ?? ""), cancel) != true)
        {
            await guard.FailedAsync(account, Device.OriginOf(http), isKnown: true, cancel);
            await trail.EnterAsync(http, new(TrailKind.SignInRefused, "account") { Target = account, Verb = "passwordChange" }, cancel);
            return SignInFlow.Refused();
        }

        if (rules.Fault(account, request.Next) is var (rule, message)) return TooWeak(rule, message);
        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = account, Verb = "passwordChanged" }, cancel);
        user!.PasswordHash = users.PasswordHasher.HashPassword(user, request.Next!);
        if (!(await users.UpdateAsync(user)).Succeeded) return Problems.Of(StatusCodes.Status409Conflict, "changedMeanwhile", "密码刚被修改，请重新登录。");
        await sessions.EndAllAsync(account, id, cancel);
        return TypedResults.NoContent();
    }

    public static ProblemHttpResult TooWeak(string rule, string message) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, "passwordTooWeak", message, "password", ("rule", rule));

    private static async Task<Ok<SessionList>> List(HttpContext http, Sessions sessions, CancellationToken cancel)
    {
        var (account, own) = Own(http);
        var rows = await sessions.OfAsync(account, cancel);
        return TypedResults.Ok(new SessionList([.. rows.Select(s => new SessionItem(s.Id, s.Id == own, s.Address, s.Device, s.StartedAt, s.LastSeenAt))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(string id, HttpContext http, Sessions sessions, Trail.Trail trail, CancellationToken cancel)
    {
        var (account, _) = Own(http);
        if ((await sessions.OfAsync(account, cancel)).All(s => s.Id != id)) return Problems.NotFound("这个会话");
        await trail.EnterAsync(http, new(TrailKind.Session, "session") { Target = id, Verb = "ended" }, cancel);
        await sessions.EndAsync(account, id, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndOthers(HttpContext http, Sessions sessions, Trail.Trail trail, CancellationToken cancel)
    {
        var (account, own) = Own(http);
        await trail.EnterAsync(http, new(TrailKind.Session, "session") { Verb = "othersEnded" }, cancel);
        await sessions.EndAllAsync(account, own, cancel);
        return TypedResults.NoContent();
    }

    private static (string Account, string Session) Own(HttpContext http) => (http.User.FindFirst("sub")!.Value, http.User.FindFirst("sid")!.Value);
}

public sealed record SignInRequest(string? Account, string? Password);

/// <summary>One of the two.</summary>
public sealed record SecondFactorRequest(string? Code, string? RecoveryCode);

/// <param name="Credential">As the browser answered it.</param>
/// <param name="Name">What the owner calls it; when it is registered.</param>
public sealed record PasskeyRequest(JsonElement Credential, string? Name);

public sealed record PasswordRequest(string? Current, string? Next);

public sealed record SessionList(IReadOnlyList<SessionItem> Items);

/// <param name="Device">Browser and system in a few words.</param>
public sealed record SessionItem(string Id, bool Current, string? Address, string Device, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);
