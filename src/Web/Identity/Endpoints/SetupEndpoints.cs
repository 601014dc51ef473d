using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.Endpoints;

/// <summary>One-time links: the first account, an invitation, a reset.</summary>
internal static class SetupEndpoints
{
    private const int LongestName = 64;

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        var setup = app.MapGroup("/setup").WithTags("setup").AllowAnonymous().RequireRateLimiting(IdentityServices.SignInLimit)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        setup.MapPost("/check", Check).WithName("checkSetup");
        setup.MapPost("/", Use).WithName("useSetup");
    }

    private static async Task<Results<Ok<SetupView>, ProblemHttpResult>> Check(
        SetupRequest request, Invitations invitations, AccountHolders holders, CancellationToken cancel) =>
        await invitations.FindAsync(request.Token, cancel) switch
        {
            null => NoSuchLink(),
            { Account: null } => TypedResults.Ok(new SetupView("first", null, null)),
            { Account: { } account } => TypedResults.Ok(new SetupView("invitation", account, await holders.NameAsync(account, cancel))),
        };

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> Use(
        SetupRequest request, HttpContext http, Invitations invitations, AccountHolders holders, PasswordRules rules, UserManager<Credential> users, SignInFlow flow,
        SetupState state, Trail.Trail trail, CancellationToken cancel)
    {
        if (await invitations.FindAsync(request.Token, cancel) is not { } invitation) return NoSuchLink();
        var account = invitation.Account ?? SignInFlow.NameOf(request.Account);
        if (!AccountName.IsValid(account)) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "accountMalformed", "账号须为 2 至 64 个小写字母、数字或 . - _，请修改。", "account");
        var name = string.Concat((request.Name ?? "").Where(c => !char.IsControl(c)).Take(LongestName)).Trim();
        if (invitation.Account is null && name.Length == 0) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "nameMissing", "请填写姓名。", "name");
        if (rules.Fault(account, request.Password) is var (rule, message)) return SignInEndpoints.TooWeak(rule, message);
        if (!await invitations.UseAsync(request.Token!, cancel)) return NoSuchLink();
        if (invitation.Account is null)
        {
            var refusal = await holders.OpenAsync(account, name, [new(Role.Administrator, [CaseFacts.Root], null, Secrecy.Internal)], "system", cancel);
            if (refusal is not null) return Problems.Of(refusal);
        }

        await trail.EnterAsync(http, new(TrailKind.Rights, "account") { Account = account, Target = account, Verb = invitation.Account is null ? "firstAccount" : "passwordSet" }, cancel);
        var user = await users.FindByIdAsync(account);
        var made = user is null
            ? await users.CreateAsync(user = new() { Id = account, UserName = account }, request.Password!)
            : await users.AddPasswordAsync(user, request.Password!);
        if (!made.Succeeded) return Problems.Of(StatusCodes.Status409Conflict, "changedMeanwhile", "该账号刚被修改，请联系管理员重新发送链接。");
        state.Needed = false;
        return await flow.CompleteAsync(http, user, "setup", cancel);
    }

    private static ProblemHttpResult NoSuchLink() => Problems.Of(StatusCodes.Status404NotFound, "notFound", "链接无效、已使用或已过期，请联系管理员。");
}

/// <param name="Account">Of the first account; an invitation knows its own.</param>
/// <param name="Name">Of the first account's holder.</param>
public sealed record SetupRequest(string? Token, string? Account, string? Name, string? Password);

/// <param name="Kind">first or invitation.</param>
public sealed record SetupView(string Kind, string? Account, string? Name);
