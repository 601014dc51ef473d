using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Learning;
using CadreWatch.Risk.Learning.XGBoost;
using CadreWatch.Risk.Population;
using CadreWatch.Risk.Scoring;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Bench.Risk;

/// <summary>Features and score of one cadre, and the exact contributions, with a model of 200 trees of depth 3.</summary>
internal static class RiskScoreBench
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly RiskTask Learned = new(
        "bench", "bench", new(["complaint"], 365), new(null, null, null, 0), new(Today, Today, 12), new(12, 12, 12, 0, 10, true), new("count", ["complaint"], 730, 1, true), [], new(),
        new(0, 0, 0, 0, 1));

    public static Task<int> RunAsync(BenchOptions options)
    {
        var (signals, rounds) = (options.Number("signals", 50), options.Number("rounds", 200));
        options.Done();
        var boosted = new XGBoostLearner().Train(
            new SyntheticRows(20_000, FeatureSchema.Count, 3), null, new BoostParameters(Rounds: rounds), new int[FeatureSchema.Count], null, CancellationToken.None);
        var cadres = Enumerable.Range(0, 200).Select(i => Cadre(i, signals)).ToArray();
        var builder = new PopulationSnapshotBuilder(AsOf.Of(Today, Zone));
        foreach (var cadre in cadres) builder.Add(cadre);
        var live = RiskModel.Of("bench", Learned, boosted.Model, Calibration.None, []).With(builder.Build(), Zone);
        var score = MicrosecondsEach(cadres, 20_000, cadre => live.Score(cadre, Today)!.Margin);
        var explain = MicrosecondsEach(cadres, 2_000, cadre => live.Explain(cadre, Today, 5).Count);
        Console.WriteLine($"{signals} signals, {FeatureSchema.Count} features, {rounds} trees: features and score {score:F1} µs (at most 20), contributions {explain:F0} µs (at most 1,000)");
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "risk-score", signals, features = FeatureSchema.Count, rounds, scoreMicroseconds = Math.Round(score, 2), contributionMicroseconds = Math.Round(explain, 1) }));
        return Task.FromResult(0);
    }

    /// <summary>Processor time, collector included, so that other work on the machine does not count: the median of seven runs, after one that only warms up.</summary>
    private static double MicrosecondsEach(CadreState[] cadres, int times, Func<CadreState, double> act)
    {
        var runs = new List<double>();
        for (var run = 0; run < 8; run++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            double sum = 0;
            for (var i = 0; i < times; i++) sum += act(cadres[i % cadres.Length]);
            if (double.IsNaN(sum)) throw new BenchFailedException("A score is no number.");
            if (run > 0) runs.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / times);
        }

        return runs.Order().ElementAt(runs.Count / 2);
    }

    private static CadreState Cadre(int number, int signals)
    {
        var random = new Random(number);
        var state = new CadreState($"S{number}")
        {
            Roster = new($"S{number}", "male", new(1970, 1, 1), "U1", null, null, true, default, null, [new($"U{number % 9}", "head", new(2015, 1, 1), null, null, null)]),
        };
        for (var i = 0; i < signals; i++)
        {
            var day = Today.AddDays(-random.Next(2500));
            var facts = new SignalFacts(
                "bench", $"{i}", random.Next(5) == 0 ? "audit" : "complaint", $"c{random.Next(30)}", 1 + random.Next(5), (SignalStatus)(1 + random.Next(5)), day, day,
                new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)), $"a{random.Next(4)}", Secrecy.Internal, Responsibility.Direct, Digest16.Of($"{i}"), Backfill: true);
            state = CadreState.Apply(state, new SignalRecorded(SignalKey.Of("bench", $"{i}", state.Number), facts));
        }

        return state;
    }
}
