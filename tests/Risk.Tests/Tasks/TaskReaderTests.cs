using CadreWatch.Cli.Import.Profiles;
using CadreWatch.Cli.Risk;

namespace CadreWatch.Risk.Tests.Tasks;

public sealed class TaskReaderTests
{
    private const string Task = """
        task: t
        title: 示例
        outcome: { kinds: [complaint], withinDays: 365 }
        population: { minimumDays: 365 }
        cutOffs: { from: 2001-01-01, to: 2003-01-01, everyMonths: 12 }
        training: { nearestMonths: 12, farthestMonths: 36, everyMonths: 12, historyDays: 365, minimumOutcomes: 100 }
        baseline: { name: 计数, kinds: [complaint], days: 730, atLeast: 1 }
        rules: []
        bars: { auc: 0.68, aucGain: 0.03, recallTop5: 0.15, budgetGain: 0.25, leakAuc: 0.75 }
        """;

    [Fact]
    public void CutOffsAndTrainingDays_FollowFromTheFile()
    {
        var task = TaskReader.Read(new StringReader(Task));
        Assert.Equal([new(2001, 1, 1), new(2002, 1, 1), new(2003, 1, 1)], task.CutOffs.Days);
        Assert.Equal([new(2000, 1, 1), new(2001, 1, 1), new(2002, 1, 1)], task.Training.DaysFor(new(2003, 1, 1)));
        Assert.True(task.Training.ExpectUndecided);
    }

    [Theory]
    [InlineData("withinDays: 365", "withinDays: never", "outcome.withinDays")]
    [InlineData("to: 2003-01-01", "to: 2003", "cutOffs.to")]
    [InlineData("minimumDays: 365", "minimumDay: 365", "population.minimumDay")]
    [InlineData("minimumOutcomes: 100", "minimumOutcomes: 100, undecided: maybe", "training.undecided")]
    public void WhatIsWrong_IsRefusedByItsPlace(string right, string wrong, string place) =>
        Assert.Contains(place, Assert.Throws<ProfileException>(() => TaskReader.Read(new StringReader(Task.Replace(right, wrong, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
}
