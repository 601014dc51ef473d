using System.Globalization;
using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Access;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Trail;

/// <summary>Shows the trail to auditors, and writes down that it did.</summary>
internal static class TrailEndpoints
{
    private const int DefaultLimit = 100;

    /// <summary>Rows of one export; more are asked for by a narrower filter.</summary>
    private const int MostRows = 200_000;

    private static readonly string[] Head = ["编号", "时间", "账号", "姓名", "事项", "对象类型", "对象", "来源地址", "会话", "用途", "内容", "方式", "行数"];

    public static IServiceCollection AddTrail(this IServiceCollection services) =>
        services.AddSingleton<Trail>().AddSingleton<AuditScope>().AddSingleton<TrailReader>();

    public static void MapTrail(this IEndpointRouteBuilder app)
    {
        var trail = app.MapGroup("/trail").WithTags("trail").RequireCapability(Capability.ReadTrail).ProducesProblem(StatusCodes.Status400BadRequest);
        trail.MapGet("/", List).WithName("listTrail");
        trail.MapGet("/export", Export).WithName("exportTrail").AsksPurpose(PurposeView.Export).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<Results<Ok<TrailPage>, ProblemHttpResult>> List(
        [AsParameters] TrailQuery query, ClaimsPrincipal user, IViewerAccess access, TrailReader reader, Trail trail, HttpContext http, CancellationToken cancel)
    {
        if (query.Fault() is { } field) return BadFilter(field);
        if (await reader.PageAsync(access.ViewerOf(user), query, query.Limit ?? DefaultLimit, cancel) is not { } page)
            return Problems.Of(StatusCodes.Status400BadRequest, "badCursor", "翻页位置已失效，请从第一页重新开始。", "cursor");
        await trail.SearchedAsync(http, "trail", query.Canonical, cancel);
        return TypedResults.Ok(page);
    }

    private static async Task<IResult> Export(
        [AsParameters] TrailQuery query, ClaimsPrincipal user, IViewerAccess access, TrailReader reader, Trail trail, HttpContext http, ExportFiles files,
        CancellationToken cancel)
    {
        if (query.Fault() is { } field) return BadFilter(field);
        var viewer = access.ViewerOf(user);
        var rows = await reader.CountAsync(viewer, query, cancel);
        if (rows > MostRows) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "tooManyRows", $"共 {rows} 行，超过一次导出的上限 {MostRows} 行，请缩小范围。");
        await trail.ExportedAsync(http, "trail", query.Canonical, rows, cancel);
        return await files.SendAsync(http, viewer, new("审计日志", "trail", query.Canonical, Head), query.Format, rows, Cells(reader.AllAsync(viewer, query, (int)rows, cancel)));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Cells(IAsyncEnumerable<TrailItem> items)
    {
        await foreach (var i in items)
            yield return
            [
                i.Id, i.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), i.Account, i.Name, i.Kind, i.Type, i.Target, i.Address, i.Session, i.Purpose,
                i.Detail, i.Verb, i.Rows,
            ];
    }

    private static ProblemHttpResult BadFilter(string field) => Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", field);
}
