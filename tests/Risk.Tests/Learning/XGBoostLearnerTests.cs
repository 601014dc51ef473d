using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Training;

namespace CadreWatch.Risk.Tests.Learning;

public sealed class XGBoostLearnerTests
{
    private const int Features = 12;
    private readonly XGBoostLearner learner = new();

    [Fact]
    public void SameSeedRowsAndThreads_GiveTheSameBytes()
    {
        var first = Train(Synthetic.Source(4000, Features, 1), Synthetic.Quick);
        Assert.Equal(first.Model, Train(Synthetic.Source(4000, Features, 1), Synthetic.Quick).Model);
        Assert.NotEqual(first.Model, Train(Synthetic.Source(4000, Features, 1), Synthetic.Quick with { Seed = 5 }).Model);
    }

    [Fact]
    public void RowsFromDiskInBatches_GiveTheSameModelAsRowsInMemory()
    {
        var (values, labels) = Synthetic.Rows(20_000, Features, 2);
        using var file = new RowFile(Path.Combine(Path.GetTempPath(), $"rows-{Guid.NewGuid():N}"), Features);
        for (var r = 0; r < labels.Length; r++)
            file.Add(values.AsSpan(r * Features, Features), labels[r]);
        var streamed = TreeModel.Read(Train(file, Synthetic.Quick).Model);
        var whole = TreeModel.Read(Train(new RowMemory(values, labels, Features), Synthetic.Quick).Model);
        // Bins are found batch by batch, so that splits may differ in the last place; what is predicted may not.
        var worst = Enumerable.Range(0, 2000).Max(r => Math.Abs(streamed.Margin(values.AsSpan(r * Features, Features)) - whole.Margin(values.AsSpan(r * Features, Features))));
        Assert.True(worst < 0.5, $"{worst}");
        Assert.Equal(20_000, file.Rows);
    }

    [Fact]
    public void ValidRows_StopTheGrowthEarly_AndTheModelHasTheBestRounds()
    {
        var boosted = learner.Train(
            Synthetic.Source(3000, Features, 3), Synthetic.Source(3000, Features, 4), Synthetic.Quick with { Rounds = 2000, LearningRate = 0.3, StopAfter = 10 }, Synthetic.Free(Features), null,
            TestContext.Current.CancellationToken);
        Assert.InRange(boosted.Rounds, 1, 1000);
        Assert.Equal(boosted.Rounds, TreeModel.Read(boosted.Model).Count);
        Assert.Equal(boosted.ValidLogLoss.Min(), boosted.ValidLogLoss[boosted.Rounds - 1]);
    }

    [Fact]
    public void RisingConstraint_Holds_ForEveryRow()
    {
        int[] rising = [-1, .. Synthetic.Free(Features - 1)];
        var (values, labels) = Synthetic.Rows(5000, Features, 5);
        var model = TreeModel.Read(learner.Train(new RowMemory(values, labels, Features), null, Synthetic.Quick, rising, null, TestContext.Current.CancellationToken).Model);
        for (var r = 0; r < 500; r++)
        {
            var row = values.AsSpan(r * Features, Features).ToArray();
            (row[0], var before) = (0, float.MaxValue);
            for (; row[0] < 7; row[0]++)
            {
                Assert.True(model.Margin(row) <= before);
                before = model.Margin(row);
            }
        }
    }

    [Fact]
    public void WhatTheLibraryRefuses_IsAnExceptionWithItsMessage()
    {
        var e = Assert.Throws<LearningException>(() => Train(Synthetic.Source(100, Features, 1), Synthetic.Quick with { Depth = -3 }));
        Assert.Contains("max_depth", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_EndsTheTraining_BetweenRounds()
    {
        using var source = new CancellationTokenSource();
        var done = 0;
        var progress = new Stopper(rounds =>
        {
            done = rounds;
            if (rounds == 3)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => learner.Train(Synthetic.Source(1000, Features, 1), null, Synthetic.Quick, Synthetic.Free(Features), progress, source.Token));
        Assert.Equal(3, done);
    }

    [Fact]
    public void RowsThatCannotBeRead_EndTheTraining_WithTheirOwnException() =>
        Assert.Throws<EndOfStreamException>(() => Train(new BrokenRows(), Synthetic.Quick));

    private Boosted Train(IRowSource rows, BoostParameters parameters) =>
        learner.Train(rows, null, parameters, Synthetic.Free(rows.Features), null, TestContext.Current.CancellationToken);

    private sealed class Stopper(Action<int> act) : IProgress<int>
    {
        public void Report(int value) => act(value);
    }

    private sealed class BrokenRows : IRowSource
    {
        public int Features => XGBoostLearnerTests.Features;

        public long Rows => 200;

        public IEnumerable<RowBatch> Read()
        {
            foreach (var batch in Synthetic.Source(100, Features, 1).Read())
                yield return batch;
            throw new EndOfStreamException("half of it");
        }
    }
}
