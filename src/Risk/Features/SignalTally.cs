using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;

namespace CadreWatch.Risk.Features;

/// <summary>What one pass over a cadre's signals gathers for the features. Cleared, withdrawn and unattributed signals do not enter it.</summary>
internal struct SignalTally
{
    /// <summary>Outcomes a claim can stand at.</summary>
    public const int Pending = 0;
    public const int Substantiated = 1;
    public const int Unsubstantiated = 2;
    public const int Recorded = 3;
    public const int Outcomes = 4;

    private const int Size = SignalGroups.Claims * Outcomes * Windows.Count;

    /// <summary>Days after which an unproven signal weighs half; a proven one takes three times as long.</summary>
    public const double HalfLife = 365;

    private readonly AsOf asOf;
    private readonly PopulationSnapshot snapshot;
    private Counts counts;

    public SignalTally(AsOf asOf, PopulationSnapshot snapshot) => (this.asOf, this.snapshot) = (asOf, snapshot);

    public Recency Last = new();
    public Severities Severity;
    public DistinctCodes Sources;
    public DistinctCodes Agencies;
    public DistinctCodes Categories;
    public DistinctCodes Units;
    public Decayed Decay;
    public Shares Expected;
    public Acts Others;
    public int Letters;

    public void Add(Signal signal)
    {
        if (signal.Status is SignalStatus.Cleared or SignalStatus.Withdrawn || signal.Attribution is Attribution.Pending or Attribution.NotAttributed)
            return;
        var group = SignalGroups.Of(signal.Kind);
        if (group == SignalGroup.None)
            return;
        var days = asOf.DaysSince(signal.ReceivedOn);
        var window = Windows.Of(days);
        if ((int)group < SignalGroups.Claims)
            AddClaim(signal, (int)group, days, window);
        else
            Others.Add(signal, group, days, window);
    }

    /// <summary>Claims of a group at an outcome within a window.</summary>
    public readonly int Count(int group, int outcome, int window)
    {
        var from = ((group * Outcomes) + outcome) * Windows.Count;
        var sum = 0;
        for (var w = 0; w <= window; w++)
            sum += counts[from + w];
        return sum;
    }

    /// <summary>Claims of a group within a window, whatever came of them.</summary>
    public readonly int Received(int group, int window) =>
        Count(group, Pending, window) + Count(group, Substantiated, window) + Count(group, Unsubstantiated, window) + Count(group, Recorded, window);

    public readonly int OfAll(int outcome, int window)
    {
        var sum = 0;
        for (var g = 0; g < SignalGroups.Claims; g++)
            sum += Count(g, outcome, window);
        return sum;
    }

    private void AddClaim(Signal signal, int group, int days, int window)
    {
        var outcome = signal.Status switch
        {
            SignalStatus.Substantiated => Substantiated,
            SignalStatus.Unsubstantiated => Unsubstantiated,
            SignalStatus.Recorded => Recorded,
            _ => Pending,
        };
        if (signal.IsCopy)
        {
            Letters++;
            return;
        }

        counts[(((group * Outcomes) + outcome) * Windows.Count) + window]++;
        Last.Add(group, outcome, days);
        Sources.Add(signal.Source, window);
        Agencies.Add(signal.Agency, window);
        Units.Add(signal.Unit, window);
        if (outcome != Recorded)
            Categories.Add(signal.Category, window);
        Severity.Add(signal.Severity, outcome, window);
        var share = outcome == Recorded ? 0 : snapshot.ShareOf(signal.Kind, signal.Category);
        var weight = Weights.Of(days);
        Decay.Add(outcome, weight, days);
        if (outcome != Recorded)
            Expected.Add(share, weight, window);
    }

    /// <summary>Group × outcome × window.</summary>
    [System.Runtime.CompilerServices.InlineArray(Size)]
    private struct Counts
    {
        private int first;
    }
}
