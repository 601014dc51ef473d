using System.CommandLine;
using System.Text;
using System.Text.Json;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Store;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Tasks;
using CadreWatch.Risk.Training;
using CadreWatch.Silo.Policies;
using Spectre.Console;

namespace CadreWatch.Cli.Risk;

/// <summary><c>cadre-watch evaluate</c>. Exit code 0: measured, every bar and leak check held; 1: one did not, or it could not be measured; 2: the task is wrong.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var task = new Option<FileInfo>("--task") { Description = "任务文件（YAML）", Required = true };
        var json = new Option<FileInfo?>("--json") { Description = "结果文件（JSON）" };
        var html = new Option<FileInfo?>("--html") { Description = "测评报告（HTML）；默认放在结果文件旁" };
        var from = new Option<string?>("--from") { Description = "首个截止日，如 2007-01-01；代替任务文件中的" };
        var to = new Option<string?>("--to") { Description = "末个截止日" };
        var command = new Command("evaluate", "重演历史，按年训练并测评模型：各年都列出，与单纯计数和现行政策相比，并检查未来信息泄漏") { task, json, html, from, to };
        var where = StoreOptions.AddTo(command, "数据目录（SQLite），默认 data");
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            var wish = new Wish(parsed.GetRequiredValue(task), parsed.GetValue(json), parsed.GetValue(html), parsed.GetValue(from), parsed.GetValue(to), folder, store);
            return await StoreOptions.GuardAsync("不能测评", () => RunAsync(wish, cancel));
        });
        return command;
    }

    private static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        RiskTask task;
        try
        {
            task = WithDays(TaskReader.Read(new StringReader(await File.ReadAllTextAsync(wish.Task.FullName, cancel))), wish);
        }
        catch (ProfileException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        EvaluationResult result;
        try
        {
            result = await MeasureAsync(task, wish, cancel);
        }
        catch (Exception e) when (e is RiskUnavailableException or LearningException)
        {
            await Console.Error.WriteLineAsync($"不能测评  {e.Message}");
            return 1;
        }

        if (wish.Json is { } json)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(result, EvaluationResult.Json), cancel);
        if ((wish.Html?.FullName ?? (wish.Json is { } beside ? Path.ChangeExtension(beside.FullName, ".html") : null)) is { } html)
            await File.WriteAllTextAsync(html, HtmlReport.Write(result), new UTF8Encoding(false), cancel);
        EvaluationScreen.Show(AnsiConsole.Console, result);
        return result.Passed ? 0 : 1;
    }

    private static async Task<EvaluationResult> MeasureAsync(RiskTask task, Wish wish, CancellationToken cancel)
    {
        var learner = new XGBoostLearner();
        EvaluationResult? result = null;
        var temporary = Directory.CreateTempSubdirectory("cadre-watch-rows-");
        try
        {
            await EvaluationScreen.WithProgressAsync(AnsiConsole.Console, async progress =>
            {
                var begun = TimeProvider.System.GetTimestamp();
                var load = await HistoryLoad.ReadAsync(wish.Folder, wish.Store, new Reading(progress), cancel);
                var read = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
                var policy = load.Rules.Capture(TimeProvider.System.GetUtcNow()).Policy is { Patterns.Count: > 0 } live ? live : PolicyYaml.Read(PolicyYaml.Shipped());
                var levels = new PolicyLevels(policy, load.Rules);
                var builder = new PanelBuilder(task, load.Zone, temporary.FullName, levels.Of);
                result = await Task.Run(() => new Evaluator(task, builder, learner, levels.Patterns).Run(load.Histories, read, progress, cancel), cancel);
            });
        }
        finally
        {
            temporary.Delete(recursive: true);
        }

        return result!;
    }

    private static RiskTask WithDays(RiskTask task, Wish wish)
    {
        static DateOnly Of(string text, string option) => TaskReader.Day(text, message => new ProfileException(option, message));
        return task with
        {
            CutOffs = task.CutOffs with
            {
                From = wish.From is { } from ? Of(from, "--from") : task.CutOffs.From,
                To = wish.To is { } to ? Of(to, "--to") : task.CutOffs.To,
            },
        };
    }

    private sealed class Reading(IProgress<EvaluationProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new("读取日志", value));
    }

    private sealed record Wish(FileInfo Task, FileInfo? Json, FileInfo? Html, string? From, string? To, string Folder, string? Store);
}
