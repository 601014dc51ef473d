using System.Diagnostics;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Cadres;

[Collection(Figures.Name)]
public sealed class CadreInvariantTests
{
    private const int Rounds = 201;

    [Fact]
    public void ReplayedEvents_GiveTheSameState_AndSentAgainChangeNothing()
    {
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 499)).Resize(60).ToArbitrary(), seeds =>
        {
            var cadre = new CadreCase();
            var same = true;
            foreach (var seed in seeds)
            {
                cadre.Do(Of(cadre, seed));
                same &= Shape(cadre.Announced) == Shape(cadre.State);
            }

            var replayed = cadre.Events.Aggregate(new CadreState("A001"), CadreState.Apply);
            same &= Shape(replayed) == Shape(cadre.State);
            var before = cadre.Events.Count;
            foreach (var seed in seeds)
                cadre.Do(Of(cadre, seed));
            return same && cadre.Events.Count == before
                && cadre.State.Alerts.Where(a => a.IsOpen).GroupBy(a => a.Finding.Pattern).All(g => g.Count() == 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void RowsOfAlerts_AreWrittenWhereTheAlertOrACauseChanged_AndNowhereElse()
    {
        var rested = 0;
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 499)).Resize(40).ToArbitrary(), seeds =>
        {
            var cadre = new CadreCase();
            var right = true;
            foreach (var seed in seeds)
            {
                cadre.Do(Of(cadre, seed));
                var (before, after) = (cadre.Before, cadre.State);
                bool CauseChanged(Alert a) => a.Finding.Causes.Any(c => !ReferenceEquals(before.Signals.Find(c.Signal), after.Signals.Find(c.Signal)));
                var expected = after.Alerts.Where(a => !ReferenceEquals(before.Alerts.FirstOrDefault(b => b.Id == a.Id), a) || CauseChanged(a));
                rested += after.Alerts.Count(a => !a.IsOpen && CauseChanged(a));
                right &= expected.Select(a => a.Id.ToString()).Order().SequenceEqual(
                    cadre.LastRows.Where(r => r.Table == ReadTableSet.Alerts).Select(r => (string)r.Values[0]!).Order());
                if (seed % 7 == 0 && after.Alerts.Open is [var open, ..])
                    cadre.Do(new CloseAlert(cadre.NextId(), CadreCase.Now, "S1", open.Id, AlertOutcome.Handled, null));
            }

            return right;
        }).QuickCheckThrowOnFailure();
        Assert.True(rested > 0, "No ended alert ever had a cause revised: the property says nothing of them.");
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
                    new DateOnly(2024, 1, 1).AddDays(random.Next(700)), CadreCase.At(2026, 10, random.Next(1, 10)), letter: random.Next(40), severity: random.Next(6),
                    category: random.Next(9) == 0 ? "立案" : "其他", due: random.Next(20) == 0 ? new(2026, 10, 9) : null,
                    completed: random.Next(2) == 0 ? new(2026, 10, 8) : null).Facts;
                book = book.With(SignalPacking.First(SignalKey.Of(facts.Source, facts.ExternalId, "A001"), facts, i));
                // Asked now and then, so that later additions are carried in summaries already made.
                if (i % 10 == 0)
                    book.Tally(["complaint"], default, DateOnly.MaxValue);
            }

            var all = book.NewestFirst().ToList();
            var (from, to) = (new DateOnly(2024, 1, 1).AddDays(random.Next(300)), new DateOnly(2024, 11, 1).AddDays(random.Next(400)));
            var window = all.Where(s => s.IsEffective && s.Kind == "complaint" && s.OccurredOn >= from && s.OccurredOn <= to).ToList();
            var count = book.Tally(["complaint"], from, to);
            var known = CadreCase.At(2026, 10, 5);
            var (knownCount, each) = (book.Tally(["complaint"], from, to, known), book.TallyEach(["audit", "complaint"], from, to));
            var matters = window.Where(s => !s.IsCopy).ToList();
            var mark = KindSummary.MarkOf("立案");
            var on = new DateOnly(2026, 10, 7).DayNumber;
            var searches = Found(s => s.Severity >= 4 && s.Status == SignalStatus.Substantiated, (in KindSummary k) => k.Severest >= 4)
                && Found(s => s.Category == "立案", (in KindSummary k) => (k.Categories & mark) != 0)
                && Found(s => s.RunsUntil > on, (in KindSummary k) => k.LastRunsUntil > on);
            bool Found(Func<Signal, bool> sought, SignalBook.Holds holds) =>
                book.Newest(["complaint"], from, to, null, holds).Where(sought).SequenceEqual(matters.Where(sought));
            var leaders = all.Where(s => s.IsEffective && s.Letter is not null).GroupBy(s => s.Letter).All(g => g.Count(s => !s.IsCopy) == 1);
            return searches && each[1] == count && knownCount.Matters == matters.Count(s => s.KnownOn <= known) && all.Count == book.Count && count.Pieces == window.Count && count.Matters == window.Count(s => !s.IsCopy) && leaders
                && all.Zip(all.Skip(1)).All(p => p.First.OccurredOn >= p.Second.OccurredOn)
                && book.Newest(["complaint"], from, to).SequenceEqual(matters)
                && book.OldestDay(["complaint"], new(from, to)) == (matters.Count == 0 ? null : matters.Min(s => s.OccurredOn));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    [Trait("Category", "Figure")]
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Figure")]
    public void OneMoreSignal_CostsLittleMoreAfterTenThousand(bool withAlerts)
    {
        var (few, many) = (Filled(0, 10, withAlerts), Filled(1, 10_000, withAlerts));
        Assert.Equal(withAlerts, few.State.Alerts.OpenOf("complaints") is not null);
        Assert.Equal(withAlerts, many.State.Alerts.OpenOf("complaints") is not null);
        var (afterFew, afterMany) = (new List<double>(Rounds), new List<double>(Rounds));
        for (var round = -100; round < Rounds; round++)
        {
            var (a, b) = (Cost(few, round), Cost(many, round));
            if (round < 0)
                continue;
            afterFew.Add(a);
            afterMany.Add(b);
        }

        var (before, after) = (Median(afterFew), Median(afterMany));
        TestContext.Current.TestOutputHelper?.WriteLine($"{before:F1} µs after 10, {after:F1} µs after 10,000: {after / before:F2} times.");
        // The aim is 1.3 times in an optimised build. A debug build on a busy machine shows up to 2.8; reading the history for each signal gave 5.8 and more.
        Assert.True(after <= 4 * before, $"{before:F1} µs after 10, {after:F1} µs after 10,000.");
    }

    /// <summary>Mean microseconds of deciding and applying one signal and making its rows, over a stretch so short that few are interrupted.</summary>
    private static double Cost(CadreCase cadre, int round)
    {
        var commands = Enumerable.Range(0, 30).Select(i => Ordinary(cadre, 1_000_000 + (round * 30) + i)).ToArray();
        var (grain, id) = (new CadreGrain(), CadreGrain.IdOf("A001"));
        var watch = Stopwatch.StartNew();
        foreach (var command in commands)
        {
            var decision = CadreDecider.Decide(cadre.State, command, cadre.Judgement);
            var state = cadre.State;
            foreach (var e in decision.Events)
                state = CadreState.Apply(state, (CadreEvent)e);
            foreach (var row in grain.Rows(id, cadre.State, state, decision.Texts))
                GC.KeepAlive(row);
        }

        return watch.Elapsed.TotalMicroseconds / commands.Length;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Signals of many kinds over five years; no alert is open, or several are, all with as many causes as are kept.</summary>
    private static CadreCase Filled(int seed, int signals, bool withAlerts = false)
    {
        var cadre = new CadreCase(Quiet());
        for (var i = 0; i < signals; i++)
            cadre.Do(Ordinary(cadre, (seed * 100_000) + i));
        for (var i = 0; withAlerts && i < 30; i++)
            cadre.Do(cadre.Signal($"x{i}", i % 3 == 0 ? "audit" : i % 3 == 1 ? "complaint" : "inspection", on: new(2026, 10, 1), content: i));
        if (withAlerts)
        {
            cadre.Judgement = CadreCase.Judge(DistrictPolicy.Current);
            cadre.Do(new Rejudge(cadre.NextId(), CadreCase.Now, "system", cadre.Judgement.Policy.Version));
        }

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
