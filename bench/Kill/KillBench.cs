using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Kill;

/// <summary>
/// Kills the server under load, at random moments and between COMMIT and reply, restarts it on the same store, and checks after each kill what must hold.
/// </summary>
internal static class KillBench
{
    private const int Lanes = 3;
    private static readonly TimeSpan FaultLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store();
        var kills = options.Number("kills", 20);
        var seed = options.Number("seed", 1);
        var name = options.Text("name", "kill");
        options.Done();
        var folder = StoreFolder.Fresh(kind, name);
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        var result = await KillAsync(store, kills, seed);
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "kill", store = kind.ToString().ToLowerInvariant(), seed, result.Kills, result.AfterCommit, result.Acknowledged, result.Breaches }));
        return result.Breaches == 0 ? 0 : 1;
    }

    private static async Task<(int Kills, int AfterCommit, int Acknowledged, int Breaches)> KillAsync(PreparedStore store, int kills, int seed)
    {
        var random = new Random(seed);
        var port = Ports.Free();
        using var log = new AckLog(Path.Combine(store.Folder.Path, "keeper"), append: false);
        await using var check = new KillCheck(store, log);
        using var keeper = await FirstStartAsync(store, port, seed, Path.Combine(store.Folder.Path, "keeper"));
        var afterCommit = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            // Every second kill falls between COMMIT and reply, the others wherever they fall, before the server is ready too.
            var atFault = kill % 2 == 0 ? random.Next(1, 60) : 0;
            var after = TimeSpan.FromMilliseconds(random.Next(20, 2_500));
            afterCommit += atFault > 0 ? 1 : 0;
            await OneAsync(store, port, atFault, after);
            await QuietAsync(log, keeper);
            var clock = Stopwatch.StartNew();
            var faults = await check.RunAsync();
            Console.WriteLine(
                $"kill {kill} of {kills}, {(atFault > 0 ? $"after commit {atFault}, before its reply" : $"{after.TotalMilliseconds:F0} ms after ready")}: " +
                $"{check.Acknowledged:N0} acknowledged rows, {faults.Count} breaches, checked in {clock.Elapsed.TotalSeconds:F1} s");
            if (faults.Count > 0) return Report(faults, kill, afterCommit, check);
        }

        using (var server = await ServerProcess.StartAsync(store.Folder, store.Connection, port))
        {
            keeper.Say("end");
            if (await keeper.EndAsync(QuietLimit) != 0) throw new BenchFailedException("The keeper failed:\n" + keeper.Output);
            await server.KillAsync();
        }

        var last = await check.RunAsync();
        Console.WriteLine($"all answered: {check.Acknowledged:N0} acknowledged rows, {last.Count} breaches");
        return last.Count > 0 ? Report(last, kills, afterCommit, check) : (kills, afterCommit, check.Acknowledged, 0);
    }

    /// <summary>The roster goes in before the first kill; the keeper starts and never stops.</summary>
    private static async Task<Child> FirstStartAsync(PreparedStore store, int port, int seed, string folder)
    {
        using var server = await ServerProcess.StartAsync(store.Folder, store.Connection, port);
        using (var lane = new HttpLane(server.Url, server.ApiKey))
        {
            var answer = await lane.PostAsync("/api/cadres", Batches.Roster(0, AckKeeper.Cadres));
            if (answer.Rejected > 0) throw new BenchFailedException($"A roster row was refused: {answer.FirstRejection}");
        }

        var keeper = Child.Start(
            "dotnet",
            [
                typeof(KillBench).Assembly.Location, AckKeeper.Command, "--url", server.Url, "--dir", folder, "--lanes", Lanes.ToString(CultureInfo.InvariantCulture),
                "--seed", seed.ToString(CultureInfo.InvariantCulture),
            ],
            new Dictionary<string, string?> { ["CADRE_WATCH_BENCH_KEY"] = server.ApiKey, ["DOTNET_gcServer"] = "0" });
        await server.KillAsync();
        return keeper;
    }

    private static async Task OneAsync(PreparedStore store, int port, int atFault, TimeSpan after)
    {
        var environment = new Dictionary<string, string?> { ["CADRE_WATCH_FAULT"] = atFault > 0 ? string.Create(CultureInfo.InvariantCulture, $"afterCommit:{atFault}") : null };
        ServerProcess server;
        try
        {
            server = await ServerProcess.StartAsync(store.Folder, store.Connection, port, environment);
        }
        catch (BenchFailedException) when (atFault > 0)
        {
            // It reached its commit before it was ready.
            return;
        }

        using (server)
        {
            if (atFault > 0)
            {
                await server.EndAsync(FaultLimit);
                return;
            }

            await Task.Delay(after);
            await server.KillAsync();
        }
    }

    /// <summary>Waits until every lane has failed once more: nothing more will be written down as answered until the next start.</summary>
    private static async Task QuietAsync(AckLog log, Child keeper)
    {
        var clock = Stopwatch.StartNew();
        var from = log.Lines().Count;
        while (log.Lines().Skip(from).Where(l => l.What == 'E').DistinctBy(l => l.Lane).Count() < Lanes)
        {
            if (keeper.HasExited) throw new BenchFailedException("The keeper ended:\n" + keeper.Output);
            if (clock.Elapsed > QuietLimit) throw new BenchFailedException("The keeper still waits for an answer of the dead server.");
            await Task.Delay(20);
        }
    }

    private static (int Kills, int AfterCommit, int Acknowledged, int Breaches) Report(IReadOnlyList<string> faults, int kills, int afterCommit, KillCheck check)
    {
        foreach (var fault in faults.Take(20)) Console.WriteLine("BREACH " + fault);
        if (faults.Count > 20) Console.WriteLine($"… and {faults.Count - 20} more");
        return (kills, afterCommit, check.Acknowledged, faults.Count);
    }
}
