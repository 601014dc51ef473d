namespace CadreWatch.Bench.Measures;

internal static class Percentiles
{
    /// <summary>The value that the given share of the measurements does not exceed (nearest rank).</summary>
    public static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    public static double Median(IEnumerable<double> values) => At(values, 0.5);
}
