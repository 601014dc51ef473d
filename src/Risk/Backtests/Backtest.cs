using System.Diagnostics;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Replay;

namespace CadreWatch.Risk.Backtests;

/// <summary>
/// Replays histories under the policy in force and under a changed one, and compares the alerts with each other and with what came out later. Hints of a model
/// are left out: it was trained on what is known today.
/// </summary>
/// <param name="judgementOn">The judgement of a day by what was in force; only its calendar is kept.</param>
/// <param name="outcomes">Kinds of signals whose being substantiated counts as an outcome.</param>
/// <param name="horizon">Days.</param>
public sealed class Backtest(Policy current, Policy changed, Func<DateOnly, Judgement> judgementOn, TimeZoneInfo zone, IReadOnlyList<string> outcomes, int horizon)
{
    private readonly Policy current = WithoutHints(current);
    private readonly Policy changed = WithoutHints(changed);

    /// <summary>On all cores and one thread more, since one is always reading; each history as it is read, none is kept.</summary>
    /// <param name="people">About how many histories there are, for the progress.</param>
    /// <param name="from">Alerts raised earlier are left out.</param>
    /// <param name="to">Last day of the replay.</param>
    public async Task<BacktestResult> RunAsync(
        IAsyncEnumerable<CadreHistory> histories, long people, DateOnly from, DateOnly to, IProgress<double>? progress, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var (run, gate, done) = (Begin(from, to), new Lock(), 0L);
        await Parallel.ForEachAsync(histories, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount + 1, CancellationToken = cancel }, (history, _) =>
        {
            var alerts = run.Compare(history);
            lock (gate)
            {
                run.Tally(history, alerts);
                if (++done % 500 == 0)
                    progress?.Report(Math.Min(1, (double)done / Math.Max(1, people)));
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return run.Result(Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>A replay that is fed one history after the other and keeps nothing of any but its counts.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public BacktestRun Begin(DateOnly from, DateOnly to)
    {
        var end = AsOf.Of(to, zone);
        var same = PolicyDifference.Unchanged(current, changed);
        // Patterns are judged each by itself: what both policies say alike is replayed once, and what they do not, in the same replay, where they stand on the same ground.
        var together = PolicyDifference.IsSameGround(current, changed);
        var both = together ? current with { Patterns = [.. current.Patterns, .. changed.Patterns.Where(p => !same.Contains(p.Code)).Select(p => new TriedPattern(p, changed))] } : current;
        return new(
            Replay(both, end), together ? null : Replay(changed, end), same, new DateTimeOffset(AsOf.Of(from.AddDays(-1), zone).EndTicks, TimeSpan.Zero), end, outcomes, horizon,
            new(current, changed, from, to, horizon, zone));
    }

    private static Policy WithoutHints(Policy policy) => policy with { Patterns = [.. policy.Patterns.Where(p => p is not ModelPattern)] };

    private PolicyReplay Replay(Policy policy, AsOf end) => new(new PastJudgements(policy, judgementOn).On, zone, new(end.EndTicks - 1, TimeSpan.Zero));
}

/// <summary>A back-test under way. <see cref="Compare"/> may run on several threads, the rest on one.</summary>
public sealed class BacktestRun
{
    private readonly PolicyReplay current;
    private readonly PolicyReplay? other;
    private readonly HashSet<string> same;
    private readonly DateTimeOffset start;
    private readonly AsOf end;
    private readonly IReadOnlyList<string> outcomes;
    private readonly int horizon;
    private readonly BacktestTally tally;

    internal BacktestRun(
        PolicyReplay current, PolicyReplay? other, HashSet<string> same, DateTimeOffset start, AsOf end, IReadOnlyList<string> outcomes, int horizon, BacktestTally tally) =>
        (this.current, this.other, this.same, this.start, this.end, this.outcomes, this.horizon, this.tally) = (current, other, same, start, end, outcomes, horizon, tally);

    /// <summary>Replays one person and counts.</summary>
    public void Add(CadreHistory history) => Tally(history, Compare(history));

    public BacktestResult Result(double seconds) => tally.Result(seconds);

    internal ComparedAlerts Compare(CadreHistory history)
    {
        var later = new LaterOutcomes(history.StateAsOf(end), outcomes);
        var (now, tried) = (new List<ReplayedAlert>(), new List<ReplayedAlert>());
        foreach (var alert in current.Run(history))
            if (TriedPattern.TriedOf(alert.Pattern) is { } code)
                tried.Add(alert with { Pattern = code });
            else
                now.Add(alert);
        return new(Judged(now), Judged([.. now.Where(a => same.Contains(a.Pattern)), .. other?.Run(history) ?? tried]));

        List<JudgedAlert> Judged(List<ReplayedAlert> alerts) => [.. alerts.Where(a => a.Raised >= start).Select(a => new JudgedAlert(a, later.Of(a, horizon, end)))];
    }

    internal void Tally(CadreHistory history, ComparedAlerts alerts) => tally.Add(history.Revisions, alerts);
}

internal sealed record ComparedAlerts(List<JudgedAlert> Current, List<JudgedAlert> Changed);

/// <param name="Hit">Null while the horizon is not over.</param>
internal sealed record JudgedAlert(ReplayedAlert Alert, bool? Hit);

/// <summary>What is known of a cadre in the end, to tell what came of an alert.</summary>
internal sealed class LaterOutcomes
{
    private readonly Dictionary<SignalKey, DateTimeOffset> knownOn = [];
    private readonly List<(DateTimeOffset Received, DateTimeOffset Known)> proven = [];

    public LaterOutcomes(CadreState final, IReadOnlyList<string> kinds)
    {
        foreach (var signal in final.Signals.NewestFirst())
            if (signal is { Status: SignalStatus.Substantiated, IsEffective: true } && kinds.Contains(signal.Kind))
            {
                knownOn[signal.Key] = signal.KnownOn;
                proven.Add((signal.ReceivedOn, signal.KnownOn));
            }

        proven.Sort();
    }

    public bool? Of(ReplayedAlert alert, int horizon, AsOf end)
    {
        var until = alert.Raised.AddDays(horizon);
        foreach (var key in alert.Unproven)
            if (knownOn.TryGetValue(key, out var known) && known > alert.Raised)
                return true;
        for (var i = FirstAfter(alert.Raised); i < proven.Count && proven[i].Received <= until; i++)
            if (proven[i].Known > alert.Raised)
                return true;
        return end.Knows(until) ? false : null;
    }

    private int FirstAfter(DateTimeOffset moment)
    {
        var found = proven.BinarySearch((moment, DateTimeOffset.MaxValue));
        return found < 0 ? ~found : found + 1;
    }
}
