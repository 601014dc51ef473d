using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;

namespace CadreWatch.Cli.Import;

/// <summary>Progress bars while an import runs, and its summary afterwards.</summary>
internal sealed class ImportScreen : IImportProgress
{
    private readonly ProgressContext context;
    private readonly ConcurrentDictionary<string, Lazy<ProgressTask>> tasks = new();

    private ImportScreen(ProgressContext context) => this.context = context;

    public static Task ShowAsync(IAnsiConsole console, Func<IImportProgress, Task> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new ImportScreen(context)));

    public void At(string what, double share) => tasks.GetOrAdd(what, w => new(() => context.AddTask(Markup.Escape(w), maxValue: 1))).Value.Value = share;

    public static void Summarize(IAnsiConsole console, string profile, ImportTally tally, TimeSpan took, string? errors)
    {
        console.MarkupLineInterpolated($"导入完成 {profile}，用时 {took.TotalSeconds:0.0} 秒");
        var sent = Table("送交", "行", "新收", "已有", "退回");
        foreach (var (kind, s) in tally.SentRows.OrderBy(s => s.Key))
            Row(sent, kind == "cadres" ? "名册" : "监督信息", s.Received, s.Accepted, s.Duplicates, s.Rejected);
        console.Write(sent);
        var tables = Table("数据表", "读入", "按条件略过", "退回");
        foreach (var (table, rows) in tally.ReadRows.OrderBy(r => r.Key))
            Row(tables, table, rows, tally.Skipped.GetValueOrDefault(table), tally.Refused.Where(r => r.Key.Table == table).Sum(r => r.Value));
        console.Write(tables);
        Rules(console, "退回", tally.Refused);
        Rules(console, "按规则调整", tally.Adjusted);
        if (errors is not null)
            console.WriteLine($"行错误见 {errors}");
    }

    private static void Rules(IAnsiConsole console, string what, IReadOnlyDictionary<(string Table, string Rule), int> counts)
    {
        if (counts.Count == 0)
            return;
        var table = Table($"{what}：数据表", "规则", "行");
        foreach (var ((name, rule), rows) in counts.OrderBy(c => c.Key))
            table.AddRow(Markup.Escape(name), Markup.Escape(rule), Number(rows));
        console.Write(table);
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
            table.AddColumn(column);
        return table;
    }

    private static void Row(Table table, string name, params int[] numbers) => table.AddRow([Markup.Escape(name), .. numbers.Select(Number)]);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
