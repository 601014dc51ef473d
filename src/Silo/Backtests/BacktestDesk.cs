using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Risk.Backtests;
using CadreWatch.Silo.InForce;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Backtests;

/// <summary>
/// Runs back-tests in this process: one at a time, one person's history in memory at a time, never on more than one thread, ended with the server. Each account
/// keeps its last one until the server stops. It reads the journal and writes nothing.
/// </summary>
public sealed partial class BacktestDesk(BacktestInput input, RulesInForce rules, TimeZoneInfo zone, TimeProvider time, ILogger<BacktestDesk> log) : IHostedService, IDisposable
{
    /// <summary>Days after an alert within which an outcome makes it a hit.</summary>
    private const int Horizon = 365;

    /// <summary>Accounts whose last back-test is kept; the oldest gives way.</summary>
    private const int Kept = 32;

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, BacktestReport> reports = new(StringComparer.Ordinal);
    private CancellationTokenSource? stop;
    private string? running;
    private bool closed;

    /// <summary>Ends when no back-test is under way.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    /// <summary>The last one that this viewer asked for; null where there is none, or where it was run with other rights than the viewer has now.</summary>
    public BacktestReport? Of(Viewer viewer)
    {
        lock (gate) return reports.TryGetValue(viewer.Account, out var report) && report.Viewer.RightsVersion == viewer.RightsVersion ? report : null;
    }

    /// <summary>Whether one is under way, whoever asked for it.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate) return running is not null;
        }
    }

    /// <summary>Begins one over what the viewer sees.</summary>
    /// <param name="from">Alerts raised earlier are left out; not before 1900.</param>
    /// <returns>The report as it begins, or a refusal: <c>backtestRunning</c>, <c>fromWrong</c>.</returns>
    public object Start(Viewer viewer, PolicyVersion version, Policy changed, DateOnly? from)
    {
        var now = time.GetUtcNow();
        var to = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        if (from < Earliest || from > to) return new Refusal("fromWrong", "开始日期须在 1900-01-01 与今日之间。", "from");
        lock (gate)
        {
            if (closed || running is not null) return new Refusal("backtestRunning", "本服务器正在进行另一项回测，请在其结束后再试。");
            var report = new BacktestReport(viewer, version.Version, version.Digest, from, now, BacktestStanding.Running);
            if (!reports.ContainsKey(viewer.Account) && reports.Count >= Kept) reports.Remove(reports.MinBy(r => r.Value.BegunAt).Key);
            reports[viewer.Account] = report;
            running = viewer.Account;
            stop?.Dispose();
            stop = new();
            var cancel = stop.Token;
            Idle = Task.Run(() => RunAsync(report, changed, to, cancel), CancellationToken.None);
            return report;
        }
    }

    /// <summary>Ends the viewer's own of this version; false where none is under way.</summary>
    public bool Cancel(Viewer viewer, string version)
    {
        lock (gate)
        {
            if (running != viewer.Account || reports[viewer.Account].Version != version) return false;
            stop!.Cancel();
            return true;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        await Idle.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the one under way; none begins from now on.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            stop?.Cancel();
            stop?.Dispose();
            stop = null;
        }
    }

    private async Task RunAsync(BacktestReport report, Policy changed, DateOnly to, CancellationToken cancel)
    {
        var ended = report with { Standing = BacktestStanding.Failed };
        try
        {
            ended = report with { Standing = BacktestStanding.Done, Share = 1, Result = await ReplayAsync(report, changed, to, cancel).ConfigureAwait(false) };
            LogDone(report.Version, ended.Result!.People, ended.Result.Seconds);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            ended = report with { Standing = BacktestStanding.Cancelled };
        }
        catch (JournalUnavailableException e)
        {
            LogUnread(report.Version, e.GetType().Name);
        }
        catch (Exception e)
        {
            // A bug here must not end the server: the back-test has failed, and says so.
            LogFailed(report.Version, e);
        }
        finally
        {
            lock (gate)
            {
                reports[report.Viewer.Account] = ended with { EndedAt = time.GetUtcNow() };
                running = null;
            }
        }
    }

    private async Task<BacktestResult> ReplayAsync(BacktestReport report, Policy changed, DateOnly to, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var current = rules.Capture(report.BegunAt).Policy;
        string[] outcomes = [.. changed.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code)];
        var run = new Backtest(current, changed, rules.On, zone, outcomes, Horizon).Begin(report.From ?? Earliest, to);
        var (people, done) = (await input.CountAsync(report.Viewer, cancel).ConfigureAwait(false), 0L);
        await foreach (var history in input.ReadAsync(report.Viewer, cancel).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            run.Add(history);
            Say(report with { Share = Math.Min(0.999, ++done / (double)Math.Max(1, people)) });
        }

        return run.Result(time.GetElapsedTime(begun).TotalSeconds);
    }

    private void Say(BacktestReport report)
    {
        lock (gate) reports[report.Viewer.Account] = report;
    }

    [LoggerMessage(LogLevel.Information, "Policy {Version} was back-tested over {People} people in {Seconds} s.")]
    private partial void LogDone(string version, int people, double seconds);

    [LoggerMessage(LogLevel.Warning, "The back-test of policy {Version} could not read the journal: {Reason}.")]
    private partial void LogUnread(string version, string reason);

    [LoggerMessage(LogLevel.Error, "The back-test of policy {Version} ended in a bug.")]
    private partial void LogFailed(string version, Exception e);
}
