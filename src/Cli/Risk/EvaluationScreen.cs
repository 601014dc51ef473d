using System.Collections.Concurrent;
using System.Globalization;
using CadreWatch.Risk.Evaluation;
using Spectre.Console;

namespace CadreWatch.Cli.Risk;

/// <summary>Progress while a model is measured, and what came out.</summary>
internal static class EvaluationScreen
{
    public static Task WithProgressAsync(IAnsiConsole console, Func<IProgress<EvaluationProgress>, Task> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars(context)));

    public static void Show(IAnsiConsole console, EvaluationResult result)
    {
        // Plain lines: a table of twelve columns does not fit every terminal.
        console.WriteLine("截止日      人数    结果   AUC    计数   全部收到  政策   前5%查全  计数前5%  规则人数/命中  模型命中");
        foreach (var y in result.Years)
        {
            var rule = y.Budgets.Count > 0 ? y.Budgets[0] : null;
            console.WriteLine(string.Join("  ", (string[])
            [
                y.CutOff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), N(y.People, "0").PadLeft(6), N(y.Outcomes, "0").PadLeft(5),
                y.Model is null ? "仅政策" : N(y.Model.Auc, "0.000"), N(y.Count.Auc, "0.000"), N(y.Received.Auc, "0.000").PadLeft(7), N(y.Policy.Auc, "0.000"),
                N(y.Model?.Top5.Recall ?? double.NaN, "0.0 %").PadLeft(8), N(y.Count.Top5.Recall, "0.0 %").PadLeft(8),
                $"{N(rule?.Flagged ?? double.NaN, "0")}/{N(rule?.FoundByRule ?? double.NaN, "0")}".PadLeft(12), N(rule?.FoundByModel ?? double.NaN, "0.0").PadLeft(8),
            ]));
        }

        foreach (var check in result.Checks)
            console.WriteLine($"{(check.Passed ? "通过　" : "未通过")} {check.What}");
        console.WriteLine(result.Note);
        var s = result.Seconds;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"读取 {s.Reading:0.0} 秒，重演 {s.Rows:0.0} 秒，训练与测评 {s.Training:0.0} 秒，合计 {s.Total:0.0} 秒"));
    }

    private static string N(double value, string format) => double.IsNaN(value) ? "—" : value.ToString(format, CultureInfo.InvariantCulture);

    private sealed class Bars(ProgressContext context) : IProgress<EvaluationProgress>
    {
        private readonly ConcurrentDictionary<string, Lazy<ProgressTask>> tasks = new();

        public void Report(EvaluationProgress value) =>
            tasks.GetOrAdd(value.What, w => new(() => context.AddTask(Markup.Escape(w), maxValue: 1))).Value.Value = value.Share;
    }
}
