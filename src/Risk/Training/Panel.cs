using CadreWatch.Risk.Features;

namespace CadreWatch.Risk.Training;

/// <summary>The rows of one day: who was looked at, and what was known of each.</summary>
public sealed class Panel(AsOf asOf, RowFile rows) : IDisposable
{
    private readonly List<int> cadres = [];
    private readonly List<PanelFacts> facts = [];

    public AsOf AsOf => asOf;

    public DateOnly Day => asOf.Day;

    public RowFile Rows => rows;

    /// <summary>Index of each row's cadre among all cadres read, ascending.</summary>
    public IReadOnlyList<int> Cadres => cadres;

    /// <summary>Beside the features, one a row; only on days that are evaluated.</summary>
    public IReadOnlyList<PanelFacts> Facts => facts;

    public void Dispose() => rows.Dispose();

    internal void Add(int cadre, ReadOnlySpan<float> values, PanelFacts? beside)
    {
        cadres.Add(cadre);
        rows.Add(values, 0);
        if (beside is not null)
            facts.Add(beside);
    }
}

/// <summary>What a row is measured against and grouped by; never a feature.</summary>
/// <param name="Baseline">负面与待核 count.</param>
/// <param name="Received">The same without looking at what came of it.</param>
/// <param name="Rules">Count of each rule of the task.</param>
/// <param name="Levels">For each pattern of the policy: rank of the level found, 1 the worst; 0 where it found nothing.</param>
/// <param name="Groups">Sex, age band, kind of unit or post, rank: codes for the fairness table.</param>
public sealed record PanelFacts(int Baseline, int Received, int[] Rules, byte[] Levels, string[] Groups)
{
    /// <summary>An order by the policy: the worse and the more patterns, the earlier.</summary>
    public double PolicyScore => Levels.Sum(l => l == 0 ? 0 : Math.Pow(10, 4 - l));
}
