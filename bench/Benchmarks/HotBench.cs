using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>5,000 signals for one cadre in one batch, over HTTP, until the answer; a new cadre each time.</summary>
internal static class HotBench
{
    private const int FirstHot = 100_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        StoreKind[] kinds = options.Text("store", "both") == "both" ? [StoreKind.Sqlite, StoreKind.Pg] : [options.Store()];
        var signals = options.Number("signals", 5_000);
        var times = options.Number("times", 5);
        var preload = options.Number("preload", Preload.QuotableEvents);
        options.Done();
        var results = new Dictionary<string, object>();
        foreach (var kind in kinds)
        {
            var seconds = await MeasureAsync(kind, preload, signals, times);
            Console.WriteLine($"{kind}: {signals:N0} signals for one cadre: median {Percentiles.Median(seconds):F2} s, worst {seconds.Max():F2} s of {times}");
            results[kind.ToString().ToLowerInvariant()] = new { medianSeconds = Math.Round(Percentiles.Median(seconds), 3), worstSeconds = Math.Round(seconds.Max(), 3) };
        }

        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "hot", signals, times, stores = results }));
        return 0;
    }

    private static async Task<List<double>> MeasureAsync(StoreKind kind, int preload, int signals, int times)
    {
        await using var store = await Preload.OpenAsync(kind, preload);
        var head = (await store.CountAsync(long.MaxValue)).Head;
        using var server = await ServerProcess.StartAsync(store.Folder, store.Connection, Ports.Free());
        using var lane = new HttpLane(server.Url, server.ApiKey);
        var seconds = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var cadre = FirstHot + (int)((head + i) % 800_000);
            await lane.PostAsync("/api/cadres", Batches.Roster(cadre, 1));
            var stream = new SignalStream(50 + i, $"hot{head}-{i}", new(1), Preload.Today());
            var rows = Enumerable.Range(0, signals).Select(_ => stream.Next() with { Cadre = cadre }).ToList();
            var body = Batches.Of(rows).Body;
            var clock = Stopwatch.StartNew();
            var answer = await lane.PostAsync("/api/signals", body);
            seconds.Add(clock.Elapsed.TotalSeconds);
            if (answer.Rejected > 0) throw new BenchFailedException($"A row was refused: {answer.FirstRejection}");
        }

        await server.StopAsync();
        return seconds;
    }
}
