using CadreWatch.Grains.Access;
using CadreWatch.Web.Access;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Cadres;

/// <summary>The roster 干部名册 as a list and as a file.</summary>
internal static class RosterEndpoints
{
    private const int DefaultLimit = 200;
    private const int MostAtOnce = 1_000;
    private static readonly string[] Heads = ["编号", "姓名", "单位", "职务", "到岗", "职级", "未办结预警", "示例"];

    public static void MapRoster(this IEndpointRouteBuilder cadres)
    {
        cadres.MapGet("/", List).WithName("listCadres").RequireCapability(Capability.SeeCases).ProducesProblem(StatusCodes.Status400BadRequest);
        cadres.MapGet("/export", Export).WithName("exportCadres").RequireCapability(Capability.Export).AsksPurpose(PurposeView.Export).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    /// <param name="limit">1 to 1,000, 200 unless given.</param>
    private static async Task<Results<Ok<RosterPage>, ProblemHttpResult>> List(
        [AsParameters] RosterFilter filter, int? limit, string? cursor, HttpContext http, IViewerAccess access, RosterReader reader, Trail.Trail trail,
        CancellationToken cancel)
    {
        if (filter.Fault() is { } field) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", field);
        var most = limit ?? DefaultLimit;
        if (most is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        var (page, fault) = await reader.PageAsync(access.ViewerOf(http.User), filter, most, cursor, cancel);
        if (!string.IsNullOrWhiteSpace(filter.Search)) await trail.SearchedAsync(http, "cadre", filter.Search, cancel);
        return page is not null
            ? TypedResults.Ok(page)
            : Problems.Of(StatusCodes.Status400BadRequest, "badCursor", "翻页位置已失效，请从第一页重新开始。", "cursor", ("reason", fault));
    }

    /// <param name="format">csv or xlsx.</param>
    private static async Task<IResult> Export(
        [AsParameters] RosterFilter filter, string? format, HttpContext http, IViewerAccess access, RosterReader reader, ExportFiles files, Trail.Trail trail,
        CancellationToken cancel)
    {
        if (filter.Fault() is { } field) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", field);
        if (ExportFiles.Fault(format) is { } fault) return fault;
        var viewer = ExportFiles.Exporting(access.ViewerOf(http.User));
        var lines = reader.AllAsync(viewer, filter, MostAtOnce, cancel).Select(Cells);
        var count = await reader.CountAsync(viewer, filter, cancel);
        await trail.ExportedAsync(http, "cadre", filter.Words(), count, cancel);
        return await files.SendAsync(http, viewer, new("干部名册", "cadres", filter.Words(), Heads), format, count, lines);
    }

    private static IReadOnlyList<object?> Cells(RosterLine line) =>
        [line.Number, line.Name, line.UnitName, line.Post, line.PostSince, line.Rank, line.Open.Sum(o => o.Count), line.Demo ? "示例" : null];
}
