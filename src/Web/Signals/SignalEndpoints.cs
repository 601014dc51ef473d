using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Silo.Ingest;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Signals;

/// <summary>Takes signal rows, and opens one signal: the only place where the text of a complaint or petition is shown.</summary>
internal static class SignalEndpoints
{
    private const string SourceAccount = "api";

    public static IServiceCollection AddSignals(this IServiceCollection services) => services.AddSingleton<SignalReader>();

    public static void MapSignals(this IEndpointRouteBuilder app)
    {
        var signals = app.MapGroup("/signals").WithTags("signals");
        signals.MapPost("/", Post).WithName("postSignals").WithIngestBody().RequireScope("signals").RequireRateLimiting(IdentityServices.IngestLimit);
        signals.MapGet("/{id}", Get).WithName("getSignal").ProducesProblem(StatusCodes.Status404NotFound).RequireCapability(Capability.OpenSignals).Trailed("signal", "id")
            .AsksPurpose(PurposeView.Signal);
    }

    /// <param name="judge"><c>as-known</c> judges old signals by the policy of the day on which they were known.</param>
    private static async Task<Results<Ok<IngestResult>, ProblemHttpResult>> Post(HttpRequest request, string? judge, IIngest ingest, CancellationToken cancel)
    {
        if (judge is not (null or "as-known")) return Problems.Of(StatusCodes.Status400BadRequest, "badJudge", "judge 只能为 as-known。", "judge");
        using var body = await RequestBody.ReadAsync(request, cancel);
        return body is null ? RequestBody.TooLarge() : TypedResults.Ok(await ingest.SignalsAsync(body.Bytes, judge is not null, SourceAccount, request.HttpContext.Features.Get<ApiKeyCaller>()?.Sources, cancel));
    }

    private static async Task<Results<Ok<SignalView>, ProblemHttpResult>> Get(
        string id, ClaimsPrincipal user, IViewerAccess access, SignalReader reader, CancellationToken cancel) =>
        await reader.FindAsync(access.ViewerOf(user), id, cancel) is { } signal ? TypedResults.Ok(signal) : Problems.NotFound("这条信息");
}

internal static class IngestBodies
{
    /// <remarks>Any content type is taken: what the body is shows from its first byte.</remarks>
    public static RouteHandlerBuilder WithIngestBody(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
