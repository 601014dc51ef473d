using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Scoring;

/// <summary>
/// Scores everybody once a day, when a model went into the shadow or live, and whoever changed meanwhile a moment later. While much comes in it waits: rankings may
/// be late, what comes in may not.
/// </summary>
public sealed partial class ScoringJob(PopulationScoring scoring, IJournal journal, TimeZoneInfo zone, TimeProvider time, ILogger<ScoringJob> log) : BackgroundService, IJournalSubscriber
{
    private const int AtOnce = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Nothing about anybody came in for so long: an import is over.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(6);

    /// <summary>It waits no longer than this for quiet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.Ordinal);
    private long lastChange;
    private volatile bool asked = true;

    ValueTask IJournalSubscriber.OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        foreach (var followed in batch.Events)
        {
            var (stream, name) = (followed.Stored.Stream, followed.Stored.Name);
            if (name.StartsWith("cadre.signal", StringComparison.Ordinal) || name is "cadre.rosterRecorded" or "cadre.attributionDecided")
            {
                changed[stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..]] = true;
                Interlocked.Exchange(ref lastChange, time.GetTimestamp());
            }
            else if (followed.Contract.Type.IsAssignableTo(typeof(ModelEvent)) && followed.Contract.Type != typeof(ModelDriftMeasured)) asked = true;
        }

        return ValueTask.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (day, since) = (default(DateOnly), time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var today = Days.Of(time.GetUtcNow(), zone);
            try
            {
                var due = asked || day != today;
                if (!due) since = time.GetTimestamp();
                if (due && (IsQuiet() || time.GetElapsedTime(since) > Patience))
                {
                    asked = false;
                    changed.Clear();
                    var people = await RunAsync(today, day == default, stoppingToken).ConfigureAwait(false);
                    (day, since) = (today, time.GetTimestamp());
                    if (people > 0) LogDone(people);
                }
                else if (!due && !changed.IsEmpty) await RescoreAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                asked = true;
                LogLater(e.GetType().Name);
            }
            catch (Exception e)
            {
                // A bug here must not end the server: rankings stand still, policy is at work. The next day tries again.
                day = today;
                LogFailed(e);
            }
        }
    }

    /// <summary>A start finds the day's work done where another process did it.</summary>
    private async Task<int> RunAsync(DateOnly today, bool starting, CancellationToken cancel)
    {
        if (starting && await journal.Tables.QueryAsync(new(ReadTableSet.ScoreRuns, [], [("scored_at", true)], 1), cancel).ConfigureAwait(false) is [var last]
            && Days.Of(ScoreRun.Read(last).ScoredAt, zone) == today) return 0;
        return await scoring.RunAsync(cancel).ConfigureAwait(false);
    }

    private async Task RescoreAsync(CancellationToken cancel)
    {
        string[] some = [.. changed.Keys.Take(AtOnce)];
        foreach (var cadre in some) changed.TryRemove(cadre, out _);
        await scoring.RescoreAsync(some, cancel).ConfigureAwait(false);
    }

    private bool IsQuiet() => Interlocked.Read(ref lastChange) is var last && (last == 0 || time.GetElapsedTime(last) >= Quiet);

    [LoggerMessage(LogLevel.Information, "{People} people were scored.")]
    private partial void LogDone(int people);

    [LoggerMessage(LogLevel.Warning, "Scoring is put off: {Reason}.")]
    private partial void LogLater(string reason);

    [LoggerMessage(LogLevel.Error, "Scoring ended in a bug.")]
    private partial void LogFailed(Exception e);
}
