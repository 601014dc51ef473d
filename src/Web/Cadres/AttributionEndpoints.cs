using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Signals;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Cadres;

/// <summary>Decides 责任归属 of a fact outside the person's time in post: until then it counts for nothing, and afterwards as decided.</summary>
internal static class AttributionEndpoints
{
    public static void MapAttributions(this IEndpointRouteBuilder cadres) => cadres.MapPost("/{number}/attributions", Decide).WithName("decideAttribution")
        .RequireCapability(Capability.ActOnAlerts).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable).Trailed("cadre", "number");

    private static async Task<Results<Ok<AttributionView>, ProblemHttpResult>> Decide(
        string number, AttributionRequest request, ClaimsPrincipal user, IViewerAccess access, IJournal journal, IGrainRuntime runtime, TimeProvider time,
        CancellationToken cancel)
    {
        if (request.Attributed is not { } attributed) return Bad("attributed", "missing", "请选择是否归属本人。");
        if (Reasons.Fault(request.Reason) is { } fault) return fault;
        if (Reasons.Sealed(request.Reason) is not { } reason) return Bad("reason", "reasonMissing", "认定责任归属须写明理由，请填写后提交。");
        if (await CadreEndpoints.RowAsync(number, user, access, journal, cancel) is null) return Problems.NotFound("这名干部");
        if (!SignalHandle.TryRead(request.Signal ?? "", out var cadre, out var text) || cadre != number || !SignalKey.TryParse(text, null, out var key)) return NoSuchSignal();
        var (viewer, at) = (access.ViewerOf(user), time.GetUtcNow());
        var command = new AttributeSignal(Guid.CreateVersion7(at), at, viewer.Account, key, attributed, reason) { As = viewer };
        return await runtime.AskAsync(CadreGrain.IdOf(number), command, CancellationToken.None) switch
        {
            Refusal { Rule: "unknownSignal" } => NoSuchSignal(),
            Refusal refusal => Problems.Of(refusal),
            AttributionReply reply => TypedResults.Ok(new AttributionView(request.Signal!, reply.Attributed ? Attribution.Attributed : Attribution.NotAttributed)),
            var other => throw new InvalidOperationException($"An attribution was answered with {other.GetType().Name}."),
        };
    }

    private static ProblemHttpResult NoSuchSignal() => Problems.NotFound("这条信息");

    private static ProblemHttpResult Bad(string field, string code, string detail) => Problems.Of(StatusCodes.Status422UnprocessableEntity, code, detail, field);
}

/// <param name="Signal">Opaque id of the signal, as the portrait says it.</param>
/// <param name="Attributed">Whether the fact is the person's to answer for.</param>
/// <param name="Reason">Required.</param>
public sealed record AttributionRequest(string? Signal, bool? Attributed, string? Reason);

/// <param name="Signal">Opaque id of the signal.</param>
public sealed record AttributionView(string Signal, Attribution Attribution);
