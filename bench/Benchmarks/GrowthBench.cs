using System.Diagnostics;
using System.Text.Json;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.InProcess;
using CadreWatch.Bench.Measures;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Bench.Benchmarks;

/// <summary>
/// What one more signal costs a cadre that has few or many already: decided, applied and appended in process, on a journal in memory and on the store.
/// Sizes take turns, so that a slow moment of the machine falls on all of them.
/// </summary>
internal static class GrowthBench
{
    private static readonly int[] Sizes = [10, 1_000, 10_000];

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var kind = options.Store();
        var rounds = options.Number("rounds", 400);
        options.Done();
        var folder = StoreFolder.Fresh(kind, "growth");
        await using var store = new PreparedStore(folder, kind == StoreKind.Pg ? await PostgresHost.StartAsync(folder.Path) : null);
        await using var silo = await BenchSilo.OpenAsync(folder, store.Connection);
        var memory = await silo.InMemoryAsync((ingest, engine, journal) => MeasureAsync(silo, ingest, engine, journal, rounds));
        var stored = await MeasureAsync(silo, silo.Ingest, silo.Engine, silo.Journal, rounds);
        Print("decide and apply alone", memory.Decide);
        Print("in process, memory journal", memory.Append);
        Print($"in process, {kind} store", stored.Append);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "growth",
            store = kind.ToString().ToLowerInvariant(),
            rounds,
            earlier = Sizes,
            decideMicros = memory.Decide.Select(Rounded),
            memoryMicros = memory.Append.Select(Rounded),
            storeMicros = stored.Append.Select(Rounded),
            decideGrowth = Math.Round(memory.Decide[^1] / memory.Decide[0], 2),
            memoryGrowth = Math.Round(memory.Append[^1] / memory.Append[0], 2),
            storeGrowth = Math.Round(stored.Append[^1] / stored.Append[0], 2),
        }));
        return 0;
    }

    private static async Task<(double[] Decide, double[] Append)> MeasureAsync(BenchSilo silo, IIngest ingest, LocalEngine engine, IJournal journal, int rounds)
    {
        var commands = await FillAsync(silo, ingest, journal, rounds);
        var append = Sizes.Select(_ => new List<double>()).ToArray();
        var decide = Sizes.Select(_ => new List<double>()).ToArray();
        var kind = new CadreGrain();
        var states = new CadreState[Sizes.Length];
        for (var size = 0; size < Sizes.Length; size++) states[size] = await engine.StateAsync<CadreState>(Grain(size));
        for (var round = 0; round < rounds; round++)
        {
            for (var size = 0; size < Sizes.Length; size++)
            {
                var command = commands[size][round];
                var from = Stopwatch.GetTimestamp();
                var state = states[size];
                foreach (var e in kind.Decide(state, command, silo.Opened.Rules.Capture(command.At)).Events) state = kind.Apply(state, (CadreEvent)e);
                decide[size].Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
                from = Stopwatch.GetTimestamp();
                var reply = await engine.AskAsync(Grain(size), command);
                append[size].Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
                if (reply is not SignalReply) throw new BenchFailedException($"The signal was answered {reply}.");
            }
        }

        // The first rounds warm code and caches.
        double[] Medians(List<double>[] times) => [.. times.Select(t => Percentiles.Median(t.Skip(rounds / 4)))];
        return (Medians(decide), Medians(append));
    }

    /// <summary>Fills one cadre per size with signals of five years and makes the commands to come: plain signals known yesterday, judged in full.</summary>
    private static async Task<RecordSignal[][]> FillAsync(BenchSilo silo, IIngest ingest, IJournal journal, int rounds)
    {
        await ingest.CadresAsync(Batches.Roster(0, Sizes.Length), "bench", CancellationToken.None);
        var commands = new RecordSignal[Sizes.Length][];
        for (var size = 0; size < Sizes.Length; size++)
        {
            var stream = new SignalStream(600 + size, $"grow{size}", new(1), Preload.Today(), alarmShare: 0);
            foreach (var rows in Plain(stream, size).Take(Sizes[size]).Chunk(5_000)) await BenchSilo.TakeAsync(ingest, Batches.Of(rows).Body);
            var taker = new CommandTaker();
            await using var reading = silo.IngestOver(taker, journal);
            var today = Preload.Today();
            var known = new DateTimeOffset(today.AddDays(-1), new TimeOnly(8, 0), TimeSpan.FromHours(8));
            var coming = Plain(stream, size).Take(rounds).Select(r => r with { OccurredOn = today.AddDays(-2), KnownOn = known });
            await BenchSilo.TakeAsync(reading.GetRequiredService<IIngest>(), Batches.Of([.. coming]).Body);
            commands[size] = [.. taker.Commands.Cast<RecordSignal>()];
        }

        return commands;
    }

    private static IEnumerable<SignalSpec> Plain(SignalStream stream, int cadre)
    {
        while (true)
            if (stream.Next() is { Role: RowRole.Plain } row) yield return row with { Cadre = cadre };
    }

    private static GrainId Grain(int size) => CadreGrain.IdOf(ZipfCadres.Number(size));

    private static double Rounded(double micros) => Math.Round(micros, 1);

    private static void Print(string what, double[] medians) =>
        Console.WriteLine($"{what}: " + string.Join(", ", Sizes.Zip(medians, (s, m) => $"{m:N1} µs after {s:N0}")) + $"; growth {medians[^1] / medians[0]:F2}×");
}
