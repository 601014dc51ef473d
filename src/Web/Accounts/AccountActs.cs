using System.Security.Claims;
using System.Security.Cryptography;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Accounts;

/// <summary>Puts changes of accounts to their grains and answers with the account as it then stands. Rights hold from the answer on, on this server.</summary>
internal sealed class AccountActs(IGrainRuntime runtime, PeopleDirectory people, IViewerAccess access, IAccountCredentials credentials, TimeProvider time)
{
    private const int LongestText = 500;
    private const int LongestCode = 64;
    private const int MostRelatives = 100;

    public static ProblemHttpResult NoSuchAccount() => Problems.NotFound("该账号");

    /// <summary>What every command carries.</summary>
    public sealed record Act(Guid Id, DateTimeOffset At, string By);

    public async Task<Results<Ok<AccountView>, ProblemHttpResult>> ChangeAsync(ClaimsPrincipal user, string account, Func<Act, AccountChange> command, CancellationToken cancel)
    {
        if (people.Find(account) is null) return NoSuchAccount();
        if (await AskAsync(user, account, command, cancel) is { } problem) return problem;
        return await ViewAsync(account, cancel) is { } view ? TypedResults.Ok(view) : NoSuchAccount();
    }

    public async Task<ProblemHttpResult?> AskAsync(ClaimsPrincipal user, string account, Func<Act, AccountCommand> command, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var reply = await runtime.AskAsync(AccountGrain.IdOf(account), command(new(Guid.CreateVersion7(at), at, access.ViewerOf(user).Account)), CancellationToken.None);
        await people.RefreshAsync(cancel);
        return reply switch
        {
            Refusal { Rule: "unknownAccount" } => NoSuchAccount(),
            Refusal { Rule: "accountChanged" } r => Problems.Of(
                StatusCodes.Status409Conflict, "changedMeanwhile", r.Message, null, ("version", people.Find(account)?.Version ?? 0)),
            Refusal r => Problems.Of(r),
            _ => null,
        };
    }

    public async Task<AccountView?> ViewAsync(string account, CancellationToken cancel) => people.Find(account) is not { } person
        ? null
        : AccountView.Of(person, (await credentials.FactsAsync([account], cancel)).GetValueOrDefault(account, CredentialFacts.None));

    /// <summary>The field at fault in what is to be assigned, beside what the decider checks; null where there is none.</summary>
    public ProblemHttpResult? Fault(IReadOnlyList<AssignmentView>? assignments)
    {
        if (assignments is null) return Bad("assignments", "missing", "请填写授权。");
        foreach (var assignment in assignments)
        {
            if (assignment.Offices?.Any(o => o != CaseFacts.Root && !people.Units.Units.ContainsKey(o)) == true)
                return Bad("assignments", "unknownOffice", "授权中有不存在的管理部门，请先录入。");
            if (assignment.Units?.Any(IsFaulty) == true) return Bad("assignments", "malformed", "授权中的单位代码不正确。");
        }

        return null;
    }

    public static ProblemHttpResult? FaultOf(RightsRequest request)
    {
        if (request.SelfCadre is { } self && IsFaulty(self)) return Bad("selfCadre", "malformed", "本人干部编号不正确。");
        return request.Relatives is { } relatives && (relatives.Count > MostRelatives || relatives.Any(IsFaulty))
            ? Bad("relatives", "malformed", $"亲属干部编号不正确，最多 {MostRelatives} 个。")
            : null;
    }

    /// <summary>The account is there and can take part.</summary>
    public ProblemHttpResult? FaultOfOther(string? account, string field) =>
        account is not null && people.Find(account) is { Disabled: false } ? null : Bad(field, "unknownAccount", "没有该账号，或该账号已停用。");

    /// <summary>Null for a text that is too long or cannot be stored; an empty one for none.</summary>
    public static bool TrySeal(string? text, out SealedText? sealedText)
    {
        sealedText = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (text.Length > LongestText || text.Any(char.IsControl)) return false;
        sealedText = SealedText.Of(text.Trim(), RandomNumberGenerator.GetBytes(16));
        return true;
    }

    public static ProblemHttpResult Bad(string field, string code, string detail) => Problems.Of(StatusCodes.Status422UnprocessableEntity, code, detail, field);

    public static ProblemHttpResult BadText(string field) => Bad(field, "malformed", $"文字过长或含有控制字符，最多 {LongestText} 字。");

    private static bool IsFaulty(string? code) => string.IsNullOrWhiteSpace(code) || code.Length > LongestCode || code.Any(char.IsControl);
}
