using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// How long one organizer waits for the matrix of a full round over HTTP: the first time, when the server loads every column from its stream, and then again and
/// again. All cells but those of one unit are answered and confirmed.
/// </summary>
internal static class ReviewBench
{
    private const string Account = "bench";
    private const double TargetMs = 1_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store(StoreKind.Pg);
        var (people, units, runs) = (options.Number("people", 500), options.Number("units", 23), options.Number("runs", 100));
        options.Done();
        var folder = StoreFolder.Fresh(kind, "review");
        var postgres = kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null;
        await using var store = new PreparedStore(folder, postgres);
        await using (var silo = await BenchSilo.OpenAsync(folder, store.Connection))
        {
            await Preload.RosterAsync(silo);
            await Rounds.OpenAsync(silo, 1, 0, people, units, Account, []);
        }

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
        using var answer = await http.GetAsync(new Uri($"/api/joint-reviews/{Rounds.Id(1)}/matrix", UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        var elapsed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        if (!answer.IsSuccessStatusCode) throw new BenchFailedException($"The matrix was answered with {(int)answer.StatusCode}.");
        var columns = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("columns").EnumerateArray().Sum(c => c.GetProperty("cells").GetString()!.Length);
        return columns == cells ? (elapsed, body.Length) : throw new BenchFailedException($"The matrix has {columns} cells instead of {cells}.");
    }
}
