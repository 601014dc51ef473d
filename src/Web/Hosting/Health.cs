using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Hosting;

/// <summary>Live: the process answers. Ready: the store answers too, and follower and reactor run.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new { status = "live" }));
        health.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IJournal journal, FollowerStatus follower, Reactor reactor, TimeProvider time, CancellationToken cancel)
    {
        if (follower.Fault is not null) return NotReady("followerStopped", "实时推送已停止，请查看服务日志。");
        if (reactor.IsStopped) return NotReady("reactorStopped", "后续处理已停止，请查看服务日志。");
        if (!follower.Started.IsCompletedSuccessfully) return NotReady("starting", "服务正在启动。");
        try
        {
            var head = await journal.HeadAsync(cancel).WaitAsync(Patience, time, cancel);
            return TypedResults.Ok(new { status = "ready", behind = head - follower.Position });
        }
        catch (Exception e) when (e is JournalUnavailableException or TimeoutException)
        {
            return NotReady("storeUnavailable", "存储暂不可用。");
        }
    }

    private static ProblemHttpResult NotReady(string code, string detail) => Problems.Of(StatusCodes.Status503ServiceUnavailable, code, detail);
}
