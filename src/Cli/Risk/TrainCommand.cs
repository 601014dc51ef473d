using System.CommandLine;
using System.Globalization;
using System.Text;
using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Store;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Training;
using CadreWatch.Silo.Models;
using Spectre.Console;

namespace CadreWatch.Cli.Risk;

/// <summary><c>cadre-watch train</c>. Exit code 0: a model was written; 1: there was nothing to train on, or it failed; 2: the task is wrong.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var task = new Option<FileInfo>("--task") { Description = "任务文件（YAML）", Required = true };
        var asOf = new Option<string>("--as-of") { Description = "以这一天已知的结果训练，如 2006-01-01", Required = true };
        var version = new Option<string>("--version-name") { Description = "模型版本号，如 2026-m1", Required = true };
        var to = new Option<FileInfo>("--to") { Description = "模型文件", Required = true };
        var evaluation = new Option<FileInfo?>("--evaluation") { Description = "evaluate 写出的结果文件（JSON）；附上后写成提交文件，在“风险模型”页提交" };
        var propose = new Option<string?>("--propose") { Description = "以该账号直接提交登记（须附 --evaluation；SQLite 时服务须停止）" };
        var command = new Command("train", "重演历史并训练一个模型，写成文件；启用前须登记、测评并由另一人审定") { task, asOf, version, to, evaluation, propose };
        var where = StoreOptions.AddTo(command, "数据目录（SQLite），默认 data");
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, store) = where.Read(parsed);
            var wish = new Wish(parsed.GetRequiredValue(task), parsed.GetRequiredValue(asOf), parsed.GetRequiredValue(version), parsed.GetRequiredValue(to), folder, store)
            {
                Evaluation = parsed.GetValue(evaluation),
                Propose = parsed.GetValue(propose),
            };
            return await StoreOptions.GuardAsync("不能训练", () => RunAsync(wish, cancel));
        });
        return command;
    }

    private static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        try
        {
            var text = await File.ReadAllTextAsync(wish.Task.FullName, cancel);
            var task = TaskReader.Read(new StringReader(text));
            if (wish.Propose is not null && wish.Evaluation is null)
                throw new ProfileException("--propose", "须同时给出 --evaluation。");
            var day = TaskReader.Day(wish.AsOf, message => new ProfileException("--as-of", message));
            // Read first: a wrong file is told before the training, not after it.
            var evaluation = wish.Evaluation is { } file ? await ModelPut.ReadAsync(file, cancel) : null;
            return await TrainAsync(task, text, day, evaluation, wish, cancel);
        }
        catch (ProfileException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (Exception e) when (e is RiskUnavailableException or LearningException)
        {
            await Console.Error.WriteLineAsync($"不能训练  {e.Message}");
            return 1;
        }
    }

    private static async Task<int> TrainAsync(CadreWatch.Risk.Tasks.RiskTask task, string text, DateOnly day, EvaluationResult? evaluation, Wish wish, CancellationToken cancel)
    {
        var learner = new XGBoostLearner();
        var temporary = Directory.CreateTempSubdirectory("cadre-watch-rows-");
        Trained? trained = null;
        IReadOnlyList<DateOnly> days = [];
        try
        {
            await EvaluationScreen.WithProgressAsync(AnsiConsole.Console, async progress =>
            {
                var load = await HistoryLoad.ReadAsync(wish.Folder, wish.Store, new Part(progress, "读取日志", 1), cancel);
                var builder = new PanelBuilder(task, load.Zone, temporary.FullName, (_, _) => []);
                trained = await Task.Run(
                    () =>
                    {
                        days = Evaluator.TrainingDays(task, load.Histories, day);
                        using var panels = builder.Build(load.Histories, days, [day], new Part(progress, "重演历史", 1), cancel);
                        return new RiskTrainer(learner, task).Train(panels, panels.Panels, day, new Rounds(progress, task.Learner.Rounds), cancel);
                    },
                    cancel);
            });
        }
        finally
        {
            temporary.Delete(recursive: true);
        }

        if (trained is null)
        {
            await Console.Error.WriteLineAsync($"没有训练：{day:yyyy-MM-dd} 已知的结果少于 {task.Training.MinimumOutcomes} 件，仅由政策规则预警。");
            return 1;
        }

        var file = RiskModel.Of(wish.Version, task, trained.Bytes, trained.Calibration, trained.Deciles).Write();
        var proposal = evaluation is not null
            ? new ModelProposal(Encoding.UTF8.GetString(file), text, evaluation, learner.Version, days[0], days[^1], day, trained.Rows, trained.Outcomes)
            : null;
        await File.WriteAllBytesAsync(wish.To.FullName, proposal?.Write() ?? file, cancel);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"模型 {wish.Version}：{trained.Rows:N0} 行、{trained.Outcomes:N0} 件结果、{trained.Model.Count} 棵树，SHA-256 {RiskModel.Digest(file)}"));
        return wish.Propose is { } account ? await ModelPut.ProposeAsync(proposal!, account, wish.Folder, wish.Store, cancel) : 0;
    }

    private sealed class Part(IProgress<EvaluationProgress> progress, string what, double scale) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new(what, value * scale));
    }

    private sealed class Rounds(IProgress<EvaluationProgress> progress, int most) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new("训练", (double)value / most));
    }

    private sealed record Wish(FileInfo Task, string AsOf, string Version, FileInfo To, string Folder, string? Store)
    {
        public FileInfo? Evaluation { get; init; }

        /// <summary>Account to propose it as; null for none.</summary>
        public string? Propose { get; init; }
    }
}
