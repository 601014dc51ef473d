using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Tests.Learning;

namespace CadreWatch.Risk.Tests.Scoring;

public sealed class TreeModelTests
{
    private const int Features = 20;
    private readonly XGBoostLearner learner = new();

    [Fact]
    public void Margins_EqualTheLibrarys_On100000RowsWithMissingValues()
    {
        var boosted = Boost(depth: 6);
        var (values, _) = Synthetic.Rows(100_000, Features, 9);
        var expected = learner.Predict(boosted.Model, values, Features, Prediction.Margin);
        var model = TreeModel.Read(boosted.Model);
        var worst = 0d;
        for (var r = 0; r < expected.Length; r++)
            worst = Math.Max(worst, Math.Abs(expected[r] - model.Margin(values.AsSpan(r * Features, Features))));
        Assert.Equal(100_000, expected.Length);
        Assert.Contains(values, float.IsNaN);
        Assert.True(expected.Max() - expected.Min() > 1);
        Assert.True(worst <= 1e-5, $"{worst}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Contributions_EqualTheLibrarys_AndAddUpToTheMargin(int depth)
    {
        var boosted = Boost(depth);
        var (values, _) = Synthetic.Rows(500, Features, 10);
        var expected = learner.Predict(boosted.Model, values, Features, Prediction.Contributions);
        var model = TreeModel.Read(boosted.Model);
        var own = new double[Features];
        for (var r = 0; r < 500; r++)
        {
            var row = values.AsSpan(r * Features, Features);
            Contributions.Compute(model, row, own);
            for (var f = 0; f < Features; f++)
                Assert.Equal(expected[(r * (Features + 1)) + f], own[f], 1e-4);
            Assert.Equal(expected[(r * (Features + 1)) + Features], model.Base, 1e-4);
            Assert.Equal(model.Margin(row), model.Base + own.Sum(), 1e-4);
        }
    }

    [Fact]
    public void OtherBytes_AreRefused()
    {
        Assert.Throws<FormatException>(() => TreeModel.Read("{}"u8));
        Assert.Throws<FormatException>(() => TreeModel.Read("no model"u8));
    }

    private Boosted Boost(int depth) =>
        learner.Train(Synthetic.Source(20_000, Features, 8), null, Synthetic.Quick with { Depth = depth }, Synthetic.Free(Features), null, TestContext.Current.CancellationToken);
}
