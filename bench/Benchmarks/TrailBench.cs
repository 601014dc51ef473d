using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;
using CadreWatch.Grains.Trail;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// What the trail adds to an answer: the time from asking for an entry to its commit, at a steady rate of views by some accounts, each entry started by the
/// clock whether or not the one before has ended.
/// </summary>
internal static class TrailBench
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store(StoreKind.Pg);
        var (seconds, rate, accounts) = (options.Number("seconds", 20), options.Number("rate", 200), options.Number("accounts", 30));
        var preload = options.Number("preload", Preload.QuotableEvents);
        options.Done();
        await using var store = await Preload.OpenAsync(kind, preload);
        await using var silo = await BenchSilo.OpenAsync(store.Folder, store.Connection);
        await RunAsync(silo, rate, Math.Min(seconds, 5), accounts);
        var times = await RunAsync(silo, rate, seconds, accounts);
        var (p50, p99, most) = (Percentiles.At(times, 0.5), Percentiles.At(times, 0.99), times.Max());
        Console.WriteLine($"{rate} views/s of {accounts} accounts: an entry is durable after p50 {p50:F1} ms, p99 {p99:F1} ms, max {most:F0} ms ({times.Count} entries)");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "trail",
            store = kind.ToString().ToLowerInvariant(),
            rate,
            accounts,
            entries = times.Count,
            p50Ms = Math.Round(p50, 2),
            p99Ms = Math.Round(p99, 2),
            maxMs = Math.Round(most, 1),
        }));
        return 0;
    }

    private static async Task<IReadOnlyCollection<double>> RunAsync(BenchSilo silo, int rate, int seconds, int accounts)
    {
        var times = new ConcurrentBag<double>();
        var running = new List<Task>(rate * seconds);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate) - clock.Elapsed;
            if (due > TimeSpan.Zero) await Task.Delay(due);
            running.Add(EnterAsync(silo, string.Create(CultureInfo.InvariantCulture, $"bench{i % accounts}"), times));
        }

        await Task.WhenAll(running);
        return times;
    }

    private static async Task EnterAsync(BenchSilo silo, string account, ConcurrentBag<double> times)
    {
        var begun = Stopwatch.GetTimestamp();
        var at = TimeProvider.System.GetUtcNow();
        await silo.Engine.AskAsync(
            TrailGrain.IdOf(account, DateOnly.FromDateTime(at.DateTime)),
            new EnterTrail(Guid.CreateVersion7(at), at, account, TrailKind.View, "alert", "K3V7-0Q2M-XYZA", "10.1.2.3", "0199d0000000"));
        times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }
}
