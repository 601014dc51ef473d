using System.Collections.Concurrent;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Population;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Risk.Training;

/// <summary>
/// Replays histories to past days: first the population snapshot of each day, then the rows. Rows go to disk; of each cadre only the days of its outcomes
/// stay in memory.
/// </summary>
/// <param name="folder">For temporary row files.</param>
/// <param name="beside">What is measured beside the features on days that are evaluated: levels of the policy's patterns.</param>
public sealed class PanelBuilder(RiskTask task, TimeZoneInfo zone, string folder, Func<CadreState, DateOnly, byte[]> beside)
{
    private const int Chunk = 2048;

    /// <summary>All that is known in the end.</summary>
    private static readonly DateOnly Last = new(9000, 1, 1);

    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) };

    public AsOf AsOf(DateOnly day) => Features.AsOf.Of(day, zone);

    /// <param name="days">Days that rows are wanted of.</param>
    /// <param name="evaluated">Those of them that are evaluated, and at which labels are known.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    public PanelSet Build(IReadOnlyList<CadreHistory> histories, IReadOnlyCollection<DateOnly> days, IReadOnlyCollection<DateOnly> evaluated, IProgress<double>? progress, CancellationToken cancel)
    {
        var snapshots = days.ToDictionary(d => d, d => Snapshot(histories, d, cancel));
        progress?.Report(0.4);
        var panels = days.Order().Select(d => new Panel(AsOf(d), new(Path.Combine(folder, $"rows-{Guid.NewGuid():N}"), FeatureSchema.Count))).ToList();
        var known = evaluated.Append(Last).Select(AsOf).ToList();
        var outcomes = known.ToDictionary(k => k.Day, _ => new int[histories.Count][]);
        var undecided = known.ToDictionary(k => k.Day, _ => new (int, float)[histories.Count][]);
        for (var from = 0; from < histories.Count; from += Chunk)
        {
            var count = Math.Min(Chunk, histories.Count - from);
            var made = new Made?[count][];
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel.MaxDegreeOfParallelism, CancellationToken = cancel }, i =>
            {
                var history = histories[from + i];
                made[i] = [.. panels.Select(p => Make(history, p.AsOf, snapshots[p.Day], evaluated.Contains(p.Day)))];
                foreach (var k in known)
                {
                    var state = history.StateAsOf(k);
                    outcomes[k.Day][from + i] = task.Outcome.Days(state, k);
                    undecided[k.Day][from + i] = snapshots.TryGetValue(k.Day, out var snapshot) ? task.Outcome.Undecided(state, k, snapshot) : [];
                }
            });
            for (var i = 0; i < count; i++)
                for (var p = 0; p < panels.Count; p++)
                    if (made[i][p] is { } row)
                        panels[p].Add(from + i, row.Values, row.Facts);
            progress?.Report(0.4 + (0.6 * (from + count) / histories.Count));
        }

        return new(task, panels, snapshots, outcomes, undecided, Last);
    }

    /// <summary>The snapshot as known on a day.</summary>
    public PopulationSnapshot Snapshot(IReadOnlyList<CadreHistory> histories, DateOnly day, CancellationToken cancel)
    {
        var asOf = AsOf(day);
        var parts = new ConcurrentBag<PopulationSnapshotBuilder>();
        Parallel.For(
            0, histories.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel.MaxDegreeOfParallelism, CancellationToken = cancel },
            () => new PopulationSnapshotBuilder(asOf),
            (i, _, part) =>
            {
                part.Add(histories[i].StateAsOf(asOf));
                return part;
            },
            parts.Add);
        var all = new PopulationSnapshotBuilder(asOf);
        foreach (var part in parts)
            all.Merge(part);
        return all.Build();
    }

    /// <summary>The features of one history on a day, as a row has them; null where the person is not in the population.</summary>
    public float[]? Row(CadreHistory history, DateOnly day, PopulationSnapshot snapshot) => Make(history, AsOf(day), snapshot, evaluated: false)?.Values;

    private Made? Make(CadreHistory history, AsOf asOf, PopulationSnapshot snapshot, bool evaluated)
    {
        var state = history.StateAsOf(asOf);
        if (!task.Population.Holds(state, asOf))
            return null;
        var values = new float[FeatureSchema.Count];
        FeatureVector.Compute(state, asOf, snapshot, values);
        return new(values, evaluated ? Beside(state, asOf) : null);
    }

    private PanelFacts Beside(CadreState state, AsOf asOf)
    {
        var posts = PostFacts.Of(state.Roster, asOf.Day);
        var age = state.Roster?.BornOn is { } born ? asOf.Day.Year - born.Year - (asOf.Day.DayOfYear < born.DayOfYear ? 1 : 0) : -1;
        return new(
            (task.Baseline with { Effective = true }).Count(state, asOf), (task.Baseline with { Effective = false }).Count(state, asOf),
            [.. task.Rules.Select(r => r.Count(state, asOf))], beside(state, asOf.Day),
            [
                state.Roster?.Sex ?? "未载", age < 0 ? "未载" : age < 35 ? "35岁以下" : age < 45 ? "35–44岁" : age < 55 ? "45–54岁" : "55岁以上",
                posts.Unit ?? "未载", posts.Kind ?? "未载", state.Roster?.Rank ?? "未载",
            ]);
    }

    private sealed record Made(float[] Values, PanelFacts? Facts);
}

/// <summary>Rows of several days, the snapshots they were made with, and which outcomes were known when.</summary>
public sealed class PanelSet(
    RiskTask task, IReadOnlyList<Panel> panels, IReadOnlyDictionary<DateOnly, PopulationSnapshot> snapshots, Dictionary<DateOnly, int[][]> outcomes,
    Dictionary<DateOnly, (int Day, float Share)[][]> undecided, DateOnly last) : IDisposable
{
    public IReadOnlyList<Panel> Panels => panels;

    public IReadOnlyDictionary<DateOnly, PopulationSnapshot> Snapshots => snapshots;

    public Panel this[DateOnly day] => panels.First(p => p.Day == day);

    /// <summary>1 where the outcome fell into the window after the panel's day, as far as known on a later day; null for all that is known.</summary>
    public float[] Labels(Panel panel, DateOnly? knownOn)
    {
        var known = outcomes[knownOn ?? last];
        return [.. panel.Cadres.Select(c => FirstOutcome(known[c], panel.Day) is null ? 0f : 1f)];
    }

    /// <summary>The same for training on a day: what is undecided on it counts as far as the task says.</summary>
    public float[] TrainingLabels(Panel panel, DateOnly knownOn)
    {
        var labels = Labels(panel, knownOn);
        if (!task.Training.ExpectUndecided)
            return labels;
        var (open, from) = (undecided[knownOn], panel.Day.DayNumber);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] > 0)
                continue;
            var none = 1f;
            foreach (var (day, share) in open[panel.Cadres[row]])
                if (day > from && day <= from + task.Outcome.WithinDays)
                    none *= 1 - share;
            labels[row] = 1 - none;
        }

        return labels;
    }

    /// <summary>Days from the panel's day to the first outcome within the window; null where there is none.</summary>
    public int? LeadDays(Panel panel, int row) => FirstOutcome(outcomes[last][panel.Cadres[row]], panel.Day) - panel.Day.DayNumber;

    public void Dispose()
    {
        foreach (var panel in panels)
            panel.Dispose();
    }

    private int? FirstOutcome(int[] days, DateOnly after)
    {
        foreach (var day in days)
            if (day > after.DayNumber)
                return day <= after.DayNumber + task.Outcome.WithinDays ? day : null;
        return null;
    }
}
