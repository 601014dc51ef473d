using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// How long one organizer waits for the matrix of a full round over HTTP: the first time, when the server loads every column from its stream, and then again and
/// again. All cells but those of one unit are answered and confirmed.
/// </summary>
internal static class ReviewBench
{
    private const string Account = "bench";
    private const string Round = "b0000000000000000000000000000001";
    private const double TargetMs = 1_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store(StoreKind.Pg);
        var (people, units, runs) = (options.Number("people", 500), options.Number("units", 23), options.Number("runs", 100));
        options.Done();
        var folder = StoreFolder.Fresh(kind, "review");
        var postgres = kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null;
        await using var store = new PreparedStore(folder, postgres);
        await using (var silo = await BenchSilo.OpenAsync(folder, store.Connection)) await FillAsync(silo, people, units);
        await store.SettleAsync();
        using var server = await ServerProcess.StartAsync(folder, store.Connection, Ports.Free());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new(server.Url) };
        http.DefaultRequestHeaders.Add("Cookie", await server.CookieAsync());
        var (first, bytes) = await TimeAsync(http, people * units);
        var times = new List<double>(runs);
        for (var i = 0; i < runs; i++) times.Add((await TimeAsync(http, people * units)).Ms);
        await server.StopAsync();
        var worst = Math.Max(first, times.Max());
        Console.WriteLine($"matrix of {people * units} cells: first {first:F0} ms, then median {Percentiles.Median(times):F1} ms, worst {times.Max():F1} ms ({bytes} bytes)");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "review",
            store = kind.ToString().ToLowerInvariant(),
            people,
            units,
            cells = people * units,
            runs,
            firstMs = Math.Round(first, 1),
            medianMs = Math.Round(Percentiles.Median(times), 2),
            worstMs = Math.Round(worst, 1),
            bytes,
            targetMs = TargetMs,
        }));
        return worst <= TargetMs ? 0 : 1;
    }

    private static async Task<(double Ms, int Bytes)> TimeAsync(HttpClient http, int cells)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri($"/api/joint-reviews/{Round}/matrix", UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        var elapsed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        if (!answer.IsSuccessStatusCode) throw new BenchFailedException($"The matrix was answered with {(int)answer.StatusCode}.");
        var columns = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("columns").EnumerateArray().Sum(c => c.GetProperty("cells").GetString()!.Length);
        return columns == cells ? (elapsed, body.Length) : throw new BenchFailedException($"The matrix has {columns} cells instead of {cells}.");
    }

    private static async Task FillAsync(BenchSilo silo, int people, int units)
    {
        var roster = await silo.Ingest.CadresAsync(Batches.Roster(0, people), "bench", CancellationToken.None);
        if (roster.Rejected.Count > 0) throw new BenchFailedException($"A roster row was refused: {roster.Rejected[0]}");
        var numbers = await silo.Journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [], [], people), CancellationToken.None);
        string[] listed = [.. numbers.Select(row => (string)row[0]!)];
        List<MemberUnit> members = [.. Enumerable.Range(1, units).Select(Member)];
        await AskAsync(silo, RoundGrain.IdOf(Round), (id, at) => new OpenRound(id, at, Account, at.Year, 1, listed, members, []));
        var issued = await AskAsync(silo, RoundGrain.IdOf(Round), (id, at) => new IssueRequests(id, at, Account, [.. members.Select((m, i) => new UnitLetter(m.Id, string.Create(CultureInfo.InvariantCulture, $"示组督函〔2026〕{i + 1}号")))]));
        var due = ((RoundReply)issued).DueOn!.Value;
        await Task.WhenAll(members.Select((m, i) => ColumnAsync(silo, m, listed, due, answered: i > 0)));
    }

    private static async Task ColumnAsync(BenchSilo silo, MemberUnit unit, string[] listed, DateOnly due, bool answered)
    {
        var sheet = SheetGrain.IdOf(Round, unit.Id);
        await AskAsync(silo, sheet, (id, at) => new OpenSheet(id, at, "system", unit, listed, "示组督函〔2026〕1号", DateOnly.FromDateTime(at.DateTime), due));
        if (!answered) return;
        List<OpinionEntry> entries = [.. listed.Select((cadre, i) => i % 50 == 0 ? Objection(cadre) : new OpinionEntry(cadre, OpinionAnswer.NoObjection, [], Digest16.Of(cadre)))];
        await AskAsync(silo, sheet, (id, at) => new EnterOpinions(id, at, unit.Liaison, entries));
        await AskAsync(silo, sheet, (id, at) => new ConfirmOpinions(id, at, unit.Deputy, [.. listed.Select(c => new PendingCell(c, 1))]));
    }

    private static OpinionEntry Objection(string cadre)
    {
        var text = SealedText.Of("事项", Guid.NewGuid().ToByteArray());
        var day = new DateOnly(2025, 11, 20);
        return new(cadre, OpinionAnswer.Objection, [new(NegativeClass.SpecialSupervision, day, day, SignalStatus.Reported, Responsibility.Direct, text, text)], Digest16.Of(cadre, "objection"));
    }

    private static MemberUnit Member(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"u{number}"), string.Create(CultureInfo.InvariantCulture, $"单位{number}"), string.Create(CultureInfo.InvariantCulture, $"a{number}"),
        string.Create(CultureInfo.InvariantCulture, $"b{number}"), "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]);

    private static async Task<object> AskAsync(BenchSilo silo, GrainId grain, Func<Guid, DateTimeOffset, Command> command)
    {
        var reply = await silo.Engine.AskAsync(grain, command(Guid.NewGuid(), TimeProvider.System.GetUtcNow()));
        return reply is Refusal refusal ? throw new BenchFailedException($"{grain}: {refusal.Rule} {refusal.Message}") : reply;
    }
}
