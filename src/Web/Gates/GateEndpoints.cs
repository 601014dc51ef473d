using System.Security.Claims;
using System.Security.Cryptography;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Measures;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Gates;

/// <summary>The promotion gate of one cadre, and the judgements of meetings that end 期满待研判.</summary>
internal static class GateEndpoints
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;
    private const int LongestNote = 2_000;

    public static IServiceCollection AddGates(this IServiceCollection services) => services.AddSingleton<GateFacts>().AddSingleton<GateReader>();

    public static void MapGates(this IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/cadres/{number}").WithTags("gates").ProducesProblem(StatusCodes.Status404NotFound).RequireCapability(Capability.Measures).Trailed("gate", "number");
        one.MapGet("/gate", Ask).WithName("askGate").AsksPurpose(PurposeView.Portrait).ProducesProblem(StatusCodes.Status400BadRequest);
        one.MapPost("/judgements", Judge).WithName("recordJudgement").ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="action">promotion, furtherUse, rankAdvance, transfer, commendation, leaving or goingAbroad.</param>
    /// <param name="on">The day in question; today unless given.</param>
    private static async Task<Results<Ok<GateView>, ProblemHttpResult>> Ask(
        string number, string? action, DateOnly? on, ClaimsPrincipal user, IViewerAccess access, GateReader reader, CancellationToken cancel)
    {
        if (GateWords.Action(action) is not { } asked) return Problems.Of(StatusCodes.Status400BadRequest, "badAction", "请选择要问的事项。", "action");
        if (on is { Year: < FirstYear or > LastYear }) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"日期应在 {FirstYear} 年至 {LastYear} 年之间。", "on");
        return await reader.AskAsync(access.ViewerOf(user), number, asked, on, cancel) is { } answer ? TypedResults.Ok(answer) : Problems.NotFound("这名干部");
    }

    private static async Task<Results<Ok<UseJudgementReply>, ProblemHttpResult>> Judge(
        string number, JudgementRequest request, ClaimsPrincipal user, IViewerAccess access, GateReader reader, MeasureRows rows, IGrainRuntime runtime, TimeProvider time,
        CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (await rows.CadreAsync(viewer, number, cancel) is not { } row) return Problems.NotFound("这名干部");
        if (viewer.Phone) return Problems.Of(MeasureActs.NotOnPhone);
        if (request.On is not { } on || on.Year is < FirstYear or > LastYear) return Missing("on", "请选择会议日期。");
        if (request.StillAffects is not { } affects) return Missing("stillAffects", "请选择研判结论。");
        if (request.Note?.Length > LongestNote || request.Note?.Contains('\0', StringComparison.Ordinal) == true) return Missing("note", $"说明最多 {LongestNote} 字。");
        if (string.IsNullOrWhiteSpace(request.Measure) || !await reader.AwaitsAsync(viewer, row.Facts(), request.Measure, on, cancel))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "notExpired", "会议当日该措施不是期满待研判，不登记研判意见；请核对措施和会议日期。", "measure");
        var at = time.GetUtcNow();
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : SealedText.Of(request.Note.Trim(), RandomNumberGenerator.GetBytes(16));
        var command = new RecordUseJudgement(
            Guid.CreateVersion7(at), at, viewer.Account, FactId.Parse(request.Measure), on, new MeetingRef(request.Body ?? "", request.Year ?? 0, request.Number ?? 0), affects, note);
        return await runtime.AskAsync(CadreGrain.IdOf(number), command, CancellationToken.None) switch
        {
            Refusal refusal => Problems.Of(refusal),
            UseJudgementReply reply => TypedResults.Ok(reply),
            var other => throw new InvalidOperationException($"A judgement was answered with {other.GetType().Name}."),
        };
    }

    private static ProblemHttpResult Missing(string field, string detail) => Problems.Of(StatusCodes.Status422UnprocessableEntity, $"{field}Missing", detail, field);
}
