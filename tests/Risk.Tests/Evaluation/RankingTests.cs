using CadreWatch.Risk.Evaluation;

namespace CadreWatch.Risk.Tests.Evaluation;

public sealed class RankingTests
{
    [Fact]
    public void Auc_IsTheShareOfPairsInTheRightOrder_TiesCountHalf()
    {
        Assert.Equal(1, new Ranking([3, 2, 1, 0], [1, 1, 0, 0]).Auc());
        Assert.Equal(0.75, new Ranking([3, 2, 1, 0], [1, 0, 1, 0]).Auc());
        Assert.Equal(0.5, new Ranking([1, 1, 1, 1], [1, 0, 1, 0]).Auc());
        Assert.True(double.IsNaN(new Ranking([1, 2], [0, 0]).Auc()));
    }

    [Fact]
    public void WeightedAuc_EqualsThatOfRepeatedRows()
    {
        int[] weights = [2, 0, 1, 3];
        Assert.Equal(new Ranking([4, 4, 2, 1, 1, 1], [1, 1, 0, 1, 1, 1]).Auc(), new Ranking([4, 3, 2, 1], [1, 0, 0, 1]).Auc(weights), 12);
    }

    [Fact]
    public void PartOfABlockOfEqualScores_HasItsShareOfTheOutcomes()
    {
        var ranking = new Ranking([2, 1, 1, 1, 1], [1, 1, 0, 0, 0]);
        Assert.Equal(1.5, ranking.Found(3), 12);
        Assert.Equal(2, ranking.Found(5), 12);
        Assert.Equal(0.75, ranking.Top(0.6).Recall, 12);
    }

    [Fact]
    public void AveragePrecision_IsTheMeanPrecisionAtEachOutcome() => Assert.Equal((1 + (2 / 3d)) / 2, new Ranking([4, 3, 2, 1], [1, 0, 1, 0]).AveragePrecision(), 12);
}
