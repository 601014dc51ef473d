using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Training;

namespace CadreWatch.Risk.Tests.Learning;

/// <summary>Rows with missing values and rare outcomes that a few features bring about; the same for the same seed.</summary>
internal static class Synthetic
{
    public static readonly BoostParameters Quick = new() { Rounds = 60, Depth = 4, Threads = 1 };

    public static (float[] Values, float[] Labels) Rows(int rows, int features, int seed)
    {
        var random = new Random(seed);
        var (values, labels) = (new float[rows * features], new float[rows]);
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * features, features);
            for (var f = 0; f < features; f++)
                row[f] = random.Next(10) == 0 ? float.NaN : f % 3 == 0 ? random.Next(6) : (float)random.NextDouble();
            var margin = -4 + (float.IsNaN(row[0]) ? 0 : 0.6 * row[0]) + (float.IsNaN(row[1]) ? 1 : row[1]) - (float.IsNaN(row[2]) ? 0 : row[2]);
            labels[r] = random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
        }

        return (values, labels);
    }

    public static RowMemory Source(int rows, int features, int seed)
    {
        var (values, labels) = Rows(rows, features, seed);
        return new(values, labels, features);
    }

    public static int[] Free(int features) => new int[features];
}
