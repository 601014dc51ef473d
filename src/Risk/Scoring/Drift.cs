namespace CadreWatch.Risk.Scoring;

/// <summary>How far the people scored now differ from the rows a model was trained on.</summary>
public static class Drift
{
    /// <summary>What an empty part counts as, so that its logarithm exists.</summary>
    private const double Least = 0.0005;

    /// <summary>Nine margins that part the rows into ten equal parts, ascending.</summary>
    public static IReadOnlyList<double> Deciles(IEnumerable<float> margins)
    {
        double[] ascending = [.. margins.Select(m => (double)m).Order()];
        return ascending.Length < 10 ? [] : [.. Enumerable.Range(1, 9).Select(i => ascending[ascending.Length * i / 10])];
    }

    /// <summary>Population stability index: over the parts, (now − then) × ln(now ÷ then). 0 for the same people; equal deciles count as one part.</summary>
    /// <param name="deciles">As <see cref="Deciles"/> made them.</param>
    /// <param name="ascending">Margins now.</param>
    public static double Stability(IReadOnlyList<double> deciles, IReadOnlyList<double> ascending)
    {
        double sum = 0;
        var (from, thenBelow, nowBelow) = (0, 0, 0);
        for (var i = 0; i <= deciles.Count; i++)
        {
            var edge = i < deciles.Count ? deciles[i] : double.PositiveInfinity;
            if (i < deciles.Count && i + 1 < deciles.Count && deciles[i + 1] == edge)
                continue;
            while (from < ascending.Count && ascending[from] < edge)
                from++;
            var then = Math.Max(Least, (i + 1 - thenBelow) / (double)(deciles.Count + 1));
            var now = Math.Max(Least, (from - nowBelow) / (double)ascending.Count);
            sum += (now - then) * Math.Log(now / then);
            (thenBelow, nowBelow) = (i + 1, from);
        }

        return sum;
    }
}
