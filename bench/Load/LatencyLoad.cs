using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Benchmarks;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Load;

/// <summary>From the moment a batch is posted to the moment its alert is on a board, over all boards.</summary>
internal sealed record LatencyResult(
    int Posts, int Alarms, int Receipts, int Missing, double P50Ms, double P99Ms, double MaxMs, double PostP50Ms, double PostP99Ms, double SignalsPerSecond, double GeneratorCpu);

/// <summary>A steady flow of small batches, each with one alarm, and a hundred boards that watch, all in the generator's process and on its clock.</summary>
internal static class LatencyLoad
{
    public const string Command = "generate-latency";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static async Task<int> MainAsync(BenchOptions options)
    {
        var url = options.Text("url", "");
        var key = Environment.GetEnvironmentVariable("CADRE_WATCH_BENCH_KEY") ?? "";
        var cookie = Environment.GetEnvironmentVariable("CADRE_WATCH_BENCH_COOKIE") ?? "";
        var (seconds, rate, alarms, boards) = (options.Number("seconds", 20), options.Number("rate", 2_000), options.Number("alarms", 20), options.Number("boards", 100));
        var bodies = Bodies(options.Text("name", "l"), seconds * alarms, rate / alarms);
        options.Done();
        var watch = new Watched();
        var open = await Task.WhenAll(Enumerable.Range(0, boards).Select(_ => BoardClient.OpenAsync(url, cookie, watch.Seen)));
        Console.WriteLine("ready");
        Console.ReadLine();
        var cpu = CpuTime.Of(Environment.ProcessId);
        var clock = Stopwatch.StartNew();
        var posts = await PostAsync(url, key, bodies, alarms, watch);
        var elapsed = clock.Elapsed.TotalSeconds;
        await watch.WaitAsync(bodies.Count * boards, Grace);
        var times = watch.Receipts.ToList();
        Console.WriteLine(JsonSerializer.Serialize(new LatencyResult(
            posts.Length, bodies.Count, times.Count, (bodies.Count * boards) - times.Count, Percentiles.At(times, 0.5), Percentiles.At(times, 0.99), times.DefaultIfEmpty().Max(),
            Percentiles.At(posts, 0.5), Percentiles.At(posts, 0.99), bodies.Count * (rate / alarms) / elapsed, (CpuTime.Of(Environment.ProcessId) - cpu).Total)));
        foreach (var board in open) await board.DisposeAsync();
        return 0;
    }

    /// <summary>Each batch holds one alarm, every one for another cadre, among plain rows.</summary>
    private static List<(int Alarm, byte[] Body)> Bodies(string name, int count, int rows)
    {
        var today = Preload.Today();
        var stream = new SignalStream(300, name, new(Preload.Cadres), today, alarmShare: 0);
        var first = (int)(uint.Parse(string.Concat(name.Where(char.IsDigit).TakeLast(4)).PadLeft(1, '0'), CultureInfo.InvariantCulture) % Preload.Cadres);
        var bodies = new List<(int, byte[])>(count);
        for (var i = 0; i < count; i++)
        {
            var alarm = (first + i) % Preload.Cadres;
            var batch = new List<SignalSpec> { SignalStream.Case(alarm, $"{name}-alarm-{i}", today) };
            while (batch.Count < rows)
                if (stream.Next() is var row && row.Cadre != alarm) batch.Add(row);
            bodies.Add((alarm, Batches.Of(batch).Body));
        }

        return bodies;
    }

    private static async Task<double[]> PostAsync(string url, string key, List<(int Alarm, byte[] Body)> bodies, int perSecond, Watched watch)
    {
        using var lane = new HttpLane(url, key);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var posts = new List<Task<double>>(bodies.Count);
        foreach (var (alarm, body) in bodies)
        {
            await timer.WaitForNextTickAsync();
            watch.Posted(alarm);
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
