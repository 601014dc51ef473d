using CadreWatch.Risk.Learning;

namespace CadreWatch.Bench.Risk;

/// <summary>Rows made as they are read: counts, times and missing values, rare outcomes. The same for the same seed, and never all in memory.</summary>
/// <param name="missing">Sixteenths of the values that are missing.</param>
internal sealed class SyntheticRows(long rows, int features, int seed, int missing = 1) : IRowSource
{
    private const int RowsPerBatch = 16_384;

    public int Features => features;

    public long Rows => rows;

    public IEnumerable<RowBatch> Read()
    {
        var random = new Random(seed);
        var (values, labels) = (new float[RowsPerBatch * features], new float[RowsPerBatch]);
        for (long done = 0; done < rows;)
        {
            var count = (int)Math.Min(RowsPerBatch, rows - done);
            for (var r = 0; r < count; r++) labels[r] = Fill(random, values.AsSpan(r * features, features));
            done += count;
            yield return new(values.AsMemory(0, count * features), labels.AsMemory(0, count));
        }
    }

    private float Fill(Random random, Span<float> row)
    {
        var margin = -4d;
        for (var f = 0; f < row.Length; f++)
        {
            var draw = random.Next(1 << 20);
            row[f] = (draw & 15) < missing ? float.NaN : f % 2 == 0 ? Count(draw >> 4) : (draw >> 4) / 65536f;
            if (f < 10) margin += float.IsNaN(row[f]) ? 0.1 : row[f] * (10 - f) / 20;
        }

        return random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
    }

    /// <summary>Small counts often, large ones rarely.</summary>
    private static float Count(int draw) => Math.Max(0, 15 - System.Numerics.BitOperations.Log2((uint)draw + 1));
}
