using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Benchmarks;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Load;

/// <summary>One board to open: its session, and the units that its viewer sees; null for all.</summary>
internal sealed record BoardSeat(string Cookie, string[]? Units);

/// <summary>From the moment an alarm is posted to the moment it is on a board that sees it, over all of them.</summary>
internal sealed record BoardsResult(int Alarms, double AlarmsPerSecond, int Receipts, int Missing, double P50Ms, double P99Ms, double MaxMs, double PostP99Ms, double GeneratorCpu);

/// <summary>A steady flow of alarms to boards of different viewers, all in the generator's process and on its clock.</summary>
internal static class BoardsLoad
{
    public const string Command = "generate-boards";
    private const int PerPost = 10;
    private const int OpenAtOnce = 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static async Task<int> MainAsync(BenchOptions options)
    {
        var (url, seats) = (options.Text("url", ""), JsonSerializer.Deserialize<List<BoardSeat>>(await File.ReadAllTextAsync(options.Text("seats", "")))!);
        var (seconds, rate, first, name) = (options.Number("seconds", 20), options.Number("rate", 200), options.Number("first", 0), options.Text("name", "b"));
        options.Done();
        var key = Environment.GetEnvironmentVariable("CADRE_WATCH_BENCH_KEY") ?? "";
        var cadres = Enumerable.Range(first, seconds * rate).Select(i => i % Preload.Cadres).ToList();
        var bodies = cadres.Chunk(PerPost).Select(some => (some, Batches.Of([.. some.Select(c => SignalStream.Case(c, $"{name}-{c}", Preload.Today()))]).Body)).ToList();
        var expected = cadres.Sum(c => seats.Count(s => s.Units?.Contains(Batches.UnitOf(c)) != false));
        var (watch, open) = (new Watched(), new List<BoardClient>());
        foreach (var some in seats.Chunk(OpenAtOnce)) open.AddRange(await Task.WhenAll(some.Select(s => BoardClient.OpenAsync(url, s.Cookie, watch.Seen))));
        Console.WriteLine("ready");
        Console.ReadLine();
        var cpu = CpuTime.Of(Environment.ProcessId);
        var clock = Stopwatch.StartNew();
        var posts = await PostAsync(url, key, bodies, rate, watch);
        var elapsed = clock.Elapsed.TotalSeconds;
        await watch.WaitAsync(expected, Grace);
        var times = watch.Receipts.ToList();
        Console.WriteLine(JsonSerializer.Serialize(new BoardsResult(
            cadres.Count, cadres.Count / elapsed, times.Count, expected - times.Count, Percentiles.At(times, 0.5), Percentiles.At(times, 0.99), times.DefaultIfEmpty().Max(),
            Percentiles.At(posts, 0.99), (CpuTime.Of(Environment.ProcessId) - cpu).Total)));
        foreach (var board in open) await board.DisposeAsync();
        return 0;
    }

    private static async Task<double[]> PostAsync(string url, string key, List<(int[] Cadres, byte[] Body)> bodies, int rate, Watched watch)
    {
        using var lane = new HttpLane(url, key);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)PerPost / rate));
        var posts = new List<Task<double>>(bodies.Count);
        foreach (var (cadres, body) in bodies)
        {
            await timer.WaitForNextTickAsync();
            foreach (var cadre in cadres) watch.Posted(cadre);
            posts.Add(Task.Run(async () =>
            {
                var from = Stopwatch.GetTimestamp();
                var answer = await lane.PostAsync("/api/signals", body);
                if (answer.Rejected > 0) throw new BenchFailedException($"A row was refused: {answer.FirstRejection}");
                return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            }));
        }

        return await Task.WhenAll(posts);
    }
}
