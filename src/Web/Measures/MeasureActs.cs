using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Measures;

/// <summary>A person's acts on measures: finds as whom they act, asks the grain, answers with the measure's new version or with what is missing and who may.</summary>
internal sealed class MeasureActs(
    IGrainRuntime runtime, IViewerAccess access, MeasureRows rows, MeasureDrafts drafts, LetterDesk desk, LetterHead head, IJudgementSource judgements, TimeProvider time)
{
    private const int LongestText = 20_000;
    private const int MostCopies = 99;
    private const int LongestId = 64;

    /// <summary>A phone keeps talk records and nothing else of a measure.</summary>
    public static readonly Refusal NotOnPhone = new("notOnPhone", "手机上只能登记谈话记录，其他事项请在电脑上办理。");

    public static ProblemHttpResult NoSuchMeasure() => Problems.NotFound("这件措施");

    public async Task<Results<Ok<MeasureReply>, ProblemHttpResult>> ActAsync(ClaimsPrincipal user, string id, string action, ActRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (await rows.FindAsync(viewer, id, cancel) is not { } row) return NoSuchMeasure();
        if (viewer.Phone && action != "recordTalk") return Problems.Of(NotOnPhone);
        if (Texts(request).FirstOrDefault(t => t.Text?.Length > LongestText || t.Text?.Contains('\0', StringComparison.Ordinal) == true) is { Text: not null } fault)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "tooLong", $"文字过长或者含有空字符，最多 {LongestText} 字。", fault.Field);
        if (People(request).FirstOrDefault(p => p.Id is { Length: > 0 } id && !IsId(id)) is { Id: not null } named)
            return Problems.Of(new Refusal("notAnId", "请填写账号或者干部编号，不填姓名。", named.Field));
        var (now, grain) = (time.GetUtcNow(), MeasureGrain.IdOf(row.Id));
        var judgement = judgements.Capture(now);
        var state = await runtime.StateAsync<MeasureState>(grain, cancel);
        if (ActorFor(viewer, row, state, action, judgement, now, out var refused) is not { } actor) return refused is null ? NoSuchMeasure() : Problems.Of(refused);
        var basis = await BasisAsync(state, cancel);
        var act = new MeasureAct(Guid.CreateVersion7(now), now, judgement.DayOf(now), actor, basis);
        var reply = action switch
        {
            "issue" => await IssueAsync(row, state, act, request),
            "revise" => await drafts.ReviseAsync(viewer, row, state, act, request, cancel) is var revised && revised is MeasureCommand revise
                ? await runtime.AskAsync(grain, revise, CancellationToken.None)
                : revised,
            _ => MeasureActTable.All[action](act, request) is MeasureCommand command
                ? await runtime.AskAsync(grain, command with { Seen = request.Version }, CancellationToken.None)
                : MeasureActTable.All[action](act, request),
        };
        return Answer(reply);
    }

    internal static Results<Ok<MeasureReply>, ProblemHttpResult> Answer(object reply) => reply switch
    {
        MeasureReply done => TypedResults.Ok(done),
        Refusal { Rule: "measureChanged" } r => Problems.Of(StatusCodes.Status409Conflict, "changedMeanwhile", r.Message, null, ("rule", r.Rule)),
        Refusal r => Problems.Of(r),
        _ => throw new InvalidOperationException($"A measure answered with {reply.GetType().Name}."),
    };

    /// <summary>The viewer's own right goes first; a lent one only where the own does not do. Null with a refusal where nobody's does, without one where there is no such act.</summary>
    private static MeasureActor? ActorFor(Viewer viewer, MeasureRow row, MeasureState state, string action, Judgement judgement, DateTimeOffset now, out Refusal? refused)
    {
        refused = null;
        if (action is not ("issue" or "revise") && !MeasureActTable.All.ContainsKey(action)) return null;
        foreach (var actor in MeasureActors.Of(viewer, row.Case, row.Secrecy))
        {
            var possible = MeasureActions.For(state, actor, judgement, now).FirstOrDefault(a => a.Code == action);
            if (possible is { Possible: true }) return actor;
            // A form that never asks for the act is told so by the grain, in its own words.
            if (possible is null) return actor;
            refused = refused is null or { Rule: "notEntitled" } ? new(possible.Rule!, possible.Why!) : refused;
        }

        return null;
    }

    private async Task<IReadOnlyList<BasisItem>> BasisAsync(MeasureState state, CancellationToken cancel)
    {
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(state.Cadre), cancel);
        return MeasureBasis.Now(cadre, state.Content.Basis);
    }

    private async Task<object> IssueAsync(MeasureRow row, MeasureState state, MeasureAct act, ActRequest request)
    {
        if (ModeOf(state.Kind, request) is not { } mode) return new Refusal("modeMissing", "请选择谈话或者书面方式。", "mode");
        if (request.Copies is < 1 or > MostCopies) return new Refusal("copiesOutOfRange", $"份数应为 1 至 {MostCopies}。", "copies");
        var order = new IssueOrder(mode, request.On ?? act.Today, state.Content.CopyTo ?? [], request.Copies ?? 1, act.Basis, request.Version);
        return await desk.IssueAsync(row.Id, act.Actor, head, order, CancellationToken.None);
    }

    /// <summary>As asked for; else by letter, or by talk where there is no letter.</summary>
    private static MeasureMode? ModeOf(MeasureKind kind, ActRequest request) =>
        request.Mode is not null ? MeasureActTable.Word<MeasureMode>(request.Mode)
        : kind.HasLetter() ? MeasureMode.Letter
        : kind.HasTalk() ? MeasureMode.Talk
        : null;

    /// <summary>Who is named in an event stands there by account or number: names lie in tables that can be erased.</summary>
    private static IEnumerable<(string Field, string? Id)> People(ActRequest r) =>
    [
        ("talker", r.Talker), ("recorder", r.Recorder), ("firstWitness", r.FirstWitness), ("secondWitness", r.SecondWitness), ("counterSigner", r.CounterSigner),
        ("choice", r.Choice),
    ];

    private static bool IsId(string text) => text.Length <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static IEnumerable<(string Field, string? Text)> Texts(ActRequest r) =>
    [
        ("text", r.Text), ("agency", r.Agency), ("talker", r.Talker), ("recorder", r.Recorder), ("location", r.Location), ("firstWitness", r.FirstWitness),
        ("secondWitness", r.SecondWitness), ("counterSigner", r.CounterSigner), ("choice", r.Choice), ("deadline", r.Deadline), ("matter", r.Draft?.Matter),
    ];
}
