using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Rankings;

/// <summary>关注度排序（模型提示） beside the plain count, and the factors behind one place.</summary>
internal static class RankingEndpoints
{
    private const int DefaultLimit = 200;
    private const int MostAtOnce = 1_000;

    public static IServiceCollection AddRankings(this IServiceCollection services) => services.AddSingleton<RankingReader>().AddSingleton<FactorReader>();

    public static void MapRankings(this IEndpointRouteBuilder app)
    {
        app.MapGroup("/ranking").WithTags("ranking").MapGet("/", List).WithName("getRanking").ProducesProblem(StatusCodes.Status400BadRequest)
            .RequireCapability(Capability.SeeRisk);
        var factors = app.MapGroup("/cadres/{number}/factors").WithTags("ranking").ProducesProblem(StatusCodes.Status404NotFound)
            .RequireCapability(Capability.SeeRisk).Trailed("ranking", "number");
        factors.MapGet("/", Factors).WithName("getFactors").AsksPurpose(PurposeView.Portrait);
        factors.MapPost("/", Judge).WithName("judgeFactor").ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="unit">Only this unit.</param>
    /// <param name="limit">So many of each order: 1 to 1,000, 200 unless given.</param>
    private static async Task<Results<Ok<RankingView>, ProblemHttpResult>> List(
        string? unit, int? limit, HttpContext http, IViewerAccess access, RankingReader reader, Trail.Trail trail, CancellationToken cancel)
    {
        if (limit is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        if (unit is { Length: > 64 } || unit?.Any(char.IsControl) == true) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", "unit");
        var view = await reader.ReadAsync(access.ViewerOf(http.User).ForRisk(), string.IsNullOrEmpty(unit) ? null : unit, limit ?? DefaultLimit, cancel);
        await trail.ViewedAsync(http, "ranking", view.Month?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) ?? "none", cancel);
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<FactorsView>, ProblemHttpResult>> Factors(
        string number, ClaimsPrincipal user, IViewerAccess access, FactorReader reader, CancellationToken cancel) =>
        await reader.FindAsync(access.ViewerOf(user).ForRisk(), number, cancel) is { } factors ? TypedResults.Ok(factors) : Problems.NotFound("这名干部");

    /// <summary>Kept for the review of the model; it changes no score.</summary>
    private static async Task<Results<Ok<FactorsView>, ProblemHttpResult>> Judge(
        string number, FactorOpinionRequest request, ClaimsPrincipal user, IViewerAccess access, FactorReader reader, IGrainRuntime runtime, TimeProvider time, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user).ForRisk();
        if (!await reader.SeesAsync(viewer, number, cancel)) return Problems.NotFound("这名干部");
        if (Reasons.Fault(request.Reason) is { } fault) return fault;
        if (reader.Live is not { } live || !FactorReader.Knows(request.Feature))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "unknownFeature", "现行模型没有这项因素，请刷新后重试。", "feature");
        var at = time.GetUtcNow();
        var command = new JudgeFactor(
            Guid.CreateVersion7(at), at, viewer.Account, request.Feature, request.Agrees, live.Model.Version, live.Population.Version,
            Reasons.Sealed(request.Reason))
        { As = viewer };
        return await runtime.AskAsync(CadreGrain.IdOf(number), command, CancellationToken.None) switch
        {
            Refusal refusal => Problems.Of(refusal),
            _ => TypedResults.Ok((await reader.FindAsync(viewer, number, cancel))!),
        };
    }
}
