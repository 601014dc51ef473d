using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Alerts;

/// <summary>A supervisor's acts: checks what is written, asks the grain, answers with the alert as it then stands.</summary>
internal sealed class AlertActs(IGrainRuntime runtime, IViewerAccess access, AlertReader reader, TimeProvider time)
{
    private const int LongestAccount = 64;

    public static ProblemHttpResult NoSuchAlert() => Problems.NotFound("这条预警");

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> AcknowledgeAsync(ClaimsPrincipal user, string id, AcknowledgeRequest request, CancellationToken cancel) =>
        ActAsync(user, id, null, a => new AcknowledgeAlert(a.Id, a.At, a.By, a.Alert, request.Version), cancel);

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> AssignAsync(ClaimsPrincipal user, string id, AssignRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.To)) return Bad("to", "missing", "请选择接手的人员。");
        if (IsNoAccount(request.To)) return Bad("to", "malformed", "接手的人员不正确。");
        var to = request.To == "me" ? access.ViewerOf(user).Account : request.To;
        return ActAsync(user, id, request.Reason, a => new AssignAlert(a.Id, a.At, a.By, a.Alert, to, a.Reason, request.Version) { Assignee = Other(user, to) }, cancel);
    }

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> SnoozeAsync(ClaimsPrincipal user, string id, SnoozeRequest request, CancellationToken cancel) =>
        request.Until is { } until
            ? ActAsync(user, id, request.Reason, a => new SnoozeAlert(a.Id, a.At, a.By, a.Alert, until, a.Reason, request.Version), cancel)
            : Bad("until", "missing", "请选择暂缓到哪一天。");

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> DismissAsync(ClaimsPrincipal user, string id, DismissRequest request, CancellationToken cancel) =>
        ActAsync(user, id, request.Reason, a => new DismissAlert(a.Id, a.At, a.By, a.Alert, a.Reason, request.Version), cancel);

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> CloseAsync(ClaimsPrincipal user, string id, CloseRequest request, CancellationToken cancel)
    {
        AlertOutcome? outcome = request.Outcome switch
        {
            null or "handled" => AlertOutcome.Handled,
            "substantiated" => AlertOutcome.Substantiated,
            "unsubstantiated" => AlertOutcome.Unsubstantiated,
            _ => null,
        };
        return outcome is { } known
            ? ActAsync(user, id, request.Reason, a => new CloseAlert(a.Id, a.At, a.By, a.Alert, known, a.Reason, request.Version), cancel)
            : Bad("outcome", "unknownOutcomeWord", "办结结果应为 substantiated、unsubstantiated 或 handled。");
    }

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> EscalateAsync(ClaimsPrincipal user, string id, EscalateRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.To)) return Bad("to", "missing", "请选择呈报对象。");
        if (IsNoAccount(request.To)) return Bad("to", "malformed", "呈报对象不正确。");
        var to = request.To;
        return ActAsync(user, id, request.Reason, a => new EscalateAlert(a.Id, a.At, a.By, a.Alert, to, a.Reason, request.Version) { Recipient = Other(user, to) }, cancel);
    }

    public Task<Results<Ok<AlertView>, ProblemHttpResult>> MergeAsync(ClaimsPrincipal user, string id, MergeRequest request, CancellationToken cancel) =>
        AlertId.TryParse(request.Into, null, out var into)
            ? ActAsync(user, id, request.Reason, a => new MergeAlert(a.Id, a.At, a.By, a.Alert, into, a.Reason, request.Version), cancel)
            : Bad("into", string.IsNullOrWhiteSpace(request.Into) ? "missing" : "malformed", "请选择并入哪一条预警。");

    private async Task<Results<Ok<AlertView>, ProblemHttpResult>> ActAsync(
        ClaimsPrincipal user, string id, string? reason, Func<Act, AlertCommand> command, CancellationToken cancel)
    {
        if (Reasons.Fault(reason) is { } fault) return fault;
        var viewer = access.ViewerOf(user);
        if (!AlertId.TryParse(id, null, out var alert) || await reader.FindAsync(viewer, alert.ToString(), cancel) is not { } before) return NoSuchAlert();
        var at = time.GetUtcNow();
        var act = new Act(Guid.CreateVersion7(at), at, viewer.Account, alert, Reasons.Sealed(reason));
        var reply = await runtime.AskAsync(new("cadre", before.Cadre), command(act) with { As = viewer }, CancellationToken.None);
        var after = await ReadAfterAsync(viewer, before.Id, reply, cancel);
        return reply switch
        {
            _ when after is null => NoSuchAlert(),
            Refusal { Rule: "unknownAlert" } => NoSuchAlert(),
            Refusal { Rule: "alertChanged" or "alertEnded" or "alreadyAcknowledged" } r =>
                Problems.Of(StatusCodes.Status409Conflict, "changedMeanwhile", r.Message, null, ("rule", r.Rule), ("alert", after)),
            Refusal r => Problems.Of(r),
            _ => TypedResults.Ok(after),
        };
    }

    private static bool IsNoAccount(string account) => account.Length > LongestAccount || account.Any(char.IsControl);

    private Viewer? Other(ClaimsPrincipal user, string account) => access.ViewerOf(user) is var self && self.Account == account ? self : access.Find(account);

    /// <summary>“Store away” would say that nothing happened, and after an act that took effect that is not so.</summary>
    private async Task<AlertView?> ReadAfterAsync(Viewer viewer, string id, object reply, CancellationToken cancel)
    {
        try
        {
            return await reader.FindAsync(viewer, id, cancel);
        }
        catch (JournalUnavailableException e) when (reply is not Refusal)
        {
            throw new OutcomeUnknownException("The act is durable; the alert could not be read after it.", e);
        }
    }

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Bad(string field, string code, string detail) =>
        Task.FromResult<Results<Ok<AlertView>, ProblemHttpResult>>(Problem(field, code, detail));

    private static ProblemHttpResult Problem(string field, string code, string detail) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, code, detail, field);

    /// <summary>What every act carries.</summary>
    private sealed record Act(Guid Id, DateTimeOffset At, string By, AlertId Alert, SealedText? Reason);
}
