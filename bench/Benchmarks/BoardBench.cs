using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.Silo.People;
using Npgsql;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>How long the board's queries take on PostgreSQL over many alerts, as one viewer with three units and as one who sees everything.</summary>
internal static class BoardBench
{
    private const int PageSize = 101;
    private const int Patterns = 9;
    private static readonly (string, bool)[] Order = [("level_rank", false), ("changed_at", true)];
    private static readonly string[] Ending = ["closed", "dismissed"];

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var (rows, open, units, runs) = (options.Number("rows", 1_000_000), options.Number("open-percent", 10), options.Number("units", 300), options.Number("runs", 200));
        var rounds = options.Number("rounds", 0);
        options.Done();
        var folder = StoreFolder.Fresh(StoreKind.Pg, "board");
        await using (var host = await PostgresHost.StartAsync(folder.Path))
        {
            await using (var journal = await PostgresJournal.OpenAsync(host.ConnectionString, new())) await BoardRows.FillAsync(host.ConnectionString, rows, open, units);
            await MeasureAsync(host.ConnectionString, rows, open, units, runs, 0);
            if (rounds == 0) return 0;
            await using (var silo = await BenchSilo.OpenAsync(folder, host.ConnectionString)) await Preload.RosterAsync(silo);
            await Rounds.OpenAsync(folder, host.ConnectionString, rounds);
            await MeasureAsync(host.ConnectionString, rows, open, units, runs, rounds);
        }

        return 0;
    }

    private static async Task MeasureAsync(string connection, int rows, int open, int units, int runs, int rounds)
    {
        await using var journal = await PostgresJournal.OpenAsync(connection, new());
        var tables = journal.Tables;
        var random = new Random(1);
        var everything = new HashSet<string> { CaseFacts.Root };
        var three = Timings(viewer: () => new("v", "", 1,
            [new(Role.Supervisor, everything, Enumerable.Range(0, 3).Select(_ => $"U{random.Next(units):000}").ToHashSet(), Secrecy.Confidential, false)], new HashSet<string>()));
        var all = Timings(viewer: () => new("v", "", 1,
            [new(Role.DepartmentHead, everything, null, Secrecy.Secret, false)], new HashSet<string> { "C00001" }));
        await MeasureAsync(tables, three, runs, units, random);
        await MeasureAsync(tables, all, runs, units, random);
        Report("three units", rows, open, rounds, three);
        Report("everything", rows, open, rounds, all);

        static Run Timings(Func<Viewer> viewer) => new(viewer, new(StringComparer.Ordinal));
    }

    private static async Task MeasureAsync(IReadTables tables, Run run, int runs, int units, Random random)
    {
        for (var i = -5; i < runs; i++)
        {
            var seen = RightsFilter.Alerts(run.Viewer());
            foreach (var (name, where) in Filters(units, random))
            {
                var first = await TimeAsync(run, $"page {name}", i, () => tables.QueryAsync(new(ReadTableSet.Alerts, [.. seen, .. where], Order, PageSize), CancellationToken.None));
                if (first.Count < PageSize) continue;
                var last = first[^1];
                object?[] after = [last[7], last[12], last[0]];
                await TimeAsync(run, $"next {name}", i, () => tables.QueryAsync(new(ReadTableSet.Alerts, [.. seen, .. where], Order, PageSize, after), CancellationToken.None));
            }

            Task<IReadOnlyList<object?[]>> Count(string[] by, params Condition[] where) => tables.CountAsync(ReadTableSet.Alerts, [.. seen, .. where], by, CancellationToken.None);
            await TimeAsync(run, "count open", i, () => Count(["level_rank", "acknowledged"], new Condition("state", Comparison.Equal, "open")));
            await TimeAsync(run, "count ended", i, () => Count(["state"], new("state", Comparison.In, Ending), new("ended_at", Comparison.AtLeast, BoardRows.Now.AddDays(-30))));
            await TimeAsync(run, "count snoozed", i, () => Count([], new Condition("state", Comparison.Equal, "snoozed")));
            await TimeAsync(run, "accuracy", i, () => Count(["outcome"], new("pattern", Comparison.Equal, $"p{random.Next(Patterns)}"), new("raised_at", Comparison.AtLeast, BoardRows.Now.AddMonths(-12))));
        }
    }

    private static IEnumerable<(string Name, Condition[] Where)> Filters(int units, Random random)
    {
        Condition state = new("state", Comparison.Equal, "open");
        yield return ("open", [state]);
        yield return ("all", []);
        yield return ("closed", [new("state", Comparison.Equal, "closed")]);
        yield return ("level", [state, new("level_rank", Comparison.Equal, 3L)]);
        yield return ("unit", [state, new("unit", Comparison.Equal, $"U{random.Next(units):000}")]);
        yield return ("all of a unit", [new("unit", Comparison.Equal, $"U{random.Next(units):000}")]);
        yield return ("pattern", [state, new("pattern", Comparison.Equal, $"p{random.Next(Patterns)}")]);
        yield return ("rare pattern, all", [new("pattern", Comparison.Equal, "rare")]);
        yield return ("mine", [state, new("owner", Comparison.Equal, $"owner.{random.Next(200)}")]);
        yield return ("all of mine", [new("owner", Comparison.Equal, $"owner.{random.Next(200)}")]);
        yield return ("nobody's", [state, new("owner", Comparison.Equal, "nobody")]);
        yield return ("unacknowledged", [state, new("acknowledged", Comparison.Equal, 0L)]);
        yield return ("unacknowledged of a pattern and level", [state, new("acknowledged", Comparison.Equal, 0L), new("level_rank", Comparison.Equal, 2L), new("pattern", Comparison.Equal, "rare")]);
    }

    private static async Task<IReadOnlyList<object?[]>> TimeAsync(Run run, string what, int round, Func<Task<IReadOnlyList<object?[]>>> query)
    {
        var start = Stopwatch.GetTimestamp();
        var rows = await query();
        if (round < 0) return rows;
        if (!run.Times.TryGetValue(what, out var times)) run.Times[what] = times = [];
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return rows;
    }

    private static void Report(string viewer, int rows, int open, int rounds, Run run)
    {
        foreach (var (what, times) in run.Times.OrderByDescending(t => Percentiles.At(t.Value, 0.99)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{viewer,-12} {what,-44} p50 {Percentiles.Median(times),7:F1} ms  p99 {Percentiles.At(times, 0.99),7:F1} ms"));
        var all = run.Times.Values.SelectMany(t => t).ToList();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "board",
            viewer,
            rows,
            openPercent = open,
            rounds,
            p50Ms = Math.Round(Percentiles.Median(all), 1),
            p99Ms = Math.Round(Percentiles.At(all, 0.99), 1),
            worst = run.Times.MaxBy(t => Percentiles.At(t.Value, 0.99)).Key,
            worstP99Ms = Math.Round(run.Times.Values.Max(t => Percentiles.At(t, 0.99)), 1),
        }));
    }

    private sealed record Run(Func<Viewer> Viewer, Dictionary<string, List<double>> Times);
}

/// <summary>Rows of alerts, copied in as they would stand after years.</summary>
internal static class BoardRows
{
    public static readonly DateTimeOffset Now = new(2026, 10, 12, 2, 0, 0, TimeSpan.Zero);

    private static readonly string Body = JsonSerializer.Serialize(new { full = new string('文', 200), history = Enumerable.Range(0, 8).Select(i => new { at = Now, by = "somebody", action = "updated", version = i }) });

    public static async Task FillAsync(string connectionString, int rows, int openPercent, int units)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var copy = await connection.BeginBinaryImportAsync($"COPY {ReadTableSet.Alerts.PhysicalName} FROM STDIN (FORMAT BINARY)");
            var random = new Random(7);
            var body = System.Text.Encoding.UTF8.GetBytes(Body);
            for (var i = 0; i < rows; i++)
            {
                await copy.StartRowAsync();
                foreach (var value in Row(i, random, openPercent, units, body))
                {
                    if (value is null) await copy.WriteNullAsync();
                    else await copy.WriteAsync(value);
                }
            }

            await copy.CompleteAsync();
        }

        await using var command = source.CreateCommand($"VACUUM ANALYZE {ReadTableSet.Alerts.PhysicalName}");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static IEnumerable<object?> Row(int i, Random random, int openPercent, int units, byte[] body)
    {
        var open = random.Next(100) < openPercent;
        var state = open ? "open" : random.Next(100) switch { < 2 => "snoozed", < 62 => "closed", < 87 => "dismissed", _ => "withdrawn" };
        var raised = Now.AddSeconds(-random.NextInt64(open ? 180L * 86_400 : 1_800L * 86_400));
        var changed = raised.AddSeconds(random.NextInt64((long)(Now - raised).TotalSeconds + 1));
        // Units differ in size as real ones do.
        var unit = (int)(units * random.NextDouble() * random.NextDouble());
        yield return $"A{i:X8}";
        yield return $"C{random.Next(30_000):00000}";
        yield return $"U{unit:000}";
        yield return $"office-{unit % 20}";
        yield return random.Next(200) == 0 ? 1L : 0L;
        yield return random.Next(100) switch { < 80 => 1L, < 97 => 2L, _ => 3L };
        yield return random.Next(20_000) == 0 ? "rare" : $"p{random.Next(9)}";
        yield return random.Next(100) switch { < 3 => 1L, < 20 => 2L, _ => 3L };
        yield return state;
        yield return random.Next(100) < 70 ? 1L : 0L;
        yield return random.Next(3) == 0 ? $"owner.{random.Next(200)}" : null;
        yield return Micros(raised);
        yield return Micros(changed);
        yield return state is "open" or "snoozed" ? null : Micros(changed);
        yield return state switch { "closed" => random.Next(2) == 0 ? "substantiated" : "handled", "dismissed" => "unsubstantiated", _ => null };
        yield return (long)random.Next(1, 12);
        yield return body;
    }

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10;
}
