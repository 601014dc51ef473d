using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Deadlines;
using Microsoft.Extensions.Logging.Abstractions;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// A silo that stood still for three weeks: so many deadlines fell due meanwhile, none of their grains is in memory, and the office works on. Seconds until all
/// are acted on, and what a transition takes beside it.
/// </summary>
internal static class DeadlineBench
{
    private const int AtOnce = 2_000;
    private const int DaysStopped = 21;
    private const int MostSeconds = 600;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (kind, count, rate) = (options.Store(StoreKind.Pg), options.Number("count", 50_000), options.Number("rate", 50));
        options.Done();
        var folder = StoreFolder.Fresh(kind, "deadlines");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        await using (var before = await BenchSilo.OpenAsync(folder, store.Connection)) await PrepareAsync(before, count);
        await store.SettleAsync();

        await using var silo = await BenchSilo.OpenAsync(folder, store.Connection);
        var load = new MeasureLoad(silo, rate);
        using var stop = new CancellationTokenSource();
        var working = load.RunAsync(rate * MostSeconds, stop.Token);
        var clock = Stopwatch.StartNew();
        var acted = await new DeadlineScanner(silo.Engine, silo.Journal, TimeProvider.System, NullLogger<DeadlineScanner>.Instance).ScanAsync(CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await working;
        await CheckAsync(silo, count);
        var (p50, p99) = (Percentiles.At(load.Times, 0.5), Percentiles.At(load.Times, 0.99));
        Console.WriteLine($"{acted:N0} deadlines acted on in {seconds:F1} s; meanwhile {rate} transitions/s: p50 {p50:F1} ms, p99 {p99:F1} ms");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "deadlines",
            store = kind.ToString().ToLowerInvariant(),
            count,
            acted,
            seconds = Math.Round(seconds, 1),
            rate,
            transitions = load.Times.Count,
            p50Ms = Math.Round(p50, 2),
            p99Ms = Math.Round(p99, 2),
            loadAverage = Native.LoadAverage(),
        }));
        return 0;
    }

    /// <summary>Visits that were opened before the stop and whose two months ended during it.</summary>
    private static async Task PrepareAsync(BenchSilo silo, int count)
    {
        var opened = TimeProvider.System.GetUtcNow().AddDays(-DaysStopped - 1);
        var started = DateOnly.FromDateTime(opened.DateTime).AddMonths(-2);
        for (var from = 0; from < count; from += AtOnce)
        {
            var asked = Enumerable.Range(from, Math.Min(AtOnce, count - from))
                .Select(i => silo.Engine.AskAsync(MeasureGrain.IdOf(MeasureId.Of(Guid.NewGuid())), MeasureSteps.FollowUp(i, started.AddDays(i % DaysStopped), opened)));
            foreach (var reply in await Task.WhenAll(asked))
                if (reply is Refusal refusal) throw new BenchFailedException($"A follow-up was refused: {refusal.Rule}");
            await Console.Error.WriteAsync($"\rpreparing: {from + AtOnce:N0} of {count:N0}   ");
        }

        await Console.Error.WriteLineAsync();
    }

    private static async Task CheckAsync(BenchSilo silo, int count)
    {
        var overdue = await silo.Journal.Tables.CountAsync(ReadTableSet.MeasureDeadlines, [new("standing", Comparison.Equal, "overdue")], [], CancellationToken.None);
        if ((long)overdue[0][^1]! < count) throw new BenchFailedException($"Only {overdue[0][^1]} of {count} deadlines are overdue.");
    }
}
