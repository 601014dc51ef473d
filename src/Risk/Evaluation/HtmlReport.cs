using System.Globalization;
using System.Net;
using System.Text;

namespace CadreWatch.Risk.Evaluation;

/// <summary>An evaluation as one page without anything to load.</summary>
public static class HtmlReport
{
    private const string Style =
        "body{font:14px/1.7 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#1f2329;max-width:1080px;margin:24px auto;padding:0 16px}"
        + "h1{font-size:22px}h2{font-size:17px;margin-top:28px;border-bottom:1px solid #dee0e3}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
        + "th,td{border-bottom:1px solid #e5e6eb;padding:3px 8px;text-align:right}th:first-child,td:first-child{text-align:left}th{color:#646a73;font-weight:500}"
        + ".note{background:#f2f3f5;padding:10px 14px}.no{color:#b42318}.grid{stroke:#e5e6eb}.axis{font-size:11px;fill:#646a73}.line{fill:none;stroke-width:2}"
        + "figure{margin:12px 0;max-width:720px}figcaption{font-weight:500}.legend{font-size:12px;color:#646a73;margin:0}.key{display:inline-block;width:10px;height:10px;margin:0 4px 0 10px}"
        + ".line.a{stroke:#245bdb}.line.b{stroke:#8f959e}.line.c{stroke:#bb7a00}.line.d{stroke:#bbbfc4}.dot.a,.bar.a{fill:#245bdb}.dot.b,.bar.b{fill:#8f959e}.dot.c,.bar.c{fill:#bb7a00}.dot.d,.bar.d{fill:#bbbfc4}"
        + ".key.a{background:#245bdb}.key.b{background:#8f959e}.key.c{background:#bb7a00}.key.d{background:#bbbfc4}";

    public static string Write(EvaluationResult result)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{Text(result.Title)} · 模型测评</title><style>{Style}</style></head><body>");
        html.Append(CultureInfo.InvariantCulture, $"<h1>关注度排序（模型提示）测评：{Text(result.Title)}</h1><p class=\"note\">{Text(result.Note)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>任务 {Text(result.Task)}，{result.People:N0} 人、{result.Signals:N0} 条信息（含修订），特征 {result.Features} 项（第 {result.FeatureSchema} 版），{Text(result.Library)}，用时 {result.Seconds.Total:0} 秒。</p>");
        Verdict(html, result);
        Years(html, result);
        Budgets(html, result);
        Calibration(html, result);
        Strongest(html, result);
        Groups(html, result);
        return html.Append("</body></html>").ToString();
    }

    private static void Verdict(StringBuilder html, EvaluationResult result)
    {
        var s = result.Summary;
        html.Append("<h2>结论</h2><table><tr><th>检查</th><th>结果</th></tr>");
        foreach (var check in result.Checks)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(check.What)}</td><td{(check.Passed ? "" : " class=\"no\"")}>{(check.Passed ? "通过" : "未通过")}</td></tr>");
        html.Append("</table>");
        if (s.Years == 0)
            return;
        html.Append("<table><tr><th>与之相比（各年合计，人员自助法 500 次）</th><th>差</th><th>下界</th><th>上界</th></tr>");
        Bound(html, "AUC：模型 − 计数（负面与待核）", s.AucOverCount, "0.000");
        Bound(html, "AUC：模型 − 计数（全部收到）", s.AucOverReceived, "0.000");
        Bound(html, "AUC：模型 − 现行政策", s.AucOverPolicy, "0.000");
        Bound(html, "同样人数下的命中：模型 − 规则", s.FoundOverRule, "0");
        html.Append("</table>");
    }

    private static void Bound(StringBuilder html, string what, Bound bound, string format) =>
        html.Append(CultureInfo.InvariantCulture, $"<tr><td>{what}</td><td>{N(bound.Value, format)}</td><td>{N(bound.Low, format)}</td><td>{N(bound.High, format)}</td></tr>");

    private static void Years(StringBuilder html, EvaluationResult result)
    {
        var labels = result.Years.Select(y => y.CutOff.ToString("yyyy-MM", CultureInfo.InvariantCulture)).ToList();
        html.Append("<h2>各年</h2>");
        html.Append(SvgChart.Lines("AUC", labels, 0.4, 0.8,
        [
            new("模型", "a", [.. result.Years.Select(y => y.Model?.Auc ?? double.NaN)]), new("计数（负面与待核）", "b", [.. result.Years.Select(y => y.Count.Auc)]),
            new("计数（全部收到）", "d", [.. result.Years.Select(y => y.Received.Auc)]), new("现行政策", "c", [.. result.Years.Select(y => y.Policy.Auc)]),
        ]));
        html.Append(SvgChart.Bars("前 5 % 的查全率", labels, 0.4,
        [
            new("模型", "a", [.. result.Years.Select(y => y.Model?.Top5.Recall ?? double.NaN)]), new("计数（负面与待核）", "b", [.. result.Years.Select(y => y.Count.Top5.Recall)]),
            new("现行政策", "c", [.. result.Years.Select(y => y.Policy.Top5.Recall)]),
        ]));
        html.Append("<table><tr><th>截止日</th><th>人数</th><th>结果</th><th>训练行</th><th>树</th><th>AUC</th><th>AP</th><th>前2%查准</th><th>前2%查全</th><th>前5%查准</th><th>前5%查全</th><th>计数AUC</th><th>政策AUC</th><th>提前（中位）</th><th>名单稳定</th></tr>");
        foreach (var y in result.Years)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{y.CutOff:yyyy-MM-dd}</td><td>{y.People:N0}</td><td>{y.Outcomes:N0}</td><td>{y.TrainingRows:N0}</td><td>{y.Rounds}</td>{Measured(y.Model)}<td>{N(y.Count.Auc, "0.000")}</td><td>{N(y.Policy.Auc, "0.000")}</td><td>{(y.Lead is { } l ? F($"{l.MedianDays:0} 日") : "—")}</td><td>{N(y.StabilityTop5 ?? double.NaN, "0.0 %")}</td></tr>");
        html.Append("</table><p>没有模型的年度：当时已知的结果太少，仅由政策规则预警。“名单稳定”指上年前 5 % 仍在册者有多少仍在今年前 5 %。</p>");
    }

    private static string Measured(Measures? m) => m is null
        ? "<td colspan=\"6\">仅政策</td>"
        : F($"<td>{m.Auc:0.000}</td><td>{m.AveragePrecision:0.000}</td><td>{N(m.Top2.Precision, "0.0 %")}</td><td>{N(m.Top2.Recall, "0.0 %")}</td><td>{N(m.Top5.Precision, "0.0 %")}</td><td>{N(m.Top5.Recall, "0.0 %")}</td>");

    private static void Budgets(StringBuilder html, EvaluationResult result)
    {
        html.Append("<h2>同样人数下的命中</h2><table><tr><th>规则或模式</th><th>年度</th><th>提示人数</th><th>规则命中</th><th>计数命中</th><th>模型命中</th><th>多出</th></tr>");
        foreach (var group in result.Years.Where(y => y.Model is not null).SelectMany(y => y.Budgets.Select(b => (y.CutOff, Budget: b))).Where(b => b.Budget.Flagged > 0).GroupBy(b => b.Budget.Rule))
            foreach (var (cutOff, b) in group)
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<tr><td>{Text(b.Name)}</td><td>{cutOff.Year}</td><td>{b.Flagged:N0}</td><td>{b.FoundByRule:0.#}</td><td>{b.FoundByCount:0.#}</td><td>{b.FoundByModel:0.#}</td><td>{N(b.Gain, "+0 %;−0 %")}</td></tr>");
        html.Append("</table>");
    }

    private static void Calibration(StringBuilder html, EvaluationResult result)
    {
        if (result.Calibration.Count == 0)
            return;
        var high = Math.Max(0.05, result.Calibration.Max(d => Math.Max(d.Expected, d.Observed)) * 1.1);
        html.Append("<h2>校准</h2>").Append(SvgChart.Bars("按十分位：预计与实际的比例", [.. result.Calibration.Select(d => F($"{d.Number}"))], high,
            [new("预计", "b", [.. result.Calibration.Select(d => d.Expected)]), new("实际", "a", [.. result.Calibration.Select(d => d.Observed)])]));
        html.Append("<p>训练时只用截止日已知的结果，较晚才查实的不在其中，因此预计比例偏低是应有之义；排序不受影响。</p>");
    }

    private static void Strongest(StringBuilder html, EvaluationResult result)
    {
        html.Append("<h2>作用最大的特征（最后一个模型）</h2><table><tr><th>特征</th><th>对排序的平均作用</th></tr>");
        foreach (var f in result.Strongest)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(f.Label)}</td><td>{f.MeanContribution:0.0000}</td></tr>");
        html.Append("</table>");
    }

    private static void Groups(StringBuilder html, EvaluationResult result)
    {
        html.Append("<h2>各组的误差（前 5 %）</h2><p>性别、年龄、单位、职级从不作为特征；此表只看误差是否落在某一组人身上。</p><table><tr><th>分组</th><th>组</th><th>人次</th><th>结果</th><th>提示</th><th>误报率</th><th>漏报率</th><th>组内AUC</th></tr>");
        foreach (var g in result.Groups)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Text(g.By)}</td><td>{Text(g.Group)}</td><td>{g.People:N0}</td><td>{g.Outcomes:N0}</td><td>{g.Flagged:N0}</td><td>{N(g.FalsePositiveRate, "0.0 %")}</td><td>{N(g.MissRate, "0.0 %")}</td><td>{N(g.Auc, "0.000")}</td></tr>");
        html.Append("</table>");
    }

    private static string N(double value, string format) => double.IsNaN(value) ? "—" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
