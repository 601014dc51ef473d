using System.Collections.Concurrent;
using CadreWatch.Silo.People;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Identity;

/// <summary>The open hub connections by session, so that a session's end ends them too.</summary>
internal sealed class HubSessions : IHubFilter
{
    private readonly ConcurrentDictionary<string, HubCallerContext> open = new();

    /// <summary>Sessions with an open connection.</summary>
    public IReadOnlyList<string> Ids => [.. open.Values.Select(SidOf).OfType<string>().Distinct()];

    public void End(IReadOnlyCollection<string> sessions) => AbortWhere(c => SidOf(c) is { } sid && sessions.Contains(sid));

    public void EndOf(string account, string? except) => AbortWhere(c => c.User?.FindFirst("sub")?.Value == account && (except is null || SidOf(c) != except));

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        open[context.Context.ConnectionId] = context.Context;
        await next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    private void AbortWhere(Func<HubCallerContext, bool> which)
    {
        foreach (var connection in open.Values.Where(which)) connection.Abort();
    }

    private static string? SidOf(HubCallerContext connection) => connection.User?.FindFirst("sid")?.Value;
}

/// <summary>Looks every few seconds whether a session with an open board ended elsewhere or ran out; a disabled account's boards end as soon as this server hears of it.</summary>
internal sealed partial class HubSweep(HubSessions hubs, Sessions sessions, PeopleDirectory people, TimeProvider time, ILogger<HubSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        people.Changed += EndDisabled;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (hubs.Ids is { Count: > 0 } ids && await sessions.EndedAsync(ids, stoppingToken) is { Count: > 0 } ended) hubs.End(ended);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException or InvalidOperationException)
            {
                Log.Late(logger, e.GetType().Name);
            }
        }
    }

    private void EndDisabled(IReadOnlyCollection<string> accounts)
    {
        var now = time.GetUtcNow();
        foreach (var account in accounts)
            if (people.ViewerOf(account, now) is null) hubs.EndOf(account, null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The accounts' store is away ({Fault}); ended sessions are looked for when it is back.")]
        public static partial void Late(ILogger logger, string fault);
    }
}
