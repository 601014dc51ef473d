using CadreWatch.Grains.Models;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Cadres;

/// <param name="Rank">1 is the worst.</param>
/// <param name="Key">Hue key of the wire, such as <c>red</c>; never a colour.</param>
/// <param name="Word">红.</param>
public sealed record AlertLevel(int Rank, string Key, string Word);

/// <summary>First and last day of a window, both inside.</summary>
public sealed record DayRange(DateOnly From, DateOnly To);

public enum ConditionResult : byte
{
    Met = 1,
    NotMet = 2,
    NotApplicable = 3,
}

/// <summary>One condition as it was judged, ready for a table: numbers with their units, and where the threshold comes from.</summary>
public sealed record FindingCondition(string Name, string Actual, string Threshold, ConditionResult Result, string Source, string Article, Grade Grade);

/// <param name="Status">As it stood when judged.</param>
/// <param name="Copies">How many copies of one letter it stands for; 1 for anything else.</param>
public sealed record Cause(SignalKey Signal, SignalStatus Status, string KindName, int Copies);

/// <param name="On">The day it was judged for; earlier than the event for 补录.</param>
public sealed record JudgedBy(string Policy, string Calendar, DateOnly On, string? Snapshot = null, string? Model = null);

/// <summary>What was known when an alert was raised or changed, enough to explain it years later without any other version of anything.</summary>
/// <param name="Short">At most 52 full widths. Neither sentence contains a name or free text.</param>
/// <param name="Causes">The newest, at most <see cref="MaxCauses"/>; <paramref name="CauseCount"/> says how many there are.</param>
/// <param name="Secrecy">The highest of all causes.</param>
public sealed record Finding(
    string Pattern,
    string PatternName,
    AlertLevel Level,
    string Short,
    string Full,
    DayRange? Window,
    IReadOnlyList<FindingCondition> Conditions,
    IReadOnlyList<Cause> Causes,
    int CauseCount,
    Secrecy Secrecy,
    JudgedBy JudgedBy)
{
    public const int MaxCauses = 20;

    /// <summary>Set where a model found it and not a rule; then there are no causes.</summary>
    public ModelFinding? Model { get; init; }
}
