using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>Signals per second over HTTP into the real server, against what the same database takes of the same rows ready made.</summary>
internal static class IngestBench
{
    private const int GeneratedPerSecond = 25_000;
    private const int RawSignals = 150_000;
    private static readonly TimeSpan RawTime = TimeSpan.FromSeconds(15);
    private static int runs;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store();
        var seconds = options.Number("seconds", 20);
        var preload = options.Number("preload", Preload.QuotableEvents);
        var batch = options.Number("batch", 1_000);
        var lanes = options.Number("lanes", 8);
        var delay = options.Number("delay", 2);
        var settle = options.Number("settle", 20);
        var (model, rounds) = (options.Number("model", 0), options.Number("rounds", 0));
        options.Done();

        await using var store = await Preload.OpenAsync(kind, preload);
        var before = (await store.CountAsync(long.MaxValue)).Head;
        var sync = DiskSync.Measure(store.Folder.Path);
        var plain = await MeasureAsync(store, settle, seconds, batch, lanes, 0);
        Print("over HTTP", plain);
        var delayed = delay > 0 ? await MeasureAsync(store, settle, seconds, batch, lanes, delay) : null;
        if (delayed is not null) Print($"over HTTP, {delay} ms before each commit", delayed);
        var (learned, reviewed) = (default(Run), default(Run));
        if (model > 0)
        {
            await LearnedStore.PutAsync(store);
            Print("over HTTP with a live model", learned = await MeasureAsync(store, settle, seconds, batch, lanes, 0));
        }

        if (rounds > 0)
        {
            await Rounds.OpenAsync(store.Folder, store.Connection, rounds);
            Print($"over HTTP beside {rounds} rounds", reviewed = await MeasureAsync(store, settle, seconds, batch, lanes, 0));
        }

        var (raw, rawEvents, bare) = await RawAsync(store, (int)Math.Max(1, plain.Counts.Head / Math.Max(1, plain.Counts.Commits)));
        Console.WriteLine($"raw: {raw:N0} signals/s ({rawEvents:N0} events/s); bare insert: {bare:N0} events/s; fdatasync p50 {sync.P50:F2} ms, p99 {sync.P99:F2} ms");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "ingest",
            store = kind.ToString().ToLowerInvariant(),
            eventsBefore = before,
            signalsPerSecond = Math.Round(plain.Load.PerSecond),
            rawPerSecond = Math.Round(raw),
            rawEventsPerSecond = Math.Round(rawEvents),
            barePerSecond = Math.Round(bare),
            ratio = Math.Round(plain.Load.PerSecond / raw, 3),
            plain = plain.Json(),
            delayed = delayed?.Json(),
            withModel = learned?.Json(),
            withModelShare = learned is null ? (double?)null : Math.Round(learned.Load.PerSecond / plain.Load.PerSecond, 3),
            withRounds = reviewed?.Json(),
            withRoundsShare = reviewed is null ? (double?)null : Math.Round(reviewed.Load.PerSecond / plain.Load.PerSecond, 3),
            fdatasyncP50Ms = Math.Round(sync.P50, 3),
            fdatasyncP99Ms = Math.Round(sync.P99, 3),
            cores = Environment.ProcessorCount,
        }));
        return 0;
    }

    /// <summary>
    /// One run against a fresh server process on the prepared store. Every grain is touched once before the clock starts, and the same load runs for
    /// <paramref name="settle"/> seconds, in which the runtime compiles what it found to be hot.
    /// </summary>
    private static async Task<Run> MeasureAsync(PreparedStore store, int settle, int seconds, int batch, int lanes, int delay)
    {
        var head = (await store.CountAsync(long.MaxValue)).Head;
        var environment = new Dictionary<string, string?> { ["CADRE_WATCH_COMMIT_DELAY_MS"] = delay == 0 ? null : $"{delay}" };
        using var server = await ServerProcess.StartAsync(store.Folder, store.Connection, Ports.Free(), environment);
        var warm = Stopwatch.StartNew();
        await WarmAsync(server, $"w{head}");
        warm.Stop();
        if (settle > 0)
        {
            var first = await Generator.RunAsync(server, $"s{head}", 200 + runs, settle, batch, lanes, GeneratedPerSecond);
            Console.WriteLine($"settling: {first.PerSecond:N0} signals/s");
        }

        CpuTime serverFrom = default, databaseFrom = default;
        var counted = new StoreCounts(0, 0, 0);
        var load = await Generator.RunAsync(server, $"i{head}", 100 + runs++, seconds, batch, lanes, GeneratedPerSecond, async () =>
        {
            counted = await store.CountAsync(long.MaxValue);
            Console.WriteLine($"process {server.Id} warm after {warm.Elapsed.TotalSeconds:F1} s, measuring");
            serverFrom = CpuTime.Of(server.Id);
            databaseFrom = Database(store);
        });
        var run = new Run(load, await store.CountAsync(counted.Head) - (counted with { Commits = 0, AlertsRaised = 0 }), CpuTime.Of(server.Id) - serverFrom, Database(store) - databaseFrom, warm.Elapsed);
        await server.StopAsync();
        return load.Rejected == 0 ? run : throw new BenchFailedException($"{load.Rejected} rows were refused.\n{server.Output}");
    }

    private static CpuTime Database(PreparedStore store) => store.Postgres is { } postgres ? CpuTime.OfFamily(postgres.Id) : default;

    public static async Task WarmAsync(ServerProcess server, string name)
    {
        using var lane = new HttpLane(server.Url, server.ApiKey);
        var today = Preload.Today();
        for (var from = 0; from < Preload.Cadres; from += 1_000)
        {
            var rows = Enumerable.Range(from, 1_000).Select(c => new SignalSpec(
                c, $"{name}-{c}", "liaison", "general", 1, "recorded", today.AddDays(-400), new DateTimeOffset(today.AddDays(-399), new TimeOnly(8, 0), TimeSpan.FromHours(8)), "预热"));
            await lane.PostAsync("/api/signals", Batches.Of([.. rows]).Body);
        }
    }

    private static async Task<(double Signals, double Events, double Bare)> RawAsync(PreparedStore store, int eventsPerCommit)
    {
        await using var silo = await BenchSilo.OpenAsync(store.Folder, store.Connection);
        var head = await silo.Journal.HeadAsync(CancellationToken.None);
        var stream = new SignalStream(7, $"raw{head}", new(Preload.Cadres), Preload.Today());
        var appends = await silo.CaptureAsync(Batches.ByLane(stream, RawSignals, 2_000, 1)[0].Select(b => b.Body));
        var groups = Groups.Of(appends, eventsPerCommit);
        var eventsPerSignal = appends.Sum(Groups.Count) / (double)RawSignals;
        GC.Collect();
        var events = await RawWrite.RunAsync(silo.Journal, groups, RawTime);
        var bare = store.Connection is { } connection
            ? await BareInsert.PostgresAsync(connection, groups, RawTime)
            : BareInsert.Sqlite(store.Folder.Path, groups, RawTime);
        return (events / eventsPerSignal, events, bare);
    }

    private static void Print(string what, Run run) => Console.WriteLine(
        $"{what}: {run.Load.PerSecond:N0} signals/s over {run.Load.Seconds:F1} s; {run.PerCommit:F0} events a commit, {run.Counts.Commits / run.Load.Seconds:F0} commits/s; " +
        $"alerts raised {run.AlertShare:P2}, duplicates {run.Load.Duplicates / (double)run.Load.Signals:P1}; batch p50 {run.Load.BatchP50Ms:F0} ms, p99 {run.Load.BatchP99Ms:F0} ms, retries {run.Load.Retries}; " +
        $"CPU server {run.Server.User:F1}+{run.Server.System:F1} s, database {run.Database.Total:F1} s, generator {run.Load.GeneratorCpu:F1} s; warm-up {run.Warm.TotalSeconds:F1} s");

    private sealed record Run(LoadResult Load, StoreCounts Counts, CpuTime Server, CpuTime Database, TimeSpan Warm)
    {
        public double PerCommit => Counts.Head / (double)Math.Max(1, Counts.Commits);

        public double AlertShare => Counts.AlertsRaised / (double)Load.Signals;

        public object Json() => new
        {
            signalsPerSecond = Math.Round(Load.PerSecond),
            seconds = Math.Round(Load.Seconds, 2),
            signals = Load.Signals,
            alertRate = Math.Round(AlertShare, 4),
            duplicateRate = Math.Round(Load.Duplicates / (double)Load.Signals, 4),
            retries = Load.Retries,
            eventsPerCommit = Math.Round(PerCommit),
            commits = Counts.Commits,
            batchP50Ms = Math.Round(Load.BatchP50Ms, 1),
            batchP99Ms = Math.Round(Load.BatchP99Ms, 1),
            cpuServerUser = Math.Round(Server.User, 2),
            cpuServerSystem = Math.Round(Server.System, 2),
            cpuDatabase = Math.Round(Database.Total, 2),
            cpuGenerator = Math.Round(Load.GeneratorCpu, 2),
            cpuMicrosPerSignal = Math.Round((Server.Total + Database.Total) * 1e6 / Load.Signals, 1),
            warmUpSeconds = Math.Round(Warm.TotalSeconds, 2),
        };
    }
}
