using System.Globalization;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Kill;

/// <summary>
/// The process that survives the kills: it posts batches and writes down what it sent and what was answered. Each lane has its own cadres and one batch
/// under way; a batch that got no answer is sent again, unchanged, until it is answered.
/// </summary>
internal static class AckKeeper
{
    public const string Command = "generate-acknowledged";
    public const int Cadres = 240;
    private const int LargestBatch = 120;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<int> MainAsync(BenchOptions options)
    {
        var url = options.Text("url", "");
        var key = Environment.GetEnvironmentVariable("CADRE_WATCH_BENCH_KEY") ?? "";
        var lanes = options.Number("lanes", 3);
        var seed = options.Number("seed", 1);
        using var log = new AckLog(options.Text("dir", "."), append: true);
        options.Done();
        using var end = new CancellationTokenSource();
        var running = Enumerable.Range(0, lanes).Select(lane => Task.Run(() => SendAsync(url, key, lane, lanes, seed, log, end.Token))).ToList();
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line && line != "end")
        {
        }

        await end.CancelAsync();
        await Task.WhenAll(running);
        return 0;
    }

    private static async Task SendAsync(string url, string key, int lane, int lanes, int seed, AckLog log, CancellationToken end)
    {
        var random = new Random(seed + lane);
        var today = Benchmarks.Preload.Today();
        var stream = new SignalStream(seed + lane, $"k{lane}", new(Cadres / lanes), today, alarmShare: 0.03, clearAfter: 150);
        using var http = new HttpLane(url, key);
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var rows = Enumerable.Range(0, random.Next(1, LargestBatch)).Select(_ => stream.Next()).Select(r => r with { Cadre = (r.Cadre * lanes) + lane });
            var body = Batches.Of([.. rows]).Body;
            log.Sent(lane, number, body);
            while (await TryAsync(http, body, lane, number, log) is false) await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>True once the batch is answered; what refuses it for now, or breaks, is written down too.</summary>
    private static async Task<bool> TryAsync(HttpLane http, byte[] body, int lane, int number, AckLog log)
    {
        try
        {
            if (await http.TryPostAsync("/api/signals", body) is { } answer)
            {
                if (answer.Rejected > 0) throw new BenchFailedException($"A row was refused: {answer.FirstRejection}");
                log.Acknowledged(lane, number, string.Create(CultureInfo.InvariantCulture, $"{answer.Received} {answer.Accepted} {answer.Duplicates}"));
                return true;
            }
        }
        catch (HttpRequestException)
        {
        }
        catch (IOException)
        {
        }

        log.Unanswered(lane, number);
        return false;
    }
}
