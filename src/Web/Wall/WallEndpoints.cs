using System.Security.Claims;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Web.Access;
using CadreWatch.Web.Session;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Wall;

/// <summary>The figures of the screen on the wall 大屏.</summary>
internal static class WallEndpoints
{
    public static IServiceCollection AddWall(this IServiceCollection services) => services.AddSingleton<WallReader>();

    public static void MapWall(this IEndpointRouteBuilder app) => app.MapGroup("/wall").WithTags("wall").MapGet("/", Get).WithName("getWall");

    private static async Task<Ok<WallView>> Get(ClaimsPrincipal user, IViewerAccess access, WallReader reader, IJournal journal, CancellationToken cancel)
    {
        var invented = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [new("demo", Comparison.Equal, 1L)], [], 1), cancel);
        return TypedResults.Ok(await reader.ReadAsync(access.ViewerOf(user), invented.Count > 0 ? DemoDistrict.Name : District.Unnamed, invented.Count > 0, cancel));
    }
}
