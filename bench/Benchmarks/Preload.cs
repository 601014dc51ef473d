using System.Diagnostics;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>A store with the roster and some millions of events in it, made by the product itself from the same workload: ingest without HTTP.</summary>
internal static class Preload
{
    public const int Cadres = 10_000;
    public const int QuotableEvents = 2_000_000;
    private const int Lanes = 4;
    private const int BatchRows = 5_000;
    private const int RosterRows = 2_000;

    /// <summary>A copy of the prepared store, so that every run begins with the same one.</summary>
    public static async Task<PreparedStore> OpenAsync(StoreKind kind, int events)
    {
        var prepared = StoreFolder.Open(kind, $"preload-{events}");
        if (prepared.Prepared is null)
        {
            await using var filling = await StartAsync(prepared);
            long head;
            await using (var silo = await BenchSilo.OpenAsync(prepared, filling.Connection)) head = await FillAsync(silo, events);
            await filling.SettleAsync();
            prepared.Prepared = head;
        }

        return await StartAsync(prepared.Copy($"preload-{events}-run"));
    }

    private static async Task<PreparedStore> StartAsync(StoreFolder folder) =>
        new(folder, folder.Kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);

    public static async Task RosterAsync(BenchSilo silo)
    {
        for (var from = 0; from < Cadres; from += RosterRows)
        {
            var result = await silo.Ingest.CadresAsync(Batches.Roster(from, RosterRows), "bench", CancellationToken.None);
            if (result.Rejected.Count > 0) throw new BenchFailedException($"A roster row was refused: {result.Rejected[0]}");
        }
    }

    private static async Task<long> FillAsync(BenchSilo silo, int events)
    {
        await RosterAsync(silo);
        var stream = new SignalStream(20_000, "p", new(Cadres), Today());
        var clock = Stopwatch.StartNew();
        for (var head = await HeadAsync(silo); head < events; head = await HeadAsync(silo))
        {
            var rows = (int)Math.Min(Lanes * BatchRows, (events - head) * 12 / 10 + 1_000);
            await Task.WhenAll(Batches.ByLane(stream, rows, BatchRows, Lanes).Select(lane => Task.Run(async () =>
            {
                foreach (var batch in lane) await BenchSilo.TakeAsync(silo.Ingest, batch.Body);
            })));
            await Console.Error.WriteAsync($"\rpreloading: {head:N0} of {events:N0} events, {head / clock.Elapsed.TotalSeconds:N0}/s   ");
        }

        await Console.Error.WriteLineAsync();
        return await HeadAsync(silo);
    }

    public static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static Task<long> HeadAsync(BenchSilo silo) => silo.Journal.HeadAsync(CancellationToken.None);
}
