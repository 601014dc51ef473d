using System.Globalization;

namespace CadreWatch.Bench.Workload;

/// <summary>Draws cadres by Zipf's law: the k-th most mentioned has a share proportional to 1/k. Ranks are scattered over the numbers.</summary>
internal sealed class ZipfCadres
{
    private const int Scatter = 7919;
    private readonly double[] cumulated;

    public ZipfCadres(int count)
    {
        cumulated = new double[count];
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            sum += 1.0 / (k + 1);
            cumulated[k] = sum;
        }

        for (var k = 0; k < count; k++) cumulated[k] /= sum;
    }

    public int Count => cumulated.Length;

    public int Draw(Random random)
    {
        var at = Array.BinarySearch(cumulated, random.NextDouble());
        var rank = Math.Min(at < 0 ? ~at : at, cumulated.Length - 1);
        return (int)((long)rank * Scatter % cumulated.Length);
    }

    public static string Number(int cadre) => string.Create(CultureInfo.InvariantCulture, $"B{cadre:D6}");
}
