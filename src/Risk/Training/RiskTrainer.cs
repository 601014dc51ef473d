using CadreWatch.Risk.Features;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Risk.Training;

/// <summary>Trains as a task says: when to stop and how to calibrate is found on the last training year, then all years are trained on.</summary>
public sealed class RiskTrainer(ILearner learner, RiskTask task)
{
    /// <summary>Rounds where there is but one year and nothing to stop by.</summary>
    private const int RoundsWithoutStopping = 80;

    /// <param name="knownOn">Labels are those known on this day; every panel's outcome window ended before.</param>
    /// <returns>Null with fewer outcomes than the task asks for.</returns>
    public Trained? Train(PanelSet panels, IReadOnlyList<Panel> training, DateOnly knownOn, IProgress<int>? progress, CancellationToken cancel) =>
        Train(training, [.. training.Select(p => panels.TrainingLabels(p, knownOn))], progress, cancel);

    public Trained? Train(IReadOnlyList<Panel> training, IReadOnlyList<float[]> labels, IProgress<int>? progress, CancellationToken cancel)
    {
        var positives = labels.Sum(l => l.Sum(v => (long)v));
        if (training.Count == 0 || positives < task.Training.MinimumOutcomes)
            return null;
        var rows = labels.Sum(l => (long)l.Length);
        var lastYear = training[^1].Day.AddMonths(-12);
        var split = training.TakeWhile(p => p.Day <= lastYear).Count();
        var parameters = task.Learner;
        // The square root of the imbalance: the full weight drowns the order among the many in the noise of the few.
        if (parameters.PositiveWeight == 0)
            parameters = parameters with { PositiveWeight = Math.Sqrt((rows - positives) / (double)Math.Max(1, positives)) };
        int[] monotone = [.. FeatureSchema.All.Select(f => (int)f.Monotone)];
        var sources = training.Select((p, i) => (IRowSource)new LabelledRows(p.Rows, labels[i])).ToList();
        var (rounds, calibration) = (Math.Min(parameters.Rounds, RoundsWithoutStopping), Calibration.None);
        if (split > 0 && labels.Take(split).Sum(l => l.Sum()) > 0)
        {
            var stopped = learner.Train(new RowSeries(sources[..split]), new RowSeries(sources[split..]), parameters, monotone, progress, cancel);
            rounds = stopped.Rounds;
            calibration = Fit(TreeModel.Read(stopped.Model), training.Skip(split), labels.Skip(split));
        }

        var boosted = learner.Train(new RowSeries(sources), null, parameters with { Rounds = rounds }, monotone, progress, cancel);
        var model = TreeModel.Read(boosted.Model);
        if (calibration == Calibration.None)
            calibration = Fit(model, training, labels);
        var deciles = Drift.Deciles(Margins(model, training[^1]));
        return new(boosted.Model, model, calibration, parameters with { Rounds = rounds }, rows, positives, deciles);
    }

    /// <summary>Margins of all rows of a panel, by the managed scorer.</summary>
    public static float[] Margins(TreeModel model, Panel panel)
    {
        var margins = new float[panel.Rows.Rows];
        var at = 0;
        foreach (var batch in panel.Rows.Read())
            for (var r = 0; r < batch.Rows; r++)
                margins[at++] = model.Margin(batch.Values.Span.Slice(r * model.Features, model.Features));
        return margins;
    }

    private static Calibration Fit(TreeModel model, IEnumerable<Panel> panels, IEnumerable<float[]> labels) =>
        Calibration.Fit(panels.SelectMany(p => Margins(model, p)).ToArray(), labels.SelectMany(l => l).ToArray());
}

/// <param name="Bytes">The library's JSON.</param>
/// <param name="Rows">Trained on.</param>
/// <param name="Outcomes">Positives among them.</param>
/// <param name="Deciles">Of the margins on the youngest training day.</param>
public sealed record Trained(
    byte[] Bytes, TreeModel Model, Calibration Calibration, BoostParameters Parameters, long Rows, long Outcomes, IReadOnlyList<double> Deciles);
