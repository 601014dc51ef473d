using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Risk.Backtests;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Tasks;
using CadreWatch.Risk.Training;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Replay;

namespace CadreWatch.Bench.Risk;

/// <summary>From the journal to training rows of six cut-offs, and the same journal under a changed policy.</summary>
internal static class RiskReplayBench
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (signals, cadres) = (options.Number("signals", 1_000_000), options.Number("cadres", 10_000));
        options.Done();
        var store = await SyntheticHistories.PrepareAsync(signals, cadres);
        var codec = OpenedSilo.ProductCodec();
        await using var journal = await SqliteJournal.OpenForReadingAsync(store.Data);
        var rules = await RulesInForce.LoadAsync(journal, codec, Zone, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var histories = new List<CadreHistory>(cadres);
        await foreach (var history in new JournalHistories(journal, codec).ReadAsync(CancellationToken.None)) histories.Add(history);
        var read = clock.Elapsed.TotalSeconds;
        var (rows, made, missing) = Rows(histories);
        var rowSeconds = read + made;
        Console.WriteLine($"{signals:N0} signals of {cadres:N0} cadres: read {read:F1} s, {rows:N0} rows of six cut-offs ({missing:P1} of their values missing) {made:F1} s, together {rowSeconds:F1} s (at most 60)");
        histories.Clear();
        var backtest = await ReplayAsync(new JournalHistories(journal, codec), cadres, rules);
        Console.WriteLine($"back-test {backtest.Seconds:F1} s with reading (at most 30): {backtest.All.Current.Raised:N0} and {backtest.All.Changed.Raised:N0} alerts");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "risk-replay",
            signals,
            cadres,
            rows,
            missing = Math.Round(missing, 3),
            readSeconds = Math.Round(read, 2),
            replaySeconds = Math.Round(made, 2),
            rowsTotalSeconds = Math.Round(rowSeconds, 2),
            backtestSeconds = Math.Round(backtest.Seconds, 2),
            peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
        }));
        return 0;
    }

    private static (long Rows, double Seconds, double Missing) Rows(List<CadreHistory> histories)
    {
        var task = new RiskTask(
            "bench", "bench", new(["complaint"], 365), new(null, null, null, 365), new(default, default, 12), new(24, 84, 12, 365, 100, true), new("count", ["complaint"], 730, 1, true),
            [new("rule", ["complaint"], 365, 3, false)], new(), new(0, 0, 0, 0, 1));
        var clock = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("cadre-watch-bench-");
        try
        {
            var days = Enumerable.Range(0, 6).Select(i => new DateOnly(SyntheticHistories.FirstYear + 2 + i, 1, 1)).ToList();
            using var panels = new PanelBuilder(task, Zone, folder.FullName, (_, _) => []).Build(histories, days, days, null, CancellationToken.None);
            var (seconds, rows) = (clock.Elapsed.TotalSeconds, panels.Panels.Sum(p => p.Rows.Rows));
            return (rows, seconds, panels.Panels.Sum(p => Missing(p.Rows)) / (double)(rows * FeatureSchema.Count));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Missing(RowFile rows)
    {
        var missing = 0L;
        foreach (var batch in rows.Read())
            foreach (var value in batch.Values.Span)
                if (float.IsNaN(value)) missing++;
        return missing;
    }

    private static Task<BacktestResult> ReplayAsync(JournalHistories histories, int cadres, RulesInForce rules)
    {
        var current = PolicyYaml.Read(PolicyYaml.Shipped());
        var changed = current with
        {
            Version = "bench",
            Parameters = [.. current.Parameters.Select(p => p.Code == "complaints.yellow" ? p with { Value = 4 } : p)],
        };
        return new Backtest(current, changed, rules.On, Zone, ["complaint"], 365)
            .RunAsync(histories.ReadAsync(CancellationToken.None), cadres, new(2000, 1, 1), new(SyntheticHistories.FirstYear + 9, 12, 31), null, CancellationToken.None);
    }
}
