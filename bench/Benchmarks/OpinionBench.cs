using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// An opinion on the other screens: from the moment its unit posts it to the moment each watcher of the full matrix, an account of its own, has read the column that
/// holds it, as the page does: a hint over the hub, then the column under the rights of that moment.
/// </summary>
internal static class OpinionBench
{
    private const int Units = 23;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);
    /// <summary>The page waits so long for more changes of the column before it reads it.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly string Watching = $"\"target\":\"Watch\",\"arguments\":[\"{Rounds.Id(1)}\"]";
    private static readonly string Round = $"/api/joint-reviews/{Rounds.Id(1)}";

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store(StoreKind.Pg);
        var (participants, people, opinions) = (options.Number("participants", 60), options.Number("people", 500), options.Number("opinions", 200));
        options.Done();
        if (opinions > people) throw new BadOptionException("--opinions: at most one for each of --people.");
        var folder = StoreFolder.Fresh(kind, "opinion");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        string[] accounts = [.. Enumerable.Range(1, participants).Select(i => string.Create(CultureInfo.InvariantCulture, $"bench-{i:000}"))];
        await using (var silo = await BenchSilo.OpenAsync(folder, store.Connection))
        {
            await Preload.RosterAsync(silo);
            await Rounds.OpenAsync(silo, 1, 0, people, Units, accounts[0], accounts[1..]);
        }

        using var server = await ServerProcess.StartAsync(folder, store.Connection, Ports.Free(), new Dictionary<string, string?> { ["Accounts__AttemptsPerMinute"] = "100000" });
        using var admin = await server.AdministratorAsync();
        using var liaison = await BenchAccount.OpenAsync(admin, server.Url, Rounds.Liaison(1), "agencyLiaison", "confidential");
        // A new account may change who sees what, which ends every watch: all are opened, and known to every follower, before the first screen.
        var (browsers, screens) = (new List<Browser>(), new List<Screen>());
        foreach (var account in accounts) browsers.Add(await BenchAccount.OpenAsync(admin, server.Url, account, "supervisor", "secret"));
        await Task.Delay(Settle);
        foreach (var browser in browsers) screens.Add(await Screen.OpenAsync(server.Url, browser));
        var cpu = CpuTime.Of(server.Id);
        var (times, missing) = await EnterAsync(liaison, screens, opinions);
        cpu = CpuTime.Of(server.Id) - cpu;
        foreach (var screen in screens) await screen.DisposeAsync();
        await server.StopAsync();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "opinion",
            store = kind.ToString().ToLowerInvariant(),
            participants,
            cells = people * Units,
            opinions,
            receipts = times.Count,
            missing,
            rewatched = screens.Sum(s => s.Rewatched),
            p50Ms = Math.Round(Percentiles.Median(times), 1),
            p99Ms = Math.Round(Percentiles.At(times, 0.99), 1),
            maxMs = Math.Round(times.DefaultIfEmpty().Max(), 1),
            cpuServer = Math.Round(cpu.Total, 2),
        }));
        return missing == 0 ? 0 : 1;
    }

    private static async Task<(List<double> Times, int Missing)> EnterAsync(Browser liaison, List<Screen> screens, int opinions)
    {
        var (times, missing) = (new List<double>(), 0);
        // The antiforgery token is asked for once, and the first few warm the code up.
        for (var i = 0; i < opinions; i++)
        {
            object entries = new { entries = new[] { new { cadre = ZipfCadres.Number(i), answer = "noObjection", facts = Array.Empty<object>() } } };
            var shown = screens.Select(s => s.ShowsAsync(i + 1)).ToList();
            var from = Stopwatch.GetTimestamp();
            if (i == 0) await liaison.PostAsync($"{Round}/units/{Rounds.FirstUnit}/opinions", entries);
            else await liaison.PostAgainAsync($"{Round}/units/{Rounds.FirstUnit}/opinions", entries);
            await Task.WhenAny(Task.WhenAll(shown), Task.Delay(Patience));
            if (i >= 5)
            {
                times.AddRange(shown.Where(s => s.IsCompletedSuccessfully).Select(s => Stopwatch.GetElapsedTime(from, s.Result).TotalMilliseconds));
                missing += shown.Count(s => !s.IsCompletedSuccessfully);
            }

            await Task.Delay(Pause);
        }

        return (times, missing);
    }

    /// <summary>One open matrix: it hears that a column changed and reads it.</summary>
    private sealed class Screen(Browser browser) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource<long>> waiting = new();
        private BoardClient? hub;
        private string? first;

        public static async Task<Screen> OpenAsync(string url, Browser browser)
        {
            var screen = new Screen(browser);
            screen.first = await screen.ColumnAsync();
            screen.hub = await BoardClient.OpenAsync(url, browser.Cookies, "/hubs/reviews", Watching, "", screen.Hear);
            return screen;
        }

        /// <summary>How often its rights may have changed, so that it had to watch anew.</summary>
        public int Rewatched { get; private set; }

        /// <summary>When the column first held so many new answers.</summary>
        public Task<long> ShowsAsync(int answers) => waiting.GetOrAdd(answers, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async ValueTask DisposeAsync()
        {
            await hub!.DisposeAsync();
            browser.Dispose();
        }

        private void Hear(BoardClient board, ReadOnlyMemory<byte> record)
        {
            if (record.Span.IndexOf("\"ColumnChanged\""u8) >= 0) _ = GatherAsync();
            if (record.Span.IndexOf("\"RoundChanged\""u8) < 0) return;
            Rewatched++;
            _ = WatchAsync(board);
        }

        private async Task GatherAsync()
        {
            await Task.Delay(Gather);
            await ReadAsync();
        }

        private async Task WatchAsync(BoardClient board)
        {
            await board.CallAsync(Watching);
            await ReadAsync();
        }

        private async Task ReadAsync()
        {
            var column = await ColumnAsync();
            var now = Stopwatch.GetTimestamp();
            var answers = column.Zip(first!).Count(pair => pair.First != pair.Second);
            foreach (var (count, shown) in waiting)
                if (count <= answers) shown.TrySetResult(now);
        }

        private async Task<string> ColumnAsync() => (await browser.GetAsync($"{Round}/units/{Rounds.FirstUnit}")).GetProperty("cells").GetString()!;
    }
}
