using System.Security.Claims;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Trail;
using CadreWatch.Silo.Backtests;
using CadreWatch.Silo.Policies;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Policies;

/// <summary>
/// Tries a version on the past. A back-test is of what its viewer sees in a role that decides on policy, and only that viewer reads it: whoever can write a policy can
/// ask it anything.
/// </summary>
internal static class BacktestEndpoints
{
    private const string Type = "backtest";

    public static void MapBacktests(this IEndpointRouteBuilder policy)
    {
        // Asking how far it is says nothing of anybody and is asked every second; a result that is read is entered below.
        var tests = policy.MapGroup("/backtest").Trailed(Type, "version", views: false);
        tests.MapGet("/", Get).WithName("getBacktest");
        tests.MapPost("/", Start).WithName("startBacktest").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        tests.MapPost("/cancel", Cancel).WithName("cancelBacktest").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<BacktestView>, ProblemHttpResult>> Get(
        string version, HttpContext http, IViewerAccess access, PolicyReader reader, Trail.Trail trail, CancellationToken cancel)
    {
        if (await reader.FindAsync(version, cancel) is not { } found) return PolicyEndpoints.NoSuchPolicy();
        var view = await reader.BacktestAsync(access.ViewerOf(http.User).ForPolicy(), found, cancel);
        if (view.Result is not null) await trail.ViewedAsync(http, Type, version, cancel);
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<BacktestView>, ProblemHttpResult>> Start(
        string version, BacktestRequest request, HttpContext http, IViewerAccess access, PolicyReader reader, BacktestDesk desk, Trail.Trail trail, CancellationToken cancel)
    {
        if (await reader.FindAsync(version, cancel) is not { } found) return PolicyEndpoints.NoSuchPolicy();
        var viewer = access.ViewerOf(http.User).ForPolicy();
        var policy = PolicyYaml.Read(found.Document.Span);
        await trail.EnterAsync(http, new(TrailKind.Search, Type) { Target = version, Terms = request.From is { } from ? $"from={from:yyyy-MM-dd}" : null, Verb = "start" }, cancel);
        return desk.Start(viewer, found, policy, request.From) switch
        {
            Refusal refusal => Problems.Of(refusal),
            BacktestReport begun => TypedResults.Ok(new BacktestView(version, "running", Busy: true, 0, begun.BegunAt, null, null)),
            var answer => throw new InvalidOperationException($"The desk answered {answer.GetType().Name}."),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Cancel(
        string version, ClaimsPrincipal user, IViewerAccess access, PolicyReader reader, BacktestDesk desk, CancellationToken cancel)
    {
        if (await reader.FindAsync(version, cancel) is not { } found) return PolicyEndpoints.NoSuchPolicy();
        return desk.Cancel(access.ViewerOf(user), found.Version)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, "notRunning", "您没有正在进行的回测。");
    }
}
