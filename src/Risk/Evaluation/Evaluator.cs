using System.Diagnostics;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Tasks;
using CadreWatch.Risk.Training;

namespace CadreWatch.Risk.Evaluation;

/// <summary>How far an evaluation has come.</summary>
public readonly record struct EvaluationProgress(string What, double Share);

/// <summary>
/// Trains and measures as if on each cut-off day: rows and labels of training are those known on it; the measured outcome is all that became known later.
/// </summary>
/// <param name="patterns">Code and name of each pattern of the policy, in the order of the levels in <see cref="PanelFacts.Levels"/>.</param>
public sealed class Evaluator(RiskTask task, PanelBuilder builder, ILearner learner, IReadOnlyList<(string Code, string Name)> patterns)
{
    private const int Draws = 500;
    private const double TopShare = 0.05;

    public EvaluationResult Run(IReadOnlyList<CadreHistory> histories, double readingSeconds, IProgress<EvaluationProgress>? progress, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var cutOffs = task.CutOffs.Days;
        var training = cutOffs.ToDictionary(c => c, c => TrainingDays(task, histories, c));
        using var panels = builder.Build(
            histories, [.. cutOffs.Concat(training.Values.SelectMany(d => d)).Distinct()], [.. cutOffs], new Reporter(progress, "重演历史"), cancel);
        var rowsDone = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var years = new List<EvaluatedYear>();
        foreach (var cutOff in cutOffs)
        {
            progress?.Report(new("训练与测评", (double)years.Count / cutOffs.Count));
            years.Add(Evaluate(panels, cutOff, training[cutOff], years.Count == 0 ? null : years[^1], cancel));
        }

        var trained = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var checks = new LeakChecks(task, builder, learner).Run(histories, panels, years, progress, cancel);
        return Sum(histories, years, checks, new(readingSeconds, rowsDone, trained - rowsDone, readingSeconds + Stopwatch.GetElapsedTime(begun).TotalSeconds));
    }

    private EvaluatedYear Evaluate(PanelSet panels, DateOnly cutOff, IReadOnlyList<DateOnly> trainedOn, EvaluatedYear? before, CancellationToken cancel)
    {
        var panel = panels[cutOff];
        var labels = panels.Labels(panel, null);
        var trained = new RiskTrainer(learner, task).Train(panels, [.. trainedOn.Select(d => panels[d])], cutOff, null, cancel);
        var margins = trained is null ? null : RiskTrainer.Margins(trained.Model, panel);
        var year = new EvaluatedYear(panel, labels, trained, margins, Ranked(panel, labels, margins));
        var model = year.Rankings?.Model;
        var top = model is null ? null : model.Shares(Math.Round(TopShare * labels.Length)).Where(s => s.Share == 1).Select(s => panel.Cadres[s.Person]).ToHashSet();
        var outcomes = (int)labels.Sum();
        var facts = panel.Facts;
        var count = new Ranking([.. facts.Select(f => (double)f.Baseline)], labels);
        return year with
        {
            Top = top,
            Result = new(
                cutOff, labels.Length, outcomes, trained is null ? [] : trainedOn, trained?.Rows ?? 0, trained?.Outcomes ?? 0, trained?.Model.Count ?? 0,
                model is null ? null : Measured(model), Measured(count), Measured(new([.. facts.Select(f => (double)f.Received)], labels)),
                Measured(new([.. facts.Select(f => f.PolicyScore)], labels)), [.. Budgets(facts, labels, model, count)], model is null ? null : LeadOf(panels, panel, model),
                top is null || before?.Top is null ? null : Overlap(before, top, panel), panels.Snapshots[cutOff].Version),
        };
    }

    private YearRankings? Ranked(Panel panel, float[] labels, float[]? margins)
    {
        if (margins is null)
            return null;
        var rule = panel.Facts.Select(f => f.Rules.Length > 0 && f.Rules[0] >= task.Rules[0].AtLeast ? 1d : 0d).ToArray();
        return new(
            [.. panel.Cadres], new([.. margins.Select(m => (double)m)], labels), new([.. panel.Facts.Select(f => (double)f.Baseline)], labels),
            new([.. panel.Facts.Select(f => (double)f.Received)], labels), new([.. panel.Facts.Select(f => f.PolicyScore)], labels), rule, rule.Sum(), labels);
    }

    private static Measures Measured(Ranking ranking) => new(ranking.Auc(), ranking.AveragePrecision(), ranking.Top(0.02), ranking.Top(TopShare));

    private IEnumerable<Budget> Budgets(IReadOnlyList<PanelFacts> facts, float[] labels, Ranking? model, Ranking count)
    {
        for (var r = 0; r < task.Rules.Count; r++)
            yield return At("rule:" + task.Rules[r].Name, task.Rules[r].Name, f => f.Rules[r] >= task.Rules[r].AtLeast);
        for (var p = 0; p < patterns.Count; p++)
            yield return At("pattern:" + patterns[p].Code, patterns[p].Name, f => f.Levels[p] > 0);
        yield return At("policy", "任一政策模式", f => f.Levels.Any(l => l > 0));

        Budget At(string code, string name, Func<PanelFacts, bool> flags)
        {
            double flagged = 0, found = 0;
            for (var i = 0; i < labels.Length; i++)
                if (flags(facts[i]))
                    (flagged, found) = (flagged + 1, found + labels[i]);
            var byModel = model?.Found(flagged) ?? double.NaN;
            return new(code, name, flagged, found, byModel, count.Found(flagged), found == 0 ? double.NaN : (byModel / found) - 1);
        }
    }

    private static Lead? LeadOf(PanelSet panels, Panel panel, Ranking model)
    {
        var days = model.Shares(Math.Round(TopShare * panel.Cadres.Count)).Where(s => s.Share == 1)
            .Select(s => panels.LeadDays(panel, s.Person)).Where(d => d is not null).Select(d => d!.Value).Order().ToList();
        return days.Count == 0 ? null : new(days.Count, days[days.Count / 2], days[days.Count / 4], days[days.Count * 3 / 4]);
    }

    /// <summary>Of last year's first 5 % that are still in the population, the share that is in this year's.</summary>
    private static double? Overlap(EvaluatedYear before, HashSet<int> top, Panel panel)
    {
        var still = before.Top!.Intersect(panel.Cadres).ToList();
        return still.Count == 0 ? null : still.Count(top.Contains) / (double)still.Count;
    }

    private EvaluationResult Sum(IReadOnlyList<CadreHistory> histories, List<EvaluatedYear> years, IReadOnlyList<Check> leaks, Durations seconds)
    {
        var summary = SummaryOf(years);
        List<Check> checks = [.. leaks, .. BarChecks.Of(summary, task.Bars)];
        var measured = years.Where(y => y.Trained is not null).ToList();
        return new(
            task.Name, task.Title, Wording.Note, learner.Version, FeatureSchema.Version, FeatureSchema.Count, histories.Count, histories.Sum(h => (long)h.Revisions),
            [.. years.Select(y => y.Result!)], summary, checks, GroupErrors.Of(measured, TopShare), Deciles.Of(measured),
            measured.Count == 0 ? [] : StrongestFeatures.Of(measured[^1]), seconds, checks.TrueForAll(c => c.Passed));
    }

    private static Summary SummaryOf(List<EvaluatedYear> years)
    {
        var measured = years.Where(y => y.Rankings is not null).ToList();
        double Mean(Func<YearResult, double> of) => measured.Count == 0 ? double.NaN : measured.Average(y => of(y.Result!));
        var rule = measured.Sum(y => y.Result!.Budgets[0].FoundByRule);
        var model = measured.Sum(y => y.Result!.Budgets[0].FoundByModel);
        var bootstrap = new Bootstrap([.. measured.Select(y => y.Rankings!)], Draws, seed: 7);
        return new(
            measured.Count, Mean(y => y.Model!.Auc), Mean(y => y.Count.Auc), Mean(y => y.Received.Auc), Mean(y => y.Policy.Auc), Mean(y => y.Model!.Top5.Recall),
            Mean(y => y.Count.Top5.Recall), Mean(y => y.Model!.AveragePrecision), rule == 0 ? double.NaN : (model / rule) - 1, rule, model,
            bootstrap.AucOver(y => y.Count), bootstrap.AucOver(y => y.Received), bootstrap.AucOver(y => y.Policy), bootstrap.FoundOverRule());
    }

    /// <summary>The days that a model for a cut-off is trained on: those of the task that have enough history before them.</summary>
    public static IReadOnlyList<DateOnly> TrainingDays(RiskTask task, IReadOnlyList<CadreHistory> histories, DateOnly cutOff)
    {
        var first = histories.Min(h => h.FirstKnown(task.Outcome.Kinds)) ?? DateOnly.MaxValue;
        return [.. task.Training.DaysFor(cutOff).Where(d => d.DayNumber - first.DayNumber >= task.Training.HistoryDays)];
    }

    private sealed class Reporter(IProgress<EvaluationProgress>? progress, string what) : IProgress<double>
    {
        public void Report(double value) => progress?.Report(new(what, value));
    }
}

/// <summary>One cut-off with what its figures were made from.</summary>
/// <param name="Margins">One a row; null without a model.</param>
internal sealed record EvaluatedYear(Panel Panel, float[] Labels, Trained? Trained, float[]? Margins, YearRankings? Rankings)
{
    /// <summary>Persons in the first 5 %.</summary>
    public HashSet<int>? Top { get; init; }

    public YearResult? Result { get; init; }
}
