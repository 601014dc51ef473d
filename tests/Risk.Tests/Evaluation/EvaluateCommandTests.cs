using System.Text.Json;
using CadreWatch.Cli.Risk;
using CadreWatch.Grains.Cadres;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Risk.Evaluation;
using CadreWatch.Risk.Scoring;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Models;

namespace CadreWatch.Risk.Tests.Evaluation;

/// <summary>From a journal of invented people through the commands to a report, a proposal, and a model that scores.</summary>
public sealed class EvaluateCommandTests : IAsyncLifetime
{
    /// <summary>Few, so that it is quick: their bootstrap bounds prove nothing either way.</summary>
    private const int People = 900;

    private const string Task = """
        task: invented
        title: 示例
        outcome: { kinds: [complaint, petition, audit, inspection, discipline], withinDays: 365 }
        population: { minimumDays: 365 }
        cutOffs: { from: 2021-01-01, to: 2022-01-01, everyMonths: 12 }
        training: { nearestMonths: 12, farthestMonths: 36, everyMonths: 12, historyDays: 365, minimumOutcomes: 50 }
        baseline: { name: 计数, kinds: [complaint, petition, audit, inspection, discipline], days: 730, atLeast: 1 }
        rules:
          - { name: 12个月3件, kinds: [complaint, petition], days: 365, atLeast: 3, effective: false }
        learner: { rounds: 40, depth: 3, learningRate: 0.1, threads: 1 }
        bars: { auc: 0.55, aucGain: -1, recallTop5: 0, budgetGain: -1, leakAuc: 0.99 }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-evaluate-").FullName;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(At("task.yaml"), Task);
        var codec = OpenedSilo.ProductCodec();
        await using var journal = await SqliteJournal.OpenAsync(folder, new JournalOptions { Contracts = [.. codec.Contracts.Select(c => (c.Name, c.Version))] });
        var group = InventedPast.Streams(People, new(2015, 1, 1), new(2023, 12, 31)).Select(s =>
        {
            var (id, empty) = (CadreGrain.IdOf(s.Number), new CadreState(s.Number));
            var rows = new CadreGrain().Rows(id, empty, CadreState.Apply(empty, s.Events[0]), []).ToList();
            return new StreamAppend(id.ToString(), 0, [new(Guid.CreateVersion7(), [.. s.Events.Select(codec.Write)], [])], rows);
        }).ToList();
        Assert.All(await journal.AppendAsync(group, CancellationToken.None), o => Assert.IsType<AppendOutcome.Appended>(o));
    }

    [Fact]
    public async Task InventedJournal_IsMeasuredTrainedAndProposed()
    {
        var code = await EvaluateCommand.Create().Parse(["--task", At("task.yaml"), "--data", folder, "--json", At("out.json")]).InvokeAsync();
        var result = JsonSerializer.Deserialize<EvaluationResult>(await File.ReadAllTextAsync(At("out.json")), EvaluationResult.Json)!;
        Assert.Equal(result.Passed ? 0 : 1, code);
        Assert.DoesNotContain(result.Checks, c => !c.Passed && c.Name is not ("aucBound" or "budgetBound"));
        Assert.Equal(People, result.People);
        Assert.Equal([new(2021, 1, 1), new(2022, 1, 1)], result.Years.Select(y => y.CutOff));
        Assert.All(result.Years, y => Assert.True(y is { Model: not null, People: > 800, Outcomes: > 20 } && y.TrainedOn.All(d => d <= y.CutOff.AddMonths(-12))));
        Assert.InRange(result.Checks.Single(c => c.Name == "shuffledLabels").Value, 0.4, 0.6);
        Assert.Equal(0, result.Checks.Single(c => c.Name == "plantedFuture").Value);
        Assert.DoesNotContain(result.Years[0].Budgets, b => b.Rule == "pattern:model");
        var html = await File.ReadAllTextAsync(At("out.html"));
        Assert.Contains("关注度排序（模型提示）", html, StringComparison.Ordinal);
        Assert.DoesNotContain("LX-0", html, StringComparison.Ordinal);

        string[] train = ["--task", At("task.yaml"), "--data", folder, "--as-of", "2023-01-01", "--version-name", "t1", "--to", At("t1.json"), "--evaluation", At("out.json")];
        Assert.Equal(0, await TrainCommand.Create().Parse(train).InvokeAsync());
        var (grain, command) = ModelProposal.Read(await File.ReadAllBytesAsync(At("t1.json"))).Put(DateTimeOffset.UnixEpoch, "xu");
        Assert.Equal("model/t1", grain.ToString());
        Assert.Equal(result.Summary.Auc, command.Facts.Metrics.Single(m => m.Name == "auc").Value);
        Assert.Equal(9, RiskModel.Read(System.Text.Encoding.UTF8.GetBytes(ModelProposal.Read(await File.ReadAllBytesAsync(At("t1.json"))).Model)).Deciles.Count);
        Assert.Equal(1, await TrainCommand.Create().Parse([.. train, "--propose", "nobody"]).InvokeAsync());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string At(string name) => Path.Combine(folder, name);
}
