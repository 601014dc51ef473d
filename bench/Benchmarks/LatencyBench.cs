using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Load;
using CadreWatch.Bench.Measures;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>How long after its post an alert is on every open board, under a steady load.</summary>
internal static class LatencyBench
{
    /// <summary>Whom alarms are about follows from the name's last digits; settling shall not raise those that are measured.</summary>
    private const int OtherPeople = 2_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store();
        var seconds = options.Number("seconds", 20);
        var preload = options.Number("preload", Preload.QuotableEvents);
        var (rate, alarms, boards) = (options.Number("rate", 2_000), options.Number("alarms", 20), options.Number("boards", 100));
        var settle = options.Number("settle", 20);
        options.Done();

        await using var store = await Preload.OpenAsync(kind, preload);
        var head = (await store.CountAsync(long.MaxValue)).Head;
        using var server = await ServerProcess.StartAsync(store.Folder, store.Connection, Ports.Free());
        await IngestBench.WarmAsync(server, $"w{head}");
        string[] Load(string name) => ["--name", name, "--rate", Text(rate), "--alarms", Text(alarms), "--boards", Text(boards)];
        if (settle > 0) await Generator.RunAsync<LatencyResult>(server, LatencyLoad.Command, settle, null, Load($"s{head + OtherPeople}"));
        var cpu = CpuTime.Of(server.Id);
        var result = await Generator.RunAsync<LatencyResult>(server, LatencyLoad.Command, seconds, () =>
        {
            cpu = CpuTime.Of(server.Id);
            return Task.CompletedTask;
        }, Load($"l{head}"));
        cpu = CpuTime.Of(server.Id) - cpu;
        await server.StopAsync();
        Console.WriteLine(
            $"{result.SignalsPerSecond:N0} signals/s, {result.Alarms} alarms to {boards} boards: POST to receipt p50 {result.P50Ms:F1} ms, p99 {result.P99Ms:F1} ms, max {result.MaxMs:F0} ms; " +
            $"{result.Receipts} receipts, {result.Missing} missing; POST p50 {result.PostP50Ms:F1} ms, p99 {result.PostP99Ms:F1} ms; server CPU {cpu.Total:F1} s");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "latency",
            store = kind.ToString().ToLowerInvariant(),
            eventsBefore = head,
            boards,
            signalsPerSecond = Math.Round(result.SignalsPerSecond),
            alarms = result.Alarms,
            receipts = result.Receipts,
            missing = result.Missing,
            p50Ms = Math.Round(result.P50Ms, 1),
            p99Ms = Math.Round(result.P99Ms, 1),
            maxMs = Math.Round(result.MaxMs, 1),
            postP50Ms = Math.Round(result.PostP50Ms, 1),
            postP99Ms = Math.Round(result.PostP99Ms, 1),
            cpuServer = Math.Round(cpu.Total, 2),
            cpuGenerator = Math.Round(result.GeneratorCpu, 2),
        }));
        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
