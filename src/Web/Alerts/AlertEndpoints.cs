using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Access;
using CadreWatch.Web.Board;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CadreWatch.Web.Alerts;

/// <summary>Lists and opens alerts, and passes a supervisor's acts on to the cadre's grain.</summary>
internal static class AlertEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 500;

    public static IServiceCollection AddAlerts(this IServiceCollection services) => services.AddSingleton<AlertReader>().AddSingleton<AlertActs>();

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var alerts = app.MapGroup("/alerts").WithTags("alerts").ProducesProblem(StatusCodes.Status400BadRequest);
        alerts.MapGet("/", List).WithName("listAlerts").RequireCapability(Capability.SeeCases);
        alerts.MapGet("/export", AlertExport.Export).WithName("exportAlerts").RequireCapability(Capability.Export).AsksPurpose(PurposeView.Export).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        var one = alerts.MapGroup("/{id}").ProducesProblem(StatusCodes.Status404NotFound).Trailed("alert", "id");
        one.MapGet("/", Get).WithName("getAlert").RequireCapability(Capability.SeeCases).AsksPurpose(PurposeView.Alert);
        var acts = one.MapGroup("").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).RequireCapability(Capability.ActOnAlerts);
        acts.MapPost("/acknowledge", Acknowledge).WithName("acknowledgeAlert");
        acts.MapPost("/assign", Assign).WithName("assignAlert");
        acts.MapPost("/snooze", Snooze).WithName("snoozeAlert");
        acts.MapPost("/dismiss", Dismiss).WithName("dismissAlert");
        acts.MapPost("/close", Close).WithName("closeAlert");
        acts.MapPost("/escalate", Escalate).WithName("escalateAlert");
        acts.MapPost("/merge", Merge).WithName("mergeAlert");
    }

    private static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> List(
        [AsParameters] AlertListQuery query, ClaimsPrincipal user, IViewerAccess access, AlertReader reader, Cursors cursors, CancellationToken cancel)
    {
        var filter = query.Filter;
        if (filter.Fault() is { } field) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", field);
        var limit = query.Limit ?? DefaultLimit;
        if (limit is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        var viewer = access.ViewerOf(user);
        PagePlace? after = null;
        if (query.Cursor is not null && (after = cursors.TryPage(query.Cursor, viewer, filter, out var fault)) is null)
            return Problems.Of(StatusCodes.Status400BadRequest, "badCursor", "翻页位置已失效，请从第一页重新开始。", "cursor", ("reason", fault));
        return TypedResults.Ok(await reader.PageAsync(viewer, filter, limit, after, cancel));
    }

    private static async Task<Results<Ok<AlertDetail>, ProblemHttpResult>> Get(
        string id, ClaimsPrincipal user, IViewerAccess access, AlertReader reader, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (await reader.FindAsync(viewer, id, cancel) is not { } alert) return AlertActs.NoSuchAlert();
        var targets = await reader.MergeTargetsAsync(viewer, alert, cancel);
        return TypedResults.Ok(new AlertDetail(alert, await reader.AccuracyAsync(viewer, alert.Pattern.Code, cancel), targets));
    }

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Acknowledge(
        string id, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] AcknowledgeRequest? request,
        ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.AcknowledgeAsync(user, id, request ?? new(), cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Assign(
        string id, AssignRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.AssignAsync(user, id, request, cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Snooze(
        string id, SnoozeRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.SnoozeAsync(user, id, request, cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Dismiss(
        string id, DismissRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.DismissAsync(user, id, request, cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Close(
        string id, CloseRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.CloseAsync(user, id, request, cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Escalate(
        string id, EscalateRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.EscalateAsync(user, id, request, cancel);

    private static Task<Results<Ok<AlertView>, ProblemHttpResult>> Merge(
        string id, MergeRequest request, ClaimsPrincipal user, AlertActs acts, CancellationToken cancel) => acts.MergeAsync(user, id, request, cancel);
}

/// <param name="State">open (default), snoozed, closed, dismissed or all.</param>
/// <param name="Level">Rank of one level.</param>
/// <param name="Owner">me, or an account.</param>
/// <param name="Limit">1 to 500, 100 unless given.</param>
/// <param name="Cursor">From the page before.</param>
internal sealed record AlertListQuery(
    string? State, int? Level, string? Unit, string? Pattern, string? Owner, bool? Unacknowledged, int? Limit, string? Cursor)
{
    public AlertFilter Filter => new(State, Level, Unit, Pattern, Owner, Unacknowledged);
}
