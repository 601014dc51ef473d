namespace CadreWatch.Risk.Scoring;

/// <summary>From a margin to a share of persons: 1 ÷ (1 + exp(−(<paramref name="Slope"/> × margin + <paramref name="Offset"/>))), after Platt.</summary>
/// <param name="Slope">Not negative: calibration never turns an order round.</param>
public sealed record Calibration(double Slope, double Offset)
{
    public static readonly Calibration None = new(1, 0);

    public double Chance(double margin) => 1 / (1 + Math.Exp(-((Slope * margin) + Offset)));

    /// <summary>Fits both numbers by Newton's method to rows that were not trained on. Too few outcomes of either kind leave the margins as they are.</summary>
    public static Calibration Fit(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels)
    {
        var positives = 0;
        foreach (var label in labels)
            if (label > 0)
                positives++;
        if (positives < 10 || labels.Length - positives < 10)
            return None;
        var (slope, offset) = (1d, 0d);
        for (var round = 0; round < 50; round++)
        {
            var (gs, go, hss, hso, hoo) = Derivatives(margins, labels, slope, offset);
            var determinant = (hss * hoo) - (hso * hso);
            if (!(determinant > 1e-12))
                break;
            var (ds, d) = (((hoo * gs) - (hso * go)) / determinant, ((hss * go) - (hso * gs)) / determinant);
            (slope, offset) = (slope - ds, offset - d);
            if (Math.Abs(ds) + Math.Abs(d) < 1e-9)
                break;
        }

        return slope > 0 && double.IsFinite(slope) && double.IsFinite(offset) ? new(slope, offset) : None;
    }

    private static (double GradientSlope, double GradientOffset, double SlopeSlope, double SlopeOffset, double OffsetOffset) Derivatives(
        ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, double slope, double offset)
    {
        double gs = 0, go = 0, hss = 1e-9, hso = 0, hoo = 1e-9;
        for (var i = 0; i < margins.Length; i++)
        {
            var chance = 1 / (1 + Math.Exp(-((slope * margins[i]) + offset)));
            var (g, h) = (chance - labels[i], chance * (1 - chance));
            gs += g * margins[i];
            go += g;
            hss += h * margins[i] * margins[i];
            hso += h * margins[i];
            hoo += h;
        }

        return (gs, go, hss, hso, hoo);
    }
}
