using CadreWatch.Risk.Backtests;

namespace CadreWatch.Web.Policies;

/// <param name="From">Alerts raised earlier are left out; all of them unless given.</param>
public sealed record BacktestRequest(DateOnly? From = null);

/// <summary>The viewer's own last back-test of one version. It is of what the viewer sees, and nobody else reads it.</summary>
/// <param name="Standing">none, running, done, cancelled or failed.</param>
/// <param name="Busy">A back-test is under way on this server, the viewer's or another's: a second one has to wait.</param>
/// <param name="Share">0 to 1.</param>
public sealed record BacktestView(string Version, string Standing, bool Busy, double Share, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt, BacktestResultView? Result);

/// <param name="From">Null for all alerts.</param>
/// <param name="Horizon">Days after an alert within which an outcome makes it a hit.</param>
/// <param name="People">Persons replayed.</param>
/// <param name="Signals">Revisions of signals replayed.</param>
/// <param name="Patterns">In the order of the policies.</param>
/// <param name="Units">At most fifty, those with the most differences first.</param>
public sealed record BacktestResultView(
    string Current, string Changed, DateOnly? From, DateOnly To, int Horizon, int People, long Signals, double Seconds, IReadOnlyList<BacktestLineView> Patterns,
    IReadOnlyList<MonthCounts> Months, IReadOnlyList<BacktestUnitView> Units, BacktestLineView All);

/// <param name="New">Raised under the changed policy where the current one has no alert of the pattern.</param>
/// <param name="Vanished">Raised under the current one where the changed one has none.</param>
public sealed record BacktestLineView(string Pattern, string Name, BacktestCountsView Current, BacktestCountsView Changed, BacktestCountsView New, BacktestCountsView Vanished)
{
    internal static BacktestLineView Of(PatternCounts p) => new(
        p.Pattern, p.Name, BacktestCountsView.Of(p.Current), BacktestCountsView.Of(p.Changed), BacktestCountsView.Of(p.NewOnes), BacktestCountsView.Of(p.VanishedOnes));
}

/// <param name="Hits">Within the horizon something new was received that was substantiated, or one of the alert's unproven causes was.</param>
/// <param name="FalseAlarms">The horizon is over and neither happened.</param>
/// <param name="Open">The horizon is not over yet.</param>
public sealed record BacktestCountsView(int Raised, int Hits, int FalseAlarms, int Open)
{
    internal static BacktestCountsView Of(AlertCounts c) => new(c.Raised, c.Hits, c.FalseAlarms, c.Open);
}

public sealed record BacktestUnitView(string Unit, string Name, int Current, int Changed, int New, int Vanished);
