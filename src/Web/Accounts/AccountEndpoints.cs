using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Silo.People;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;
using Account = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<CadreWatch.Web.Accounts.AccountView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace CadreWatch.Web.Accounts;

/// <summary>Accounts and what they may do, for whoever manages them and sees no case.</summary>
internal static class AccountEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 500;

    public static IServiceCollection AddAccountRights(this IServiceCollection services) => services.AddSingleton<AccountActs>();

    public static void MapAccountRights(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/accounts").WithTags("accounts").RequireCapability(Capability.ManageAccounts).ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapGet("/", List).WithName("listAccounts").ProducesProblem(StatusCodes.Status400BadRequest);
        accounts.MapPost("/", Open).WithName("openAccount").ProducesProblem(StatusCodes.Status422UnprocessableEntity).TrailedRights("account");
        var one = accounts.MapGroup("/{account}").Trailed("account", "account");
        one.MapGet("/", Get).WithName("getAccount");
        var acts = one.MapGroup("").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).TrailedRights("account");
        acts.MapPost("/rights", Rights).WithName("changeRights");
        acts.MapPost("/delegate", Delegate).WithName("delegateRights");
        acts.MapPost("/delegate/end", EndDelegation).WithName("endDelegation");
        acts.MapPost("/deputy", Deputy).WithName("setDeputy");
        acts.MapPost("/disable", Disable).WithName("disableAccount");
        acts.MapPost("/enable", Enable).WithName("enableAccount");
        acts.MapPost("/reset", Reset).WithName("resetAccount");
    }

    private static async Task<Results<Ok<AccountPage>, ProblemHttpResult>> List(
        string? search, int? limit, string? cursor, HttpContext http, PeopleDirectory people, IAccountCredentials credentials, Trail.Trail trail, CancellationToken cancel)
    {
        var most = limit ?? DefaultLimit;
        if (most is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        var found = people.People
            .Where(p => cursor is null || string.CompareOrdinal(p.Account, cursor) > 0)
            .Where(p => string.IsNullOrWhiteSpace(search) || p.Account.Contains(search, StringComparison.OrdinalIgnoreCase) || p.Name.Contains(search, StringComparison.Ordinal))
            .Take(most + 1).ToList();
        var page = found.Take(most).ToList();
        if (!string.IsNullOrWhiteSpace(search)) await trail.SearchedAsync(http, "account", search, cancel);
        var facts = await credentials.FactsAsync(page.ConvertAll(p => p.Account), cancel);
        return TypedResults.Ok(new AccountPage(
            page.ConvertAll(p => AccountView.Of(p, facts.GetValueOrDefault(p.Account, CredentialFacts.None))), found.Count > most ? page[^1].Account : null));
    }

    private static async Task<Account> Get(string account, AccountActs acts, CancellationToken cancel) =>
        await acts.ViewAsync(account, cancel) is { } view ? TypedResults.Ok(view) : AccountActs.NoSuchAccount();

    private static async Task<Results<Ok<AccountSetup>, ProblemHttpResult>> Open(
        OpenAccountRequest request, ClaimsPrincipal user, AccountActs acts, IAccountCredentials credentials, CancellationToken cancel)
    {
        if (!AccountName.IsValid(request.Account)) return AccountActs.Bad("account", "accountMalformed", "账号须为 2 至 64 个小写字母、数字或 . - _，请修改。");
        if (!AccountActs.TrySeal(request.Name, out var name) || name is null) return AccountActs.Bad("name", "nameMissing", "请填写姓名。");
        if (acts.Fault(request.Assignments) is { } fault) return fault;
        var assignments = request.Assignments!.Select(a => a.Assignment).ToList();
        if (await acts.AskAsync(user, request.Account!, a => new OpenAccount(a.Id, a.At, a.By, name, assignments), cancel) is { } problem) return problem;
        return TypedResults.Ok(new AccountSetup(request.Account!, await credentials.InviteAsync(request.Account!, cancel)));
    }

    private static async Task<Account> Rights(string account, RightsRequest request, ClaimsPrincipal user, AccountActs acts, CancellationToken cancel)
    {
        if ((acts.Fault(request.Assignments) ?? AccountActs.FaultOf(request)) is { } fault) return fault;
        if (!AccountActs.TrySeal(request.Reason, out var reason)) return AccountActs.BadText("reason");
        var assignments = request.Assignments!.Select(a => a.Assignment).ToList();
        return await acts.ChangeAsync(
            user, account, a => new ChangeRights(a.Id, a.At, a.By, assignments, request.SelfCadre, request.Relatives ?? [], reason, request.Version), cancel);
    }

    private static async Task<Account> Delegate(string account, DelegateRequest request, ClaimsPrincipal user, AccountActs acts, CancellationToken cancel)
    {
        if (acts.FaultOfOther(request.To, "to") is { } fault) return fault;
        if (request.From is not { } from || request.Until is not { } until) return AccountActs.Bad(request.From is null ? "from" : "until", "missing", "请填写委托的起止日期。");
        if (!AccountActs.TrySeal(request.Reason, out var reason)) return AccountActs.BadText("reason");
        return await acts.ChangeAsync(user, account, a => new Grains.Accounts.Delegate(a.Id, a.At, a.By, request.To!, from, until, reason, request.Version), cancel);
    }

    private static Task<Account> EndDelegation(string account, EndDelegationRequest request, ClaimsPrincipal user, AccountActs acts, CancellationToken cancel) =>
        acts.ChangeAsync(user, account, a => new EndDelegation(a.Id, a.At, a.By, request.To ?? "", request.Version), cancel);

    private static async Task<Account> Deputy(string account, DeputyRequest request, ClaimsPrincipal user, AccountActs acts, CancellationToken cancel)
    {
        if (request.Deputy is not null && acts.FaultOfOther(request.Deputy, "deputy") is { } fault) return fault;
        return await acts.ChangeAsync(user, account, a => new SetDeputy(a.Id, a.At, a.By, request.Deputy, request.Version), cancel);
    }

    private static async Task<Account> Disable(
        string account, AccountReasonRequest request, ClaimsPrincipal user, AccountActs acts, IAccountCredentials credentials, CancellationToken cancel)
    {
        if (!AccountActs.TrySeal(request.Reason, out var reason)) return AccountActs.BadText("reason");
        var answer = await acts.ChangeAsync(user, account, a => new DisableAccount(a.Id, a.At, a.By, reason, request.Version), cancel);
        if (answer.Result is Ok<AccountView>) await credentials.EndSessionsAsync(account, cancel);
        return answer;
    }

    private static async Task<Account> Enable(string account, AccountReasonRequest request, ClaimsPrincipal user, AccountActs acts, CancellationToken cancel)
    {
        if (!AccountActs.TrySeal(request.Reason, out var reason)) return AccountActs.BadText("reason");
        return await acts.ChangeAsync(user, account, a => new EnableAccount(a.Id, a.At, a.By, reason, request.Version), cancel);
    }

    private static async Task<Results<Ok<AccountSetup>, ProblemHttpResult>> Reset(
        string account, AccountReasonRequest request, PeopleDirectory people, IAccountCredentials credentials, CancellationToken cancel)
    {
        if (people.Find(account) is null) return AccountActs.NoSuchAccount();
        if (string.IsNullOrWhiteSpace(request.Reason)) return AccountActs.Bad("reason", "reasonMissing", "请填写事由。");
        return TypedResults.Ok(new AccountSetup(account, await credentials.ResetAsync(account, cancel)));
    }
}
