namespace CadreWatch.Risk.Backtests;

/// <summary>What another policy would have raised over the journal, beside the one in force. Nothing names a person.</summary>
/// <param name="Horizon">Days after an alert within which an outcome makes it a hit.</param>
public sealed record BacktestResult(
    string Current, string Changed, DateOnly From, DateOnly To, int Horizon, int People, long Signals, IReadOnlyList<PatternCounts> Patterns, IReadOnlyList<MonthCounts> Months,
    IReadOnlyList<UnitCounts> Units, PatternCounts All, double Seconds);

/// <summary>One pattern under both policies.</summary>
/// <param name="New">Raised under the changed policy where the current one has no alert of the pattern.</param>
/// <param name="Vanished">Raised under the current one where the changed one has none.</param>
public sealed record PatternCounts(string Pattern, string Name, AlertCounts Current, AlertCounts Changed, int New, int Vanished, AlertCounts NewOnes, AlertCounts VanishedOnes);

/// <summary>What came of alerts.</summary>
/// <param name="Hits">Within the horizon something new was received that was substantiated, or one of the alert's unproven causes was.</param>
/// <param name="FalseAlarms">The horizon is over and neither happened.</param>
/// <param name="Open">The horizon is not over yet.</param>
public sealed record AlertCounts(int Raised, int Hits, int FalseAlarms, int Open)
{
    /// <summary>Hits among the decided ones; NaN where none is decided.</summary>
    public double Precision => Hits + FalseAlarms == 0 ? double.NaN : Hits / (double)(Hits + FalseAlarms);
}

/// <param name="Month">As <c>2006-03</c>.</param>
public sealed record MonthCounts(string Month, int Current, int Changed);

public sealed record UnitCounts(string Unit, int Current, int Changed, int New, int Vanished);
