using System.Runtime.CompilerServices;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Risk.Features;

/// <summary>Days since the last of each; NaN where there was none.</summary>
internal struct Recency
{
    private Groups groups;

    public Recency()
    {
        for (var g = 0; g < SignalGroups.Claims; g++)
            groups[g] = float.NaN;
    }

    public float Any { get; private set; } = float.NaN;

    public float Finding { get; private set; } = float.NaN;

    public readonly float Of(int group) => groups[group];

    public void Add(int group, int outcome, int days)
    {
        groups[group] = Nearer(groups[group], days);
        Any = Nearer(Any, days);
        if (outcome == SignalTally.Substantiated)
            Finding = Nearer(Finding, days);
    }

    private static float Nearer(float known, int days) => known <= days ? known : days;

    [InlineArray(SignalGroups.Claims)]
    private struct Groups
    {
        private float first;
    }
}

/// <summary>Severities, 0 to 5; those of unproven claims enter the highest alone.</summary>
internal struct Severities
{
    private PerWindow highest;
    private PerWindow proven;

    public void Add(int severity, int outcome, int window)
    {
        if (severity > highest[window])
            highest[window] = severity;
        if (outcome == SignalTally.Substantiated)
            proven[window] += severity;
    }

    public readonly int Highest(int window)
    {
        var found = 0;
        for (var w = 0; w <= window; w++)
            found = Math.Max(found, highest[w]);
        return found;
    }

    public readonly int Proven(int window)
    {
        var sum = 0;
        for (var w = 0; w <= window; w++)
            sum += proven[w];
        return sum;
    }

    [InlineArray(Windows.Count)]
    private struct PerWindow
    {
        private int first;
    }
}

/// <summary>What a claim so many days ago weighs: half of it is gone after each <see cref="SignalTally.HalfLife"/>. A table, since it is asked for each signal.</summary>
internal static class Weights
{
    private static readonly float[] Table = [.. Enumerable.Range(0, 16_384).Select(d => (float)Math.Pow(2, -d / SignalTally.HalfLife))];

    public static double Of(int days) => days < Table.Length ? Table[days] : 0;
}

/// <summary>Sums in which a claim weighs less the older it is.</summary>
internal struct Decayed
{
    public double Unproven { get; private set; }

    public double Proven { get; private set; }

    public double Recorded { get; private set; }

    public void Add(int outcome, double weight, int days)
    {
        if (outcome == SignalTally.Substantiated)
            Proven += Weights.Of(days / 3);
        else if (outcome == SignalTally.Recorded)
            Recorded += weight;
        else
            Unproven += weight;
    }
}

/// <summary>How many of such claims are usually substantiated, by the snapshot's shares: of everybody, not of this person.</summary>
internal struct Shares
{
    private PerWindow sums;
    private PerWindow highest;

    public double Decayed { get; private set; }

    public void Add(double share, double weight, int window)
    {
        sums[window] += share;
        if (share > highest[window])
            highest[window] = share;
        Decayed += share * weight;
    }

    public readonly double Sum(int window)
    {
        double sum = 0;
        for (var w = 0; w <= window; w++)
            sum += sums[w];
        return sum;
    }

    public readonly double Highest(int window)
    {
        double found = 0;
        for (var w = 0; w <= window; w++)
            found = Math.Max(found, highest[w]);
        return found;
    }

    [InlineArray(Windows.Count)]
    private struct PerWindow
    {
        private double first;
    }
}

/// <summary>What is no claim: measures taken, commendations, ballots.</summary>
internal struct Acts
{
    private PerWindow measures;
    private PerWindow commendations;
    private int ballotAge;

    /// <summary>Share of dissatisfied among valid ballots of the newest evaluation; NaN without one.</summary>
    public float Dissatisfied { readonly get => HasBallot ? field : float.NaN; private set; }

    private bool HasBallot { readonly get; set; }

    public void Add(Signal signal, SignalGroup group, int days, int window)
    {
        switch (group)
        {
            case SignalGroup.Measure:
                measures[window]++;
                break;
            case SignalGroup.Commendation:
                commendations[window]++;
                break;
            case SignalGroup.Evaluation when (!HasBallot || days < ballotAge) && signal.Metric("valid") is > 0 and var valid && signal.Metric("dissatisfied") is { } no:
                (HasBallot, ballotAge, Dissatisfied) = (true, days, (float)(no / valid));
                break;
        }
    }

    public readonly int Measures(int window) => Sum(measures, window);

    public readonly int Commendations(int window) => Sum(commendations, window);

    private static int Sum(in PerWindow counts, int window)
    {
        var sum = 0;
        for (var w = 0; w <= window; w++)
            sum += counts[w];
        return sum;
    }

    [InlineArray(Windows.Count)]
    private struct PerWindow
    {
        private int first;
    }
}
