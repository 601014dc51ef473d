using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Measures;

/// <summary>
/// Works for measures behind the journal: pays what they owe when one ends, and counts their open deadlines anew when a calendar comes. What it is told is only
/// a hint: after a start, and every minute, it looks into the tables itself.
/// </summary>
public sealed partial class MeasureReactor(
    IGrainRuntime runtime, IJournal journal, IJudgementSource judgements, TimeProvider time, ILogger<MeasureReactor> log) : BackgroundService, IJournalSubscriber
{
    private const int Page = 200;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(50);

    private readonly MeasureDebts debts = new(runtime, journal, judgements, time);
    private readonly SemaphoreSlim woken = new(0, 1);
    private volatile bool calendarCame = true;

    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (batch.Has<CalendarEvent>()) calendarCame = true;
        var wakes = batch.Has<CalendarEvent>() || batch.Has<MeasureArchived>() || batch.Has<MeasureCancelled>() || batch.Has<MeasureClarified>() || batch.Has<ErrorTolerated>();
        if (wakes && woken.CurrentCount == 0) woken.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Counts every open deadline of a running measure anew by the calendar known now; answers how many measures were asked.</summary>
    public async Task<int> RecountAsync(CancellationToken cancel)
    {
        var asked = 0;
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(
                new(ReadTableSet.MeasureDeadlines, [new("running", Comparison.Equal, 1L)], [("measure", false)], Page, last), cancel).ConfigureAwait(false);
            if (rows.Count == 0) return asked;
            var measures = rows.Select(row => (string)row[0]!).Distinct().ToList();
            await Task.WhenAll(measures.Select(measure => RecountAsync(measure, cancel))).ConfigureAwait(false);
            asked += measures.Count;
            last = [rows[^1][0], rows[^1][0], rows[^1][1]];
            await Task.Delay(Throttle, time, cancel).ConfigureAwait(false);
        }
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
            await TryAsync(WorkAsync, stoppingToken).ConfigureAwait(false);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var look = Task.Delay(LookAgain, time, pause.Token);
            var told = woken.WaitAsync(pause.Token);
            await Task.WhenAny(look, told).ConfigureAwait(false);
            await pause.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        await debts.PayAsync(cancel).ConfigureAwait(false);
        if (!calendarCame) return;
        calendarCame = false;
        try
        {
            await RecountAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            calendarCame = true;
            throw;
        }
    }

    private Task RecountAsync(string measure, CancellationToken cancel) => TryAsync(
        token => runtime.AskAsync(new("measure", measure), new RecountDeadlines(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), MeasureActor.System), token),
        cancel);

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
        {
            calendarCame = true;
            LogLater(e.GetType().Name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug over one measure must not keep the others waiting, nor end the server.
            LogFailed(e);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "What measures owe is put off: {Reason}.")]
    private partial void LogLater(string reason);

    [LoggerMessage(LogLevel.Error, "Work behind a measure ended in a bug; the next look is in a minute.")]
    private partial void LogFailed(Exception e);
}
