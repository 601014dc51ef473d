using System.Diagnostics;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Cadres;

public sealed class CadreInvariantTests
{
    [Fact]
    public void ReplayedEvents_GiveTheSameState_AndSentAgainChangeNothing()
    {
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 499)).Resize(60).ToArbitrary(), seeds =>
        {
            var cadre = new CadreCase();
            foreach (var seed in seeds)
                cadre.Do(Of(cadre, seed));
            var replayed = cadre.Events.Aggregate(new CadreState("A001"), CadreState.Apply);
            var same = Shape(replayed) == Shape(cadre.State);
            var before = cadre.Events.Count;
            foreach (var seed in seeds)
                cadre.Do(Of(cadre, seed));
            return same && cadre.Events.Count == before
                && cadre.State.Alerts.Where(a => a.IsOpen).GroupBy(a => a.Finding.Pattern).All(g => g.Count() == 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void RevisionsOfDistinctContent_ArriveAtTheSameCurrentOne_InAnyOrder()
    {
        Prop.ForAll(Gen.Shuffle([1, 2, 3, 4, 5]).ToArbitrary(), order =>
        {
            var cadre = new CadreCase();
            foreach (var day in order)
                cadre.Put(cadre.Signal("1", status: (SignalStatus)(day + 1), content: day, knownOn: CadreCase.At(2026, 10, day)));
            var signal = cadre.State.Signals.NewestFirst().Single();
            return signal.Status == SignalStatus.Cleared && signal.Revisions.Count == 5;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Counts_EqualAPlainCount_AndListsStayInOrder()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var book = SignalBook.Empty;
            var cadre = new CadreCase();
            for (var i = 0; i < 400; i++)
            {
                var facts = cadre.Signal(
                    $"s{random.Next(300)}", random.Next(3) == 0 ? "audit" : "complaint", (SignalStatus)random.Next(1, 8),
                    new DateOnly(2024, 1, 1).AddDays(random.Next(700)), letter: random.Next(40)).Facts;
                book = book.With(SignalPacking.First(SignalKey.Of(facts.Source, facts.ExternalId, "A001"), facts, i));
            }

            var all = book.NewestFirst().ToList();
            var (from, to) = (new DateOnly(2024, 1, 1).AddDays(random.Next(300)), new DateOnly(2024, 11, 1).AddDays(random.Next(400)));
            var window = all.Where(s => s.IsEffective && s.Kind == "complaint" && s.OccurredOn >= from && s.OccurredOn <= to).ToList();
            var count = book.Tally(["complaint"], from, to);
            var leaders = all.Where(s => s.IsEffective && s.Letter is not null).GroupBy(s => s.Letter).All(g => g.Count(s => !s.IsCopy) == 1);
            return all.Count == book.Count && count.Pieces == window.Count && count.Matters == window.Count(s => !s.IsCopy) && leaders
                && all.Zip(all.Skip(1)).All(p => p.First.OccurredOn >= p.Second.OccurredOn)
                && book.Newest(["complaint"], from, to).SequenceEqual(book.Oldest(["complaint"], from, to).Reverse());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IdleGrainOfTwentySignals_TakesAtMostFourKibibytes()
    {
        const int grains = 200;
        var kept = new CadreState[grains];
        kept[0] = Filled(0, 20).State;
        var before = GC.GetTotalMemory(true);
        for (var i = 1; i < grains; i++)
            kept[i] = Filled(i, 20).State;
        var bytes = (GC.GetTotalMemory(true) - before) / (grains - 1);
        GC.KeepAlive(kept);
        Assert.True(bytes <= 4096, $"{bytes} bytes per grain.");
    }

    [Fact]
    public void OneMoreSignal_CostsLittleMoreAfterTenThousand()
    {
        var (few, many) = (Filled(0, 10), Filled(1, 10_000));
        Cost(few);
        Cost(many);
        var (afterFew, afterMany) = (Enumerable.Range(0, 7).Min(_ => Cost(few)), Enumerable.Range(0, 7).Min(_ => Cost(many)));
        // A generous bound against cost that grows with the history (a thousandfold here); the figure itself is the benchmark's.
        Assert.True(afterMany <= (12 * afterFew) + 2, $"{afterFew:F1} µs after 10, {afterMany:F1} µs after 10,000.");
    }

    /// <summary>Mean microseconds of deciding and applying one signal.</summary>
    private static double Cost(CadreCase cadre)
    {
        var commands = Enumerable.Range(0, 500).Select(i => Ordinary(cadre, 1_000_000 + i)).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var command in commands)
        {
            var decision = CadreDecider.Decide(cadre.State, command, cadre.Judgement);
            var state = cadre.State;
            foreach (var e in decision.Events)
                state = CadreState.Apply(state, (CadreEvent)e);
        }

        return watch.Elapsed.TotalMicroseconds / commands.Length;
    }

    /// <summary>Signals of many kinds over five years, known long ago: none raises an alert.</summary>
    private static CadreCase Filled(int seed, int signals)
    {
        var cadre = new CadreCase(Quiet());
        for (var i = 0; i < signals; i++)
            cadre.Do(Ordinary(cadre, (seed * 100_000) + i));
        return cadre;
    }

    private static RecordSignal Ordinary(CadreCase cadre, int i) => cadre.Signal(
        $"s{i}", (i % 6) switch { 0 => "complaint", 1 => "audit", 2 => "inspection", 3 => "evaluation", 4 => "commendation", _ => "discipline" },
        (i % 6) is 3 or 4 ? SignalStatus.Recorded : SignalStatus.Reported, new DateOnly(2021, 10, 12).AddDays((int)(i * 7919L % 1826)), CadreCase.At(2026, 10, 12), content: i);

    private static Policy Quiet() => DistrictPolicy.Current with
    {
        Parameters =
        [
            .. DistrictPolicy.Current.Parameters.Select(p => p.Code is "complaints.yellow" or "complaints.orange" or "convergence.kinds" or "rate.minimum" ? p with { Value = 1_000_000 } : p),
        ],
    };

    private static RecordSignal Of(CadreCase cadre, int seed)
    {
        var (id, revision) = (seed % 50, seed / 50);
        return cadre.Signal(
            $"s{id}", (id % 4) switch { 0 => "complaint", 1 => "petition", 2 => "audit", _ => "discipline" }, (SignalStatus)(1 + (((id * 7) + revision) % 7)),
            new DateOnly(2026, 9, 1).AddDays(id % 30), CadreCase.At(2026, 10, 1 + revision), content: seed, severity: id % 6, letter: id % 5);
    }

    private static string Shape(CadreState state) => string.Join('\n',
        state.Signals.NewestFirst().Select(s => $"{s.Key} {s.Status} {s.Content} {s.IsCopy} {s.Attribution} {s.Sequence} {s.Revisions.Count}")
            .Concat(state.Alerts.Select(a => $"{a.Id} {a.Version} {a.Standing} {a.Finding.Short} {a.History.Count}"))
            .Concat(state.Watches.Select(w => w.ToString())));
}
