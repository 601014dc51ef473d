using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Followers;

/// <summary>
/// Follows the journal from its head at start and hands every event to the subscribers. A lost store is waited for. An event that this binary does not know,
/// or a gap, stops it for good: nothing is skipped, and <see cref="FollowerStatus.Fault"/> says why.
/// </summary>
public sealed partial class JournalFollower(
    IJournal journal, EventCodec codec, IEnumerable<IJournalSubscriber> subscribers, FollowerStatus status, TimeProvider time, ILogger<JournalFollower> logger) : BackgroundService
{
    private const int BatchLimit = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WhileStoreIsAwayAsync(() => StartAtHeadAsync(stoppingToken), stoppingToken);
            status.Starting.TrySetResult();
            while (!stoppingToken.IsCancellationRequested) await WhileStoreIsAwayAsync(() => StepAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            status.Starting.TrySetCanceled(stoppingToken);
        }
        catch (Exception e)
        {
            status.Fault = e.Message;
            Log.Stopped(logger, status.Position, e);
            status.Starting.TrySetException(e);
        }
    }

    private async Task StartAtHeadAsync(CancellationToken cancel)
    {
        var head = await journal.HeadAsync(cancel);
        foreach (var subscriber in subscribers) await subscriber.OnStartAsync(head, cancel);
        status.Position = head;
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        var events = await journal.FollowAsync(status.Position, BatchLimit, cancel);
        if (events.Count == 0)
        {
            await journal.WaitForAppendAsync(status.Position, Patience, cancel);
            return;
        }

        var batch = new FollowedBatch(status.Position, events[^1].Position, [.. events.Select(e => new FollowedEvent(e, codec.ContractOf(e)))]);
        foreach (var subscriber in subscribers) await subscriber.OnEventsAsync(batch, cancel);
        status.Position = batch.Last;
    }

    private async Task WhileStoreIsAwayAsync(Func<Task> step, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (JournalUnavailableException)
            {
                Log.StoreAway(logger, status.Position);
                await Task.Delay(RetryPause, time, cancel);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "The follower stopped after position {Position}; live pages stand still until this is mended.")]
        public static partial void Stopped(ILogger logger, long position, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away; following goes on from position {Position}.")]
        public static partial void StoreAway(ILogger logger, long position);
    }
}
