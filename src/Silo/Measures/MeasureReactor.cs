using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Measures;

/// <summary>
/// Pays behind the journal what measures owe when one ends or loses its effect. What it is told is only a hint: after a start, and every minute, it looks into
/// the table itself.
/// </summary>
public sealed partial class MeasureReactor(MeasureDebts debts, TimeProvider time, ILogger<MeasureReactor> log) : BackgroundService, IJournalSubscriber
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim woken = new(0, 1);

    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        var wakes = batch.Has<MeasureArchived>() || batch.Has<MeasureCancelled>() || batch.Has<MeasureClarified>() || batch.Has<ErrorTolerated>();
        if (wakes && woken.CurrentCount == 0) woken.Release();
        return ValueTask.CompletedTask;
    }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken).ConfigureAwait(false);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var look = Task.Delay(LookAgain, time, pause.Token);
            var told = woken.WaitAsync(pause.Token);
            await Task.WhenAny(look, told).ConfigureAwait(false);
            await pause.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await debts.PayAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
        {
            LogLater(e.GetType().Name);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What measures owe is put off: {Reason}.")]
    private partial void LogLater(string reason);

    [LoggerMessage(LogLevel.Error, "What measures owe could not be paid; the next look is in a minute.")]
    private partial void LogFailed(Exception e);
}
