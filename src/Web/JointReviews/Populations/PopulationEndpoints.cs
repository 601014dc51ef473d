using System.Security.Claims;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Web.Access;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews.Populations;

/// <summary>重点干部群体: saved lists to open rounds with, for whoever may open one.</summary>
internal static class PopulationEndpoints
{
    private const string Type = "population";

    public static void Map(RouteGroupBuilder populations)
    {
        populations.MapGet("/", List).WithName("listPopulations");
        populations.MapPost("/", Save).WithName("savePopulation").Changes();
        var one = populations.MapGroup("/{population}").ProducesProblem(StatusCodes.Status404NotFound).Trailed(Type, "population");
        one.MapGet("/", Get).WithName("getPopulation");
        one.MapPost("/", Change).WithName("changePopulation").Changes();
        one.MapPost("/discard", Discard).WithName("discardPopulation").Changes();
    }

    private static async Task<Ok<PopulationList>> List(ClaimsPrincipal user, IViewerAccess access, SavedPopulations saved, CancellationToken cancel) =>
        TypedResults.Ok(await saved.ListAsync(access.ViewerOf(user), cancel));

    private static async Task<Results<Ok<SavedPopulation>, ProblemHttpResult>> Get(
        string population, ClaimsPrincipal user, IViewerAccess access, SavedPopulations saved, CancellationToken cancel) =>
        await saved.FindAsync(access.ViewerOf(user), population, cancel) is { } found ? TypedResults.Ok(found) : SavedPopulations.NoSuchPopulation();

    private static Task<Results<Ok<PopulationReply>, ProblemHttpResult>> Save(
        PopulationSaveRequest request, ClaimsPrincipal user, IViewerAccess access, SavedPopulations saved, CancellationToken cancel) =>
        saved.SaveAsync(access.ViewerOf(user), null, request, cancel);

    private static Task<Results<Ok<PopulationReply>, ProblemHttpResult>> Change(
        string population, PopulationSaveRequest request, ClaimsPrincipal user, IViewerAccess access, SavedPopulations saved, CancellationToken cancel) =>
        saved.SaveAsync(access.ViewerOf(user), population, request, cancel);

    private static Task<Results<Ok<PopulationReply>, ProblemHttpResult>> Discard(
        string population, PopulationDiscardRequest request, ClaimsPrincipal user, IViewerAccess access, SavedPopulations saved, CancellationToken cancel) =>
        saved.DiscardAsync(access.ViewerOf(user), population, request, cancel);
}
