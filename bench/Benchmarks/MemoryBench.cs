using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>What an idle grain with twenty signals holds: the heap before and after activating many of them from a store.</summary>
internal static class MemoryBench
{
    private const int BatchGrains = 250;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var grains = options.Number("grains", 20_000);
        var signals = options.Number("signals", 20);
        options.Done();
        var folder = StoreFolder.Open(StoreKind.Sqlite, $"memory-{grains}x{signals}");
        if (folder.Prepared is null)
        {
            await using var filling = await BenchSilo.OpenAsync(folder, null);
            await FillAsync(filling, grains, signals);
            folder.Prepared = await filling.Journal.HeadAsync(CancellationToken.None);
        }

        await using var silo = await BenchSilo.OpenAsync(folder, null);
        for (var warm = 0; warm < 10; warm++) await silo.Engine.StateAsync<CadreState>(new("cadre", ZipfCadres.Number(warm)));
        var before = Settled();
        var held = 0;
        for (var cadre = 10; cadre < grains; cadre++)
            held += (await silo.Engine.StateAsync<CadreState>(new("cadre", ZipfCadres.Number(cadre)))).Signals.Count;
        var bytes = (Settled() - before) / (double)(grains - 10);
        Console.WriteLine($"{grains - 10:N0} idle grains with {held / (double)(grains - 10):F1} signals each: {bytes:N0} bytes a grain");
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "memory", grains = grains - 10, signalsPerGrain = Math.Round(held / (double)(grains - 10), 2), bytesPerGrain = Math.Round(bytes) }));
        GC.KeepAlive(silo);
        return 0;
    }

    private static async Task FillAsync(BenchSilo silo, int grains, int signals)
    {
        for (var from = 0; from < grains; from += 2_000)
            await silo.Ingest.CadresAsync(Batches.Roster(from, Math.Min(2_000, grains - from)), "bench", CancellationToken.None);
        var stream = new SignalStream(400, "m", new(grains), Preload.Today(), alarmShare: 0.0);
        for (var from = 0; from < grains; from += BatchGrains)
        {
            var rows = new List<SignalSpec>();
            while (rows.Count < BatchGrains * signals)
                if (stream.Next() is { Role: RowRole.Plain } row) rows.Add(row with { Cadre = from + (rows.Count % BatchGrains) });
            await BenchSilo.TakeAsync(silo.Ingest, Batches.Of(rows).Body);
        }
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
