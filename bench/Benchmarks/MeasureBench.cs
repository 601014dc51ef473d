using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>One transition of a measure, from the moment it was due to its commit, at a steady rate.</summary>
internal static class MeasureBench
{
    private const int WarmUpSeconds = 4;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (kind, rate, seconds) = (options.Store(StoreKind.Pg), options.Number("rate", 200), options.Number("seconds", 20));
        options.Done();
        var folder = StoreFolder.Fresh(kind, "measures");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        await using var silo = await BenchSilo.OpenAsync(folder, store.Connection);
        await new MeasureLoad(silo, rate).RunAsync(rate * WarmUpSeconds, CancellationToken.None);
        var load = new MeasureLoad(silo, rate);
        await load.RunAsync(rate * seconds, CancellationToken.None);
        var (p50, p99, most) = (Percentiles.At(load.Times, 0.5), Percentiles.At(load.Times, 0.99), load.Times.Max());
        Console.WriteLine($"{rate} transitions/s: durable after p50 {p50:F1} ms, p99 {p99:F1} ms, max {most:F0} ms ({load.Times.Count} transitions)");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "measures",
            store = kind.ToString().ToLowerInvariant(),
            rate,
            transitions = load.Times.Count,
            p50Ms = Math.Round(p50, 2),
            p99Ms = Math.Round(p99, 2),
            maxMs = Math.Round(most, 1),
            loadAverage = Native.LoadAverage(),
        }));
        return 0;
    }
}
