using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.JointReviews.Meetings;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>A live meeting: from the presenter's step as it is posted to the item on every participant's own screen, each with an account of its own.</summary>
internal static class MeetingBench
{
    private const string Meeting = "b0000000000000000000000000000001";
    private const string Convener = "bench";
    private const string Recorder = "bench-recorder";
    private const int Items = 12;
    private const int Units = 23;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store();
        var (participants, steps) = (options.Number("participants", 60), options.Number("steps", 200));
        options.Done();
        if (participants < 2) throw new BadOptionException("--participants: two at least, who lead it.");
        var folder = StoreFolder.Fresh(kind, "meeting");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        string[] accounts = [Convener, Recorder, .. Enumerable.Range(1, participants - 2).Select(i => $"bench-{i:000}")];
        await using (var silo = await BenchSilo.OpenAsync(folder, store.Connection)) await PrepareAsync(silo, accounts);

        using var server = await ServerProcess.StartAsync(folder, store.Connection, Ports.Free(), new Dictionary<string, string?> { ["Accounts__AttemptsPerMinute"] = "100000" });
        var browsers = await OpenAsync(server, accounts);
        await browsers[0].PostAsync($"/api/meetings/{Meeting}/start", new { });
        var watch = new Watch();
        var screens = await Task.WhenAll(browsers.Select(b => BoardClient.OpenAsync(
            server.Url, b.Cookies, "/hubs/meetings", $"\"target\":\"Open\",\"arguments\":[\"{Meeting}\",false]", "Show", watch.Seen)));
        var cpu = CpuTime.Of(server.Id);
        var (times, posts, missing) = await StepAsync(browsers[0], watch, participants, steps);
        cpu = CpuTime.Of(server.Id) - cpu;
        foreach (var screen in screens) await screen.DisposeAsync();
        foreach (var browser in browsers) browser.Dispose();
        await server.StopAsync();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "meeting",
            store = kind.ToString().ToLowerInvariant(),
            participants,
            steps,
            receipts = times.Count,
            missing,
            p50Ms = Math.Round(Percentiles.Median(times), 1),
            p99Ms = Math.Round(Percentiles.At(times, 0.99), 1),
            maxMs = Math.Round(times.DefaultIfEmpty().Max(), 1),
            postP50Ms = Math.Round(Percentiles.Median(posts), 1),
            postP99Ms = Math.Round(Percentiles.At(posts, 0.99), 1),
            cpuServer = Math.Round(cpu.Total, 2),
            loadAverage = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0],
        }));
        return missing == 0 ? 0 : 1;
    }

    private static async Task<(List<double> Times, List<double> Posts, int Missing)> StepAsync(Browser presenter, Watch watch, int screens, int steps)
    {
        var (times, posts, missing) = (new List<double>(), new List<double>(), 0);
        for (var i = 0; i < steps + 5; i++)
        {
            var item = Item(i % Items);
            watch.Expect(item, screens);
            var from = Stopwatch.GetTimestamp();
            await presenter.PostAgainAsync($"/api/meetings/{Meeting}/show", new { item });
            var post = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            await Task.WhenAny(watch.All, Task.Delay(Patience));
            var received = watch.Receipts.Select(r => Stopwatch.GetElapsedTime(from, r).TotalMilliseconds).ToList();
            await Task.Delay(Pause);
            // The first few warm the code up.
            if (i < 5) continue;
            posts.Add(post);
            times.AddRange(received);
            missing += screens - received.Count;
        }

        return (times, posts, missing);
    }

    /// <summary>The meeting with everybody signed in, its material as rich as the largest real one.</summary>
    private static async Task PrepareAsync(BenchSilo silo, string[] accounts)
    {
        await Preload.RosterAsync(silo);
        List<Participant> people = [.. accounts.Select((a, i) => new Participant(a, i < 2 ? null : $"u{i % Units}", i < 2 ? Secrecy.Secret : Secrecy.Confidential, i < 2, null))];
        List<AgendaItem> agenda = [.. Enumerable.Range(0, Items).Select(i => new AgendaItem(Item(i), ItemKind.Person, ZipfCadres.Number(i), Recorder, []))];
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await AskAsync(new CallMeeting(Guid.NewGuid(), at, Recorder, 2026, 1, Convener, Recorder, [Convener], people));
        await AskAsync(new SetAgenda(Guid.NewGuid(), at, Recorder, agenda));
        await AskAsync(new FreezeMaterial(Guid.NewGuid(), at, Recorder, [.. agenda.Select((item, i) => MaterialBuilder.Sealed(item.Id, Pieces(i), []))]));
        foreach (var account in accounts) await AskAsync(new SignIn(Guid.NewGuid(), at, account));

        async Task AskAsync(MeetingCommand command)
        {
            if (await silo.Engine.AskAsync(MeetingGrain.IdOf(Meeting), command) is Refusal refusal) throw new BenchFailedException($"The meeting was refused: {refusal.Rule}");
        }
    }

    private static List<MaterialPiece> Pieces(int person) =>
    [
        new(new("person", PieceKind.Person, null, Secrecy.Internal, false), $"示例{person}", "示例单位 副职", new(2022, 6, 20), "demo"),
        .. Enumerable.Range(0, Units).Select(u => new MaterialPiece(new($"opinion.u{u}", PieceKind.Opinion, $"u{u}", Secrecy.Internal, false), $"示例单位{u}", "无不良反映", null, "noObjection")),
        .. Enumerable.Range(0, 8).Select(f => new MaterialPiece(
            new($"fact.{f}", PieceKind.Fact, f < 4 ? $"u{f}" : null, Secrecy.Confidential, f == 3), "示例单位", "近12个月 3 件，均未核实；此前12个月 0 件", new(2026, 8, 12), "reported")),
        .. Enumerable.Range(0, 4).Select(a => new MaterialPiece(new($"alert.{a}", PieceKind.Alert, null, Secrecy.Confidential, false), "橙色", "举报集中：近12个月收到反映 4 件（未核实 4 件），起算 3 件", new(2026, 8, 12), "2-orange")),
    ];

    /// <summary>Opens each account by its invitation, signed in; the first is the presenter.</summary>
    private static async Task<List<Browser>> OpenAsync(ServerProcess server, string[] accounts)
    {
        using var admin = await server.AdministratorAsync();
        var browsers = new List<Browser>();
        foreach (var account in accounts)
        {
            var role = account == Convener ? "departmentHead" : account == Recorder ? "supervisor" : "agencyLiaison";
            browsers.Add(await BenchAccount.OpenAsync(admin, server.Url, account, role, role == "agencyLiaison" ? "confidential" : "secret"));
        }

        return browsers;
    }

    private static string Item(int person) => $"p-{ZipfCadres.Number(person)}";

    /// <summary>Notes when each screen shows the item that is waited for.</summary>
    private sealed class Watch
    {
        private volatile Wait wait = new([], 0);

        public IEnumerable<long> Receipts => wait.Receipts.Values;

        public Task All => wait.All.Task;

        public void Expect(string item, int screens) => wait = new(Encoding.UTF8.GetBytes($"\"item\":\"{item}\""), screens);

        public void Seen(BoardClient screen, ReadOnlyMemory<byte> record)
        {
            var (now, current) = (Stopwatch.GetTimestamp(), wait);
            if (current.Screens == 0 || record.Span.IndexOf(current.Item) < 0) return;
            if (current.Receipts.TryAdd(screen, now) && current.Receipts.Count == current.Screens) current.All.TrySetResult();
        }

        private sealed record Wait(byte[] Item, int Screens)
        {
            public ConcurrentDictionary<BoardClient, long> Receipts { get; } = new();

            public TaskCompletionSource All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
