using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Benchmarks;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Load;

/// <summary>What the load generator saw.</summary>
internal sealed record LoadResult(
    double Seconds, long Signals, long Accepted, long Duplicates, long Rejected, int Batches, int Retries, double BatchP50Ms, double BatchP99Ms, double GeneratorCpu)
{
    public double PerSecond => Signals / Seconds;
}

/// <summary>
/// Posts the fixed workload as fast as the server takes it. It runs in a process of its own: bodies are made before the clock starts, so that what it costs
/// while measuring is sending alone.
/// </summary>
internal static class Generator
{
    public const string Command = "generate";

    /// <summary>Runs a generator process and measures around it.</summary>
    public static Task<LoadResult> RunAsync(ServerProcess server, string name, int seed, int seconds, int batch, int lanes, int rowsPerSecond, Func<Task>? atStart = null) =>
        RunAsync<LoadResult>(server, Command, seconds, atStart, ["--name", name, "--seed", Text(seed), "--batch", Text(batch), "--lanes", Text(lanes), "--rows", Text(rowsPerSecond * seconds)]);

    /// <summary>Starts a generator, lets it prepare, says go, and reads its last line.</summary>
    /// <param name="cookie">Of the session it opens boards with; null for somebody's who sees everything.</param>
    public static async Task<T> RunAsync<T>(ServerProcess server, string command, int seconds, Func<Task>? atStart, IEnumerable<string> args, string? cookie = null)
    {
        var ready = new TaskCompletionSource();
        string? last = null;
        cookie ??= await server.CookieAsync();
        using var child = Child.Start(
            "dotnet",
            [typeof(Generator).Assembly.Location, command, "--url", server.Url, "--seconds", Text(seconds), .. args],
            new Dictionary<string, string?> { ["CADRE_WATCH_BENCH_KEY"] = server.ApiKey, ["CADRE_WATCH_BENCH_COOKIE"] = cookie, ["DOTNET_gcServer"] = "0" },
            line =>
            {
                if (line == "ready") ready.TrySetResult();
                last = line;
            });
        while (!ready.Task.IsCompleted)
        {
            if (child.HasExited) throw new BenchFailedException("The load generator failed:\n" + child.Output);
            await Task.WhenAny(ready.Task, Task.Delay(200));
        }

        if (atStart is not null) await atStart();
        child.Say("go");
        var code = await child.EndAsync(TimeSpan.FromSeconds(seconds + 120));
        return code == 0 && last is not null
            ? JsonSerializer.Deserialize<T>(last)!
            : throw new BenchFailedException("The load generator failed:\n" + child.Output);
    }

    /// <summary>The generator process itself.</summary>
    public static async Task<int> MainAsync(BenchOptions options)
    {
        var url = options.Text("url", "");
        var seconds = options.Number("seconds", 20);
        var lanes = options.Number("lanes", 4);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var stream = new SignalStream(options.Number("seed", 1), options.Text("name", "g"), new(Preload.Cadres), today);
        var queues = Batches.ByLane(stream, options.Number("rows", 200_000), options.Number("batch", 1_000), lanes);
        options.Done();
        GC.Collect();
        Console.WriteLine("ready");
        Console.ReadLine();
        var cpu = CpuTime.Of(Environment.ProcessId);
        var clock = Stopwatch.StartNew();
        var tallies = await Task.WhenAll(queues.Select(q => Task.Run(() => SendAsync(url, q, clock, TimeSpan.FromSeconds(seconds)))));
        clock.Stop();
        var all = tallies.SelectMany(t => t.Times).ToList();
        if (tallies.Select(t => t.FirstRejection).FirstOrDefault(r => r is not null) is { } rejection) await Console.Error.WriteLineAsync("rejected: " + rejection);
        if (queues.Any(q => q.Count == 0)) await Console.Error.WriteLineAsync("a lane ran out of rows");
        Console.WriteLine(JsonSerializer.Serialize(new LoadResult(
            clock.Elapsed.TotalSeconds, tallies.Sum(t => t.Signals), tallies.Sum(t => t.Accepted), tallies.Sum(t => t.Duplicates), tallies.Sum(t => t.Rejected), all.Count,
            tallies.Sum(t => t.Retries), Percentiles.At(all, 0.5), Percentiles.At(all, 0.99), (CpuTime.Of(Environment.ProcessId) - cpu).Total)));
        return 0;
    }

    private static async Task<Tally> SendAsync(string url, Queue<Batch> batches, Stopwatch clock, TimeSpan until)
    {
        using var lane = new HttpLane(url, Environment.GetEnvironmentVariable("CADRE_WATCH_BENCH_KEY") ?? "");
        var tally = new Tally();
        while (clock.Elapsed < until && batches.TryDequeue(out var batch))
        {
            var from = clock.Elapsed;
            var answer = await lane.PostAsync("/api/signals", batch.Body);
            tally.Times.Add((clock.Elapsed - from).TotalMilliseconds);
            tally.Signals += answer.Received;
            tally.Accepted += answer.Accepted;
            tally.Duplicates += answer.Duplicates;
            tally.Rejected += answer.Rejected;
            tally.FirstRejection ??= answer.FirstRejection;
        }

        tally.Retries = lane.Retries;
        return tally;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        public List<double> Times { get; } = [];

        public long Signals { get; set; }

        public long Accepted { get; set; }

        public long Duplicates { get; set; }

        public long Rejected { get; set; }

        public int Retries { get; set; }

        public string? FirstRejection { get; set; }
    }
}
