using CadreWatch.Bench.Hosts;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Demo.Learning;

namespace CadreWatch.Bench.InProcess;

/// <summary>A store in which a learned model is at work.</summary>
internal static class LearnedStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>The demonstration's model live, and everybody scored by it once, by the server itself.</summary>
    public static async Task PutAsync(PreparedStore store)
    {
        await using (var silo = await BenchSilo.OpenAsync(store.Folder, store.Connection))
            await DemoModel.PutAsync(silo.Engine, TimeProvider.System, "bench", "bench-second", CancellationToken.None);
        using var server = await ServerProcess.StartAsync(store.Folder, store.Connection, Ports.Free());
        using var limit = new CancellationTokenSource(Patience);
        while (await store.RowsAsync(ReadTableSet.ScoreRuns) == 0) await Task.Delay(500, limit.Token);
        await server.StopAsync();
        Console.WriteLine("everybody is scored by a live model");
    }
}
