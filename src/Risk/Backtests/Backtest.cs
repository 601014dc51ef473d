using System.Diagnostics;
using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Replay;

namespace CadreWatch.Risk.Backtests;

/// <summary>Replays the journal under the policy in force and under a changed one, and compares the alerts with each other and with what came out later.</summary>
/// <param name="judgementOn">The judgement of a day under a policy, which may have fewer patterns than either.</param>
/// <param name="outcomes">Kinds of signals whose being substantiated counts as an outcome.</param>
/// <param name="horizon">Days.</param>
public sealed class Backtest(Policy current, Policy changed, Func<DateOnly, Policy, Judgement> judgementOn, TimeZoneInfo zone, IReadOnlyList<string> outcomes, int horizon)
{
    private const int MostUnits = 50;

    /// <summary>Two alerts of one pattern raised so many days apart are the same one.</summary>
    private const int SameWithin = 30;

    /// <param name="from">Alerts raised earlier are left out.</param>
    /// <param name="to">Last day of the replay.</param>
    public BacktestResult Run(IReadOnlyList<CadreHistory> histories, DateOnly from, DateOnly to, IProgress<double>? progress, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var end = AsOf.Of(to, zone);
        var same = PolicyDifference.Unchanged(current, changed);
        // Patterns are judged each by itself: what both policies say alike is replayed once.
        var rest = changed with { Patterns = [.. changed.Patterns.Where(p => !same.Contains(p.Code))] };
        var replays = (Current: Replay(current, end), Other: rest.Patterns.Count == 0 ? null : Replay(rest, end));
        var start = new DateTimeOffset(AsOf.Of(from.AddDays(-1), zone).EndTicks, TimeSpan.Zero);
        var made = new Compared[histories.Count];
        var done = 0;
        Parallel.For(0, histories.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, i =>
        {
            var history = histories[i];
            var later = new LaterOutcomes(history.StateAsOf(end), outcomes);
            var now = replays.Current.Run(i, history);
            made[i] = new(Judged(now), Judged([.. now.Where(a => same.Contains(a.Pattern)), .. replays.Other?.Run(i, history) ?? []]));
            if (Interlocked.Increment(ref done) % 1000 == 0)
                progress?.Report((double)done / histories.Count);

            List<JudgedAlert> Judged(List<ReplayedAlert> alerts) =>
                [.. alerts.Where(a => a.Raised >= start).Select(a => new JudgedAlert(a, later.Of(a, horizon, end)))];
        });
        return Sum(histories, made, from, to, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private PolicyReplay Replay(Policy policy, AsOf end) => new(day => judgementOn(day, policy), zone, new(end.EndTicks - 1, TimeSpan.Zero));

    private BacktestResult Sum(IReadOnlyList<CadreHistory> histories, Compared[] made, DateOnly from, DateOnly to, double seconds)
    {
        var (old, now) = (made.SelectMany(m => m.Current).ToList(), made.SelectMany(m => m.Changed).ToList());
        var fresh = made.SelectMany(m => m.Changed.Where(a => !m.Current.Exists(b => Same(a.Alert, b.Alert)))).ToList();
        var gone = made.SelectMany(m => m.Current.Where(a => !m.Changed.Exists(b => Same(a.Alert, b.Alert)))).ToList();
        PatternCounts Of(string code, string name, Func<JudgedAlert, bool> of) => new(
            code, name, Count(old.Where(of)), Count(now.Where(of)), fresh.Count(of), gone.Count(of), Count(fresh.Where(of)), Count(gone.Where(of)));

        var names = current.Patterns.Concat(changed.Patterns).GroupBy(p => p.Code).Select(g => (g.Key, g.Last().Name));
        var months = old.Concat(now).Select(MonthOf).Distinct().Order(StringComparer.Ordinal);
        var units = old.Concat(now).Select(a => a.Alert.Unit).Distinct();
        return new(
            current.Version, changed.Version, from, to, horizon, histories.Count, histories.Sum(h => (long)h.Revisions), [.. names.Select(n => Of(n.Key, n.Name, a => a.Alert.Pattern == n.Key))],
            [.. months.GroupJoin(old.CountBy(MonthOf), m => m, c => c.Key, (m, c) => (m, c.Sum(x => x.Value)))
                .GroupJoin(now.CountBy(MonthOf), m => m.m, c => c.Key, (m, c) => new MonthCounts(m.m, m.Item2, c.Sum(x => x.Value)))],
            [.. units.Select(u => new UnitCounts(u, old.Count(a => a.Alert.Unit == u), now.Count(a => a.Alert.Unit == u), fresh.Count(a => a.Alert.Unit == u), gone.Count(a => a.Alert.Unit == u)))
                .OrderByDescending(u => u.New + u.Vanished).ThenByDescending(u => u.Changed).Take(MostUnits)],
            Of("*", "合计", _ => true), seconds);
    }

    private string MonthOf(JudgedAlert alert) => TimeZoneInfo.ConvertTime(alert.Alert.Raised, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static bool Same(ReplayedAlert a, ReplayedAlert b) =>
        a.Pattern == b.Pattern && (b.IsOpenAt(a.Raised) || a.IsOpenAt(b.Raised) || Math.Abs((a.Raised - b.Raised).TotalDays) <= SameWithin);

    private static AlertCounts Count(IEnumerable<JudgedAlert> alerts)
    {
        var (raised, hits, wrong) = (0, 0, 0);
        foreach (var alert in alerts)
            (raised, hits, wrong) = (raised + 1, hits + (alert.Hit == true ? 1 : 0), wrong + (alert.Hit == false ? 1 : 0));
        return new(raised, hits, wrong, raised - hits - wrong);
    }

    private sealed record Compared(List<JudgedAlert> Current, List<JudgedAlert> Changed);

    /// <param name="Hit">Null while the horizon is not over.</param>
    private sealed record JudgedAlert(ReplayedAlert Alert, bool? Hit);
}

/// <summary>What is known of a cadre in the end, to tell what came of an alert.</summary>
internal sealed class LaterOutcomes
{
    private readonly List<(SignalKey Key, DateTimeOffset Received, DateTimeOffset Proven)> proven = [];

    public LaterOutcomes(CadreState final, IReadOnlyList<string> kinds)
    {
        foreach (var signal in final.Signals.NewestFirst())
            if (signal is { Status: SignalStatus.Substantiated, IsEffective: true } && kinds.Contains(signal.Kind))
                proven.Add((signal.Key, signal.ReceivedOn, signal.KnownOn));
    }

    public bool? Of(ReplayedAlert alert, int horizon, AsOf end)
    {
        var until = alert.Raised.AddDays(horizon);
        foreach (var (key, received, known) in proven)
            if (known > alert.Raised && ((received > alert.Raised && received <= until) || alert.Unproven.Contains(key)))
                return true;
        return end.Knows(until) ? false : null;
    }
}
