using System.Collections.Concurrent;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Scoring;

/// <summary>
/// Scores everybody once a day, when a model went into the shadow or live, and whoever changed meanwhile a moment later. While much comes in, and right after a
/// start, it waits: rankings may be late, what comes in may not.
/// </summary>
public sealed partial class ScoringJob(PopulationScoring scoring, IJournal journal, TimeZoneInfo zone, TimeProvider time, ILogger<ScoringJob> log) : BackgroundService, IJournalSubscriber
{
    private const int AtOnce = 100;
    private const int PageOfEvents = 5_000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Nothing about anybody came in for so long: an import is over.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(6);

    /// <summary>Everybody waits no longer than this for quiet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Some who changed wait no longer than this for quiet.</summary>
    private static readonly TimeSpan ChangePatience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.Ordinal);
    private long lastChange = time.GetTimestamp();

    /// <summary>When everybody's scores fell due; patience counts from here, before the run and in it.</summary>
    private long dueSince;

    private volatile bool asked = true;

    ValueTask IJournalSubscriber.OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        foreach (var followed in batch.Events)
        {
            if (Note(followed.Stored)) Interlocked.Exchange(ref lastChange, time.GetTimestamp());
            else if (followed.Contract.Type.IsAssignableTo(typeof(ModelEvent)) && !followed.Stored.Name.StartsWith("model.drift", StringComparison.Ordinal)) asked = true;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Whether it says something of a cadre that scores may rest on.</summary>
    private bool Note(StoredEvent stored)
    {
        if (!stored.Name.StartsWith("cadre.signal", StringComparison.Ordinal) && stored.Name is not ("cadre.rosterRecorded" or "cadre.attributionDecided")) return false;
        return changed[stored.Stream[(stored.Stream.IndexOf('/', StringComparison.Ordinal) + 1)..]] = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (day, rescored) = (default(DateOnly), time.GetTimestamp());
        dueSince = rescored;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var today = Days.Of(time.GetUtcNow(), zone);
            try
            {
                var due = asked || day != today;
                if (!due) dueSince = time.GetTimestamp();
                if (due && (IsQuiet() || time.GetElapsedTime(dueSince) > Patience))
                {
                    asked = false;
                    await RunAsync(today, day == default, stoppingToken).ConfigureAwait(false);
                    (day, dueSince) = (today, time.GetTimestamp());
                }
                else if (!due && !changed.IsEmpty && (IsQuiet() || time.GetElapsedTime(rescored) > ChangePatience))
                {
                    await RescoreAsync(stoppingToken).ConfigureAwait(false);
                    rescored = time.GetTimestamp();
                }
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

    /// <summary>Everybody, unless the day's work is done: by another silo, or before a restart, which then looks for what came in since.</summary>
    private async Task RunAsync(DateOnly today, bool starting, CancellationToken cancel)
    {
        if (await scoring.ResumeAsync(today, cancel).ConfigureAwait(false) is { } position)
        {
            if (starting) await CatchUpAsync(position, cancel).ConfigureAwait(false);
            return;
        }

        changed.Clear();
        if (await scoring.RunAsync(GiveWayAsync, cancel).ConfigureAwait(false) is > 0 and var people) LogDone(people);
    }

    private async Task CatchUpAsync(long position, CancellationToken cancel)
    {
        while (await journal.ReadAllAsync(position, PageOfEvents, cancel).ConfigureAwait(false) is [.., var last] page)
        {
            foreach (var stored in page) Note(stored);
            position = last.Position;
        }
    }

    private async Task RescoreAsync(CancellationToken cancel)
    {
        string[] some = [.. changed.Keys.Take(AtOnce)];
        foreach (var cadre in some) changed.TryRemove(cadre, out _);
        try
        {
            await scoring.RescoreAsync(some, cancel).ConfigureAwait(false);
        }
        catch
        {
            foreach (var cadre in some) changed[cadre] = true;
            throw;
        }
    }

    /// <summary>While something comes in, everybody's scores stand still, as long as there is patience.</summary>
    private async ValueTask GiveWayAsync(CancellationToken cancel)
    {
        while (!IsQuiet() && time.GetElapsedTime(dueSince) < Patience) await Task.Delay(LookAgain, time, cancel).ConfigureAwait(false);
    }

    private bool IsQuiet() => time.GetElapsedTime(Interlocked.Read(ref lastChange)) >= Quiet;

    [LoggerMessage(LogLevel.Information, "{People} people were scored.")]
    private partial void LogDone(int people);

    [LoggerMessage(LogLevel.Warning, "Scoring is put off: {Reason}.")]
    private partial void LogLater(string reason);

    [LoggerMessage(LogLevel.Error, "Scoring ended in a bug.")]
    private partial void LogFailed(Exception e);
}
