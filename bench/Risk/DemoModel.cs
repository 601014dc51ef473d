using CadreWatch.Cli.Risk;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Training;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Models;

namespace CadreWatch.Bench.Risk;

/// <summary>Makes the model of the demonstration anew, as it ships in src/Silo/Demo/Learning: to be done whenever the features change.</summary>
internal static class DemoModel
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateOnly From = new(2015, 1, 1);
    private static readonly DateOnly To = new(2026, 6, 30);

    public static Task<int> RunAsync(BenchOptions options)
    {
        var to = options.Text("to", "src/Silo/Demo/Learning/demo-model.json");
        options.Done();
        var text = File.ReadAllText("tasks/demo.yaml");
        var task = TaskReader.Read(new StringReader(text));
        var histories = InventedPast.Streams(4_000, From, To).Select(s =>
        {
            var history = new CadreHistory(s.Number);
            foreach (var e in s.Events) history.Add(e, DateTimeOffset.UnixEpoch);
            return history;
        }).ToList();
        var folder = Directory.CreateTempSubdirectory("cadre-watch-demo-model-");
        try
        {
            var learner = new XGBoostLearner();
            var builder = new PanelBuilder(task, Zone, folder.FullName, (_, _) => []);
            var result = new Evaluator(task, builder, learner, []).Run(histories, 0, null, CancellationToken.None);
            var day = new DateOnly(2026, 6, 1);
            var days = Evaluator.TrainingDays(task, histories, day);
            using var panels = builder.Build(histories, days, [day], null, CancellationToken.None);
            var trained = new RiskTrainer(learner, task).Train(panels, panels.Panels, day, null, CancellationToken.None)!;
            var model = RiskModel.Of("M-2026-06", task, trained.Bytes, trained.Calibration, trained.Deciles).Write();
            var proposal = new ModelProposal(
                System.Text.Encoding.UTF8.GetString(model), text, result, learner.Version, days[0], days[^1], day, trained.Rows, trained.Outcomes);
            File.WriteAllBytes(to, proposal.Write());
            Console.WriteLine($"AUC {result.Summary.Auc:F3} (count {result.Summary.CountAuc:F3}), recall top 5 % {result.Summary.RecallTop5:P1} (count {result.Summary.CountRecallTop5:P1}), passed {result.Passed}");
            foreach (var check in result.Checks) Console.WriteLine($"{check.Name} {check.Passed} {check.Value}");
            return Task.FromResult(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
