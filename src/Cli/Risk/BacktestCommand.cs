using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Store;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Backtests;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Silo.Policies;
using Spectre.Console;

namespace CadreWatch.Cli.Risk;

/// <summary><c>cadre-watch backtest</c>. Exit code 0: replayed; 1: it could not be; 2: the policy is wrong.</summary>
internal static class BacktestCommand
{
    private const int Horizon = 365;

    public static Command Create()
    {
        var policy = new Option<FileInfo>("--policy") { Description = "要试行的政策文件（YAML）", Required = true };
        var from = new Option<string?>("--from") { Description = "只看自这一天起的预警，如 2005-01-01；默认全部" };
        var to = new Option<string?>("--to") { Description = "重演到这一天为止；默认到今天" };
        var kinds = new Option<string[]>("--outcome") { Description = "何类信息属实算作结果；默认一切可查实的类别", AllowMultipleArgumentsPerToken = true };
        var json = new Option<FileInfo?>("--json") { Description = "结果文件（JSON）" };
        var command = new Command("backtest", "以另一份政策重演历史：各月、各模式、各单位的预警，会新增和消失哪些，后来属实与误报各多少；不改变任何内容") { policy, from, to, kinds, json };
        var where = StoreOptions.AddTo(command, "数据目录（SQLite），默认 data");
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            try
            {
                var changed = PolicyYaml.Read(await File.ReadAllBytesAsync(parsed.GetRequiredValue(policy).FullName, cancel));
                var wish = new Wish(changed, Day(parsed.GetValue(from), "--from"), Day(parsed.GetValue(to), "--to"), parsed.GetValue(kinds) ?? [], parsed.GetValue(json), folder, store);
                return await StoreOptions.GuardAsync("不能回测", () => RunAsync(wish, cancel));
            }
            catch (Exception e) when (e is PolicyDocumentException or ProfileException or FileNotFoundException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        BacktestResult? result = null;
        await EvaluationScreen.WithProgressAsync(AnsiConsole.Console, async progress =>
        {
            await using var journal = await OpenedHistories.OpenAsync(wish.Folder, wish.Store, cancel);
            var today = TimeProvider.System.GetUtcNow();
            var current = journal.Rules.Capture(today).Policy;
            var outcomes = wish.Outcomes.Length > 0 ? wish.Outcomes : [.. wish.Changed.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code)];
            var backtest = new Backtest(current, wish.Changed, journal.Rules.On, journal.Zone, outcomes, Horizon);
            var to = wish.To ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(today, journal.Zone).DateTime);
            result = await backtest.RunAsync(
                journal.ReadAsync(cancel), await journal.CountAsync(cancel), wish.From ?? new DateOnly(1900, 1, 1), to, new Part(progress, "重演历史"), cancel);
        });
        if (wish.Json is { } json)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(result, EvaluationResult.Json), cancel);
        Show(result!);
        return 0;
    }

    private static void Show(BacktestResult result)
    {
        var console = AnsiConsole.Console;
        console.WriteLine(Told($"政策 {result.Current} → {result.Changed}，{result.From:yyyy-MM-dd} 至 {result.To:yyyy-MM-dd}，{result.People:N0} 人、{result.Signals:N0} 条信息（含修订），用时 {result.Seconds:0.0} 秒"));
        console.WriteLine("模式：现行预警（属实/误报/未到期） → 试行预警（属实/误报/未到期）；新增（属实）、消失（属实）");
        foreach (var p in result.Patterns.Append(result.All))
            console.WriteLine(Told($"{p.Name}：{Counts(p.Current)} → {Counts(p.Changed)}；新增 {p.New}（{p.NewOnes.Hits}）、消失 {p.Vanished}（{p.VanishedOnes.Hits}）"));
        foreach (var unit in result.Units.Where(u => u.New + u.Vanished > 0).Take(10))
            console.WriteLine(Told($"单位 {unit.Unit}：{unit.Current} → {unit.Changed}，新增 {unit.New}、消失 {unit.Vanished}"));
        console.WriteLine($"“属实”指预警后 {result.Horizon} 日内收到并最终属实的事项，或预警所依据的未核实事项后来属实；结果与信息都是机构自己记录下来的。");
    }

    private static string Counts(AlertCounts c) => Told($"{c.Raised}（{c.Hits}/{c.FalseAlarms}/{c.Open}）");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text, string option) => text is null ? null : TaskReader.Day(text, message => new ProfileException(option, message));

    private sealed class Part(IProgress<CadreWatch.Risk.Evaluation.EvaluationProgress> progress, string what) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new(what, value));
    }

    private sealed record Wish(Policy Changed, DateOnly? From, DateOnly? To, string[] Outcomes, FileInfo? Json, string Folder, string? Store);
}
