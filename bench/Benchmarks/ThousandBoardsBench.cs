using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>How long after its post an alert is on the boards that see it: many boards, each an account of its own, most of three units, over a store with many alerts.</summary>
internal static class ThousandBoardsBench
{
    private const int OpenPercent = 10;
    private const string Seats = "seats.json";

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store(StoreKind.Pg);
        var (some, all, rate) = (options.Number("three-units", 950), options.Number("everything", 50), options.Number("rate", 200));
        var (rows, seconds, settle) = (options.Number("rows", 1_000_000), options.Number("seconds", 20), options.Number("settle", 20));
        options.Done();
        if (kind != StoreKind.Pg) throw new BadOptionException("--store: the rows of alerts are copied into PostgreSQL only.");
        if ((seconds + settle) * rate > Preload.Cadres) throw new BadOptionException($"--seconds and --settle: at most {Preload.Cadres / rate} together, an alert for each cadre.");
        var prepared = StoreFolder.Open(kind, string.Create(CultureInfo.InvariantCulture, $"boards-{rows}-{some}-{all}"));
        if (prepared.Prepared is null) await PrepareAsync(prepared, rows, some, all);
        var folder = prepared.Copy("boards-run");
        await using var store = new PreparedStore(folder, await PostgresHost.StartAsync(folder.Path));
        using var server = await ServerProcess.StartAsync(folder, store.Connection, Ports.Free());
        await IngestBench.WarmAsync(server, "w");
        string[] Load(string name, int first) => ["--seats", Path.Combine(folder.Path, Seats), "--rate", Text(rate), "--name", name, "--first", Text(first)];
        if (settle > 0) await Generator.RunAsync<BoardsResult>(server, BoardsLoad.Command, settle, null, Load("s", 0), cookie: "");
        var (cpu, database) = (default(CpuTime), default(CpuTime));
        var result = await Generator.RunAsync<BoardsResult>(server, BoardsLoad.Command, seconds, () =>
        {
            (cpu, database) = (CpuTime.Of(server.Id), CpuTime.OfFamily(store.Postgres!.Id));
            return Task.CompletedTask;
        }, Load("b", settle * rate), cookie: "");
        (cpu, database) = (CpuTime.Of(server.Id) - cpu, CpuTime.OfFamily(store.Postgres!.Id) - database);
        await server.StopAsync();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "boards",
            store = kind.ToString().ToLowerInvariant(),
            boards = some + all,
            rows,
            alarmsPerSecond = Math.Round(result.AlarmsPerSecond),
            receipts = result.Receipts,
            missing = result.Missing,
            p50Ms = Math.Round(result.P50Ms, 1),
            p99Ms = Math.Round(result.P99Ms, 1),
            maxMs = Math.Round(result.MaxMs, 1),
            postP99Ms = Math.Round(result.PostP99Ms, 1),
            cpuServer = Math.Round(cpu.Total, 2),
            cpuDatabase = Math.Round(database.Total, 2),
            cpuGenerator = Math.Round(result.GeneratorCpu, 2),
        }));
        return result.Missing == 0 ? 0 : 1;
    }

    private static async Task PrepareAsync(StoreFolder folder, int rows, int some, int all)
    {
        await using var store = new PreparedStore(folder, await PostgresHost.StartAsync(folder.Path));
        await using (var silo = await BenchSilo.OpenAsync(folder, store.Connection)) await Preload.RosterAsync(silo);
        await BoardRows.FillAsync(store.Connection!, rows, OpenPercent, Batches.Units);
        using var server = await ServerProcess.StartAsync(folder, store.Connection, Ports.Free(), new Dictionary<string, string?> { ["Accounts__AttemptsPerMinute"] = "100000" });
        await File.WriteAllTextAsync(Path.Combine(folder.Path, Seats), JsonSerializer.Serialize(await SeatsAsync(server, some, all)));
        await server.StopAsync();
        await store.SettleAsync();
        folder.Prepared = rows;
    }

    /// <summary>Accounts opened by their invitations, signed in.</summary>
    private static async Task<List<BoardSeat>> SeatsAsync(ServerProcess server, int some, int all)
    {
        using var admin = await server.AdministratorAsync();
        var (seats, random) = (new List<BoardSeat>(some + all), new Random(3));
        for (var i = 0; i < some + all; i++)
        {
            string[]? units = i < all ? null : [.. Enumerable.Range(0, 3).Select(_ => Batches.UnitOf(random.Next(Batches.Units))).Distinct()];
            var (account, role) = (string.Create(CultureInfo.InvariantCulture, $"bench-{i:0000}"), units is null ? "departmentHead" : "supervisor");
            using var holder = await BenchAccount.OpenAsync(admin, server.Url, account, role, units is null ? "secret" : "confidential", units);
            seats.Add(new(holder.Cookies, units));
        }

        return seats;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
