using CadreWatch.Risk.Features;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Risk.Evaluation;

internal static class Wording
{
    public const string Note =
        "结果与信息都是机构自己记录下来的：没有被记录的不在其中，记录多的地方排得靠前。关注度排序（模型提示）只说明谁的记录与以往出现过属实结果的记录相近，"
        + "不说明任何人做过什么；未核实的信息不是事实。是否采取措施由人研究决定。";
}

/// <summary>Whether the model earns its place.</summary>
internal static class BarChecks
{
    public static IEnumerable<Check> Of(Summary summary, Bars bars)
    {
        if (summary.Years == 0)
        {
            yield return new("model", false, 0, "已知结果太少，没有一个年度能训练模型：仅由政策规则预警。");
            yield break;
        }

        var best = Math.Max(summary.CountAuc, summary.ReceivedAuc);
        yield return new("auc", summary.Auc >= bars.Auc, summary.Auc, $"AUC 年均 {summary.Auc:0.000}，要求不低于 {bars.Auc:0.00}。");
        yield return new("aucGain", summary.Auc - best >= bars.AucGain, summary.Auc - best, $"AUC 比单纯计数（{best:0.000}）高 {summary.Auc - best:0.000}，要求不低于 {bars.AucGain:0.00}。");
        yield return new("recallTop5", summary.RecallTop5 >= bars.RecallTop5, summary.RecallTop5, $"前 5 % 的查全率 {summary.RecallTop5:P1}，要求不低于 {bars.RecallTop5:P0}。");
        yield return new("budgetGain", summary.BudgetGain >= bars.BudgetGain, summary.BudgetGain, $"同样人数下命中比规则多 {summary.BudgetGain:P1}，要求不低于 {bars.BudgetGain:P0}。");
        yield return new("aucBound", Math.Min(summary.AucOverCount.Low, summary.AucOverReceived.Low) > 0, Math.Min(summary.AucOverCount.Low, summary.AucOverReceived.Low), "AUC 之差的自助法下界须大于 0。");
        yield return new("budgetBound", summary.FoundOverRule.Low > 0, summary.FoundOverRule.Low, "命中之差的自助法下界须大于 0。");
        yield return new("leak", summary.Auc <= bars.LeakAuc, summary.Auc, $"AUC 高于 {bars.LeakAuc:0.00} 说明未来信息泄漏。");
    }
}

internal static class GroupErrors
{
    private static readonly string[] By = ["性别", "年龄段", "单位", "职务类别", "职级"];

    private const int MostGroups = 12;

    /// <summary>Groups of fewer people than this are counted together: their rates are noise.</summary>
    private const int Fewest = 200;

    public static IReadOnlyList<GroupError> Of(IReadOnlyList<EvaluatedYear> years, double share)
    {
        var errors = new List<GroupError>();
        for (var by = 0; by < By.Length; by++)
        {
            var sizes = years.SelectMany(y => y.Panel.Facts).GroupBy(f => f.Groups[by]).ToDictionary(g => g.Key, g => g.Count());
            var shown = sizes.Where(s => s.Value >= Fewest).OrderByDescending(s => s.Value).Take(MostGroups).Select(s => s.Key).ToHashSet();
            errors.AddRange(years
                .SelectMany(y => Rows(y, by, share, shown))
                .GroupBy(r => r.Group)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Error(By[by], g.Key, [.. g])));
        }

        return errors;
    }

    private static IEnumerable<(string Group, double Flagged, float Label, double Score)> Rows(EvaluatedYear year, int by, double share, HashSet<string> shown)
    {
        var flagged = new double[year.Labels.Length];
        foreach (var (person, part) in year.Rankings!.Model.Shares(Math.Round(share * year.Labels.Length)))
            flagged[person] = part;
        for (var i = 0; i < flagged.Length; i++)
        {
            var group = year.Panel.Facts[i].Groups[by];
            yield return (shown.Contains(group) ? group : "其他", flagged[i], year.Labels[i], year.Margins![i]);
        }
    }

    private static GroupError Error(string by, string group, List<(string Group, double Flagged, float Label, double Score)> rows)
    {
        var outcomes = rows.Sum(r => r.Label);
        var flagged = rows.Sum(r => r.Flagged);
        var found = rows.Sum(r => r.Flagged * r.Label);
        return new(
            by, group, rows.Count, (int)outcomes, flagged, rows.Count - outcomes == 0 ? double.NaN : (flagged - found) / (rows.Count - outcomes),
            outcomes == 0 ? double.NaN : 1 - (found / outcomes), new Ranking([.. rows.Select(r => r.Score)], [.. rows.Select(r => r.Label)]).Auc());
    }
}

internal static class Deciles
{
    public static IReadOnlyList<Decile> Of(IReadOnlyList<EvaluatedYear> years)
    {
        var rows = years.SelectMany(y => y.Margins!.Select((m, i) => (Chance: y.Trained!.Calibration.Chance(m), Label: y.Labels[i]))).OrderBy(r => r.Chance).ToList();
        return [.. Enumerable.Range(0, rows.Count == 0 ? 0 : 10).Select(d =>
        {
            var part = rows[(rows.Count * d / 10)..(rows.Count * (d + 1) / 10)];
            return new Decile(d + 1, part.Count, part.Count == 0 ? 0 : part.Average(r => r.Chance), part.Count == 0 ? 0 : part.Average(r => r.Label));
        })];
    }
}

internal static class StrongestFeatures
{
    private const int Sampled = 1000;

    public static IReadOnlyList<FeatureWeight> Of(EvaluatedYear year)
    {
        var (model, sums, rows, at) = (year.Trained!.Model, new double[FeatureSchema.Count], 0, 0L);
        var step = Math.Max(1, year.Panel.Rows.Rows / Sampled);
        var contributions = new double[FeatureSchema.Count];
        foreach (var batch in year.Panel.Rows.Read())
            for (var r = 0; r < batch.Rows; r++, at++)
            {
                if (at % step != 0)
                    continue;
                Contributions.Compute(model, batch.Values.Span.Slice(r * model.Features, model.Features), contributions);
                for (var f = 0; f < sums.Length; f++)
                    sums[f] += Math.Abs(contributions[f]);
                rows++;
            }

        return [.. sums.Select((s, f) => new FeatureWeight(FeatureSchema.All[f].Name, FeatureSchema.All[f].Label, rows == 0 ? 0 : s / rows))
            .OrderByDescending(w => w.MeanContribution).Take(20)];
    }
}
