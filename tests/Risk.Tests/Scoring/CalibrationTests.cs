using CadreWatch.Risk.Scoring;

namespace CadreWatch.Risk.Tests.Scoring;

public sealed class CalibrationTests
{
    [Fact]
    public void Fit_FindsTheTrueShares_OfMarginsThatAreTooHigh()
    {
        var random = new Random(3);
        var (margins, labels) = (new float[40_000], new float[40_000]);
        for (var i = 0; i < margins.Length; i++)
        {
            margins[i] = (float)((random.NextDouble() * 6) - 3);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-((0.5 * margins[i]) - 2))) ? 1 : 0;
        }

        var fitted = Calibration.Fit(margins, labels);
        Assert.Equal(0.5, fitted.Slope, 0.05);
        Assert.Equal(-2, fitted.Offset, 0.05);
    }

    [Fact]
    public void Fit_LeavesMarginsAsTheyAre_WithoutEnoughOutcomes_OrWhereItWouldTurnTheOrderRound()
    {
        Assert.Equal(Calibration.None, Calibration.Fit([1, 2, 3], [0, 1, 0]));
        float[] margins = [.. Enumerable.Range(0, 200).Select(i => (float)i / 100)];
        Assert.Equal(Calibration.None, Calibration.Fit(margins, [.. margins.Select(m => m < 1 ? 1f : 0f)]));
    }
}
