using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Tasks;
using CadreWatch.Risk.Training;

namespace CadreWatch.Risk.Evaluation;

/// <summary>Checks that no row knows more than its day. A failed one fails the run.</summary>
internal sealed class LeakChecks(RiskTask task, PanelBuilder builder, ILearner learner)
{
    /// <summary>Every so many-th cadre gets a planted event and is looked at again.</summary>
    private const int PlantEvery = 7;

    public IReadOnlyList<Check> Run(
        IReadOnlyList<CadreHistory> histories, PanelSet panels, IReadOnlyList<EvaluatedYear> years, IProgress<EvaluationProgress>? progress, CancellationToken cancel)
    {
        var last = years.LastOrDefault(y => y.Trained is not null);
        if (last is null)
            return [];
        progress?.Report(new("泄漏检查", 0));
        var shuffled = Shuffled(panels, last, cancel);
        progress?.Report(new("泄漏检查", 0.5));
        var planted = Planted(histories, panels, last, cancel);
        progress?.Report(new("泄漏检查", 1));
        return [shuffled, planted];
    }

    /// <summary>
    /// With labels dealt out at random, in training and in measuring, nothing can be learned: the area is one half, give or take four standard errors. A
    /// higher one means that labels reach the measured rows by another way than through what they say.
    /// </summary>
    private Check Shuffled(PanelSet panels, EvaluatedYear year, CancellationToken cancel)
    {
        var random = new Random(11);
        var training = year.Result!.TrainedOn.Select(d => panels[d]).ToList();
        var labels = training.Select(p => Dealt(panels.TrainingLabels(p, year.Panel.Day), random)).ToList();
        var trained = new RiskTrainer(learner, task).Train(training, labels, null, cancel);
        var measured = Dealt(year.Labels, random);
        var auc = trained is null
            ? double.NaN
            : new Ranking([.. RiskTrainer.Margins(trained.Model, year.Panel).Select(m => (double)m)], measured).Auc();
        var margin = 4 * 0.5 / Math.Sqrt(3 * Math.Max(1, measured.Sum()));
        return new("shuffledLabels", Math.Abs(auc - 0.5) <= margin, auc, $"标签打乱后 AUC {auc:0.000}，应为 0.5 ± {margin:0.000}。");
    }

    /// <summary>
    /// Every seventh cadre gets a grave finding that becomes known on the day after the cut-off, about what happened before, and a revision of what was known:
    /// neither the snapshot nor any row of the cut-off may change.
    /// </summary>
    private Check Planted(IReadOnlyList<CadreHistory> histories, PanelSet panels, EvaluatedYear year, CancellationToken cancel)
    {
        var day = year.Panel.Day;
        var asOf = year.Panel.AsOf;
        var altered = histories.Select((h, i) => i % PlantEvery == 0 ? Plant(h, asOf, day) : h).ToList();
        var snapshot = builder.Snapshot(altered, day, cancel);
        var changed = Same(snapshot, panels.Snapshots[day]) ? 0 : 1;
        var at = 0;
        foreach (var batch in year.Panel.Rows.Read())
            for (var r = 0; r < batch.Rows; r++, at++)
            {
                var cadre = year.Panel.Cadres[at];
                if (cadre % PlantEvery == 0
                    && !(builder.Row(altered[cadre], day, snapshot) is { } row && row.AsSpan().SequenceEqual(batch.Values.Span.Slice(r * row.Length, row.Length))))
                    changed++;
            }

        return new("plantedFuture", changed == 0, changed, changed == 0 ? "植入次日才知悉的事项后，当日特征与快照一字未变。" : $"植入次日才知悉的事项后，有 {changed} 处改变：未来信息泄漏。");
    }

    private CadreHistory Plant(CadreHistory history, Features.AsOf asOf, DateOnly day)
    {
        var copy = history.Copy();
        var next = new DateTimeOffset(asOf.EndTicks, TimeSpan.Zero);
        var facts = new SignalFacts(
            "planted", "", task.Outcome.Kinds[0], "planted", 5, SignalStatus.Substantiated, day.AddDays(-10), day.AddDays(-10), next, "planted", Secrecy.Internal,
            Responsibility.Direct, Digest16.Of("planted"), Backfill: true);
        copy.Add(SignalKey.Of("planted", "1", history.Number), facts, next);
        foreach (var (_, key, known) in history.InOrderKnown().Take(2).ToList())
            copy.Add(key, known with { Status = SignalStatus.Substantiated, Severity = 5, KnownOn = next, Content = Digest16.Of("planted", key.ToString()), Backfill = true }, next);
        return copy;
    }

    private static bool Same(Grains.Models.PopulationSnapshot a, Grains.Models.PopulationSnapshot b) =>
        a.All == b.All && a.FindingShare == b.FindingShare && a.FindingShares.Count == b.FindingShares.Count
        && a.FindingShares.All(k => b.FindingShares.TryGetValue(k.Key, out var other) && other.Count == k.Value.Count && k.Value.All(s => other.TryGetValue(s.Key, out var share) && share == s.Value))
        && a.Units.All(u => b.Units.TryGetValue(u.Key, out var rate) && rate == u.Value) && a.Units.Count == b.Units.Count;

    private static float[] Dealt(float[] labels, Random random)
    {
        var dealt = labels.AsSpan().ToArray();
        random.Shuffle(dealt);
        return dealt;
    }
}
