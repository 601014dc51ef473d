using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Backtests;
using CadreWatch.Risk.Replay;
using CadreWatch.Risk.Tests.Features;
using CadreWatch.Silo.Policies;

namespace CadreWatch.Risk.Tests.Backtests;

public sealed class BacktestTests
{
    private static readonly Policy Current = PolicyYaml.Read(PolicyYaml.Shipped());
    private static readonly DateOnly Day = new(2005, 1, 10);

    [Fact]
    public void SamePolicy_RaisesTheSame_AndNothingIsNew()
    {
        var result = Run(Current with { Version = "other" }, Complaints(3), new(2006, 12, 31));
        Assert.Equal(1, Of(result, "complaints").Current.Raised);
        Assert.Equal((0, 0), (result.All.New, result.All.Vanished));
        Assert.Equal(result.All.Current, result.All.Changed);
    }

    [Fact]
    public void HigherThreshold_LetsAlertsVanish_AndLeavesOtherPatternsAlone()
    {
        var result = Run(With("complaints.yellow", 4), Complaints(3), new(2006, 12, 31));
        var complaints = Of(result, "complaints");
        Assert.Equal((1, 0, 0, 1), (complaints.Current.Raised, complaints.Changed.Raised, complaints.New, complaints.Vanished));
        Assert.Equal(Of(result, "rateChange").Current, Of(result, "rateChange").Changed);
        Assert.Equal("2005-01", Assert.Single(result.Months).Month);
        Assert.Equal(1, Assert.Single(result.Units, u => u.Unit == "U1").Vanished);
    }

    [Fact]
    public void LowerThreshold_RaisesEarlier_AndTheAlertIsNewOnlyWhereThereWasNone()
    {
        var result = Run(With("complaints.yellow", 2), Complaints(2), new(2006, 12, 31));
        Assert.Equal((0, 1, 1), (Of(result, "complaints").Current.Raised, Of(result, "complaints").Changed.Raised, Of(result, "complaints").New));
    }

    [Fact]
    public void UnprovenCauseThatIsSubstantiatedLater_IsAHit_WithoutOneAFalseAlarm_AndOpenUntilTheHorizon()
    {
        var (hit, none) = (Complaints(3), Complaints(3));
        hit.Put(Row(1, SignalStatus.Substantiated, Day.AddDays(1)) with { KnownOn = RecordedCadre.Instant(Day.AddDays(200)) });
        Assert.Equal((1, 0, 0), Outcome(Run(Current, hit, new(2006, 12, 31))));
        Assert.Equal((0, 1, 0), Outcome(Run(Current, none, new(2006, 12, 31))));
        Assert.Equal((0, 0, 1), Outcome(Run(Current, none, new(2005, 12, 1))));
    }

    [Fact]
    public void WindowThatRunsOut_EndsTheAlert_SoThatALaterRunOfComplaintsIsAnother()
    {
        var cadre = Complaints(3);
        for (var i = 10; i < 13; i++)
            cadre.Put(Row(i, SignalStatus.Reported, Day.AddDays(900 + i)));
        Assert.Equal(2, Of(Run(Current, cadre, new(2009, 12, 31)), "complaints").Current.Raised);
    }

    [Fact]
    public void SourceTakenOutOfAConvergence_IsADifference()
    {
        var changed = Current with
        {
            Version = "changed",
            Patterns = [.. Current.Patterns.Select(p => p is ConvergencePattern c ? c with { Sources = [.. c.Sources.Skip(1)] } : p)],
        };
        Assert.Equal(Current.Patterns.Select(p => p.Code).Where(code => code != "convergence").Order(), PolicyDifference.Unchanged(Current, changed).Order());
    }

    [Fact]
    public void HistoryWithin_HasNoSignalThatIsMoreSecretNow_NorItsEarlierRevisions()
    {
        var (cadre, kept) = (new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1)))), new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1)))));
        for (var i = 1; i <= 4; i++)
            cadre.Put(Row(i, SignalStatus.Reported, Day.AddDays(i)));
        for (var i = 1; i <= 3; i++)
            kept.Put(Row(i, SignalStatus.Reported, Day.AddDays(i)));
        cadre.Put(Row(4, SignalStatus.Verifying, Day.AddDays(4)) with { KnownOn = RecordedCadre.Instant(Day.AddDays(40)) }, Secrecy.Secret);
        var within = cadre.History.Within(Secrecy.Confidential);
        Assert.Equal((3, 5, 5), (within.Revisions, cadre.History.Revisions, cadre.History.Within(Secrecy.Secret).Revisions));
        Assert.Equal(kept.History.InOrderKnown().Select(e => e.Key).Order(), within.InOrderKnown().Select(e => e.Key).Order());
        Assert.Equal(1, Of(Run(With("complaints.yellow", 4), cadre.History, new(2006, 12, 31)), "complaints").Changed.Raised);
        Assert.Equal(0, Of(Run(With("complaints.yellow", 4), within, new(2006, 12, 31)), "complaints").Changed.Raised);
    }

    /// <summary>Both policies in one replay that asks for levels alone find what the grain's decider finds under each policy by itself, sentences and all.</summary>
    [Fact]
    public void OneReplayOfBothPolicies_RaisesWhatEachRaisesAlone()
    {
        var raised = 0;
        for (var seed = 1; seed <= 10; seed++)
        {
            var history = AnyHistory(new(seed)).History;
            foreach (var changed in (Policy[])[With("complaints.yellow", 4), With("convergence.kinds", 2), With("rate.minimum", 2), With("signal.freshDays", 7)])
            {
                var end = new DateTimeOffset(2009, 12, 31, 15, 59, 59, TimeSpan.Zero);
                var compared = Test(changed).Begin(new(2000, 1, 1), new(2009, 12, 31)).Compare(history);
                Assert.Equal(Alone(Current), compared.Current.Select(a => Told(a.Alert)).Order());
                Assert.Equal(Alone(changed), compared.Changed.Select(a => Told(a.Alert)).Order());
                raised += compared.Changed.Count;

                IEnumerable<string> Alone(Policy policy) =>
                    new PolicyReplay(_ => JudgementOf(policy), RecordedCadre.Zone, end).Run(history).Select(Told).Order();
            }
        }

        Assert.True(raised > 50, $"{raised} alerts prove little.");

        static string Told(ReplayedAlert a) => $"{a.Raised:O} {a.Pattern} {a.Rank} {a.Ended:O} {string.Join(',', a.Unproven)}";
    }

    private static RecordedCadre AnyHistory(Random random)
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        string[] kinds = ["complaint", "audit", "petition", "inspection", "rectification"];
        for (var i = 1; i <= 40; i++)
        {
            var day = new DateOnly(2004, 1, 1).AddDays(random.Next(4 * 365));
            var row = Row(i, SignalStatus.Reported, day) with { Kind = kinds[random.Next(kinds.Length)], Severity = random.Next(1, 6) };
            cadre.Put(row);
            if (random.Next(3) == 0)
                cadre.Put(row with { Status = (SignalStatus)random.Next(2, 6), KnownOn = RecordedCadre.Instant(day.AddDays(random.Next(1, 400))) });
        }

        return cadre;
    }

    private static (int, int, int) Outcome(BacktestResult result)
    {
        var counts = Of(result, "complaints").Current;
        return (counts.Hits, counts.FalseAlarms, counts.Open);
    }

    private static PatternCounts Of(BacktestResult result, string pattern) => Assert.Single(result.Patterns, p => p.Pattern == pattern);

    private static Policy With(string parameter, decimal value) => Current with
    {
        Version = "changed",
        Parameters = [.. Current.Parameters.Select(p => p.Code == parameter ? p with { Value = value } : p)],
    };

    private static BacktestResult Run(Policy changed, RecordedCadre cadre, DateOnly to) => Run(changed, cadre.History, to);

    private static BacktestResult Run(Policy changed, CadreHistory history, DateOnly to)
    {
        var run = Test(changed).Begin(new(2000, 1, 1), to);
        run.Add(history);
        return run.Result(0);
    }

    private static Backtest Test(Policy changed) => new(Current, changed, _ => JudgementOf(Current), RecordedCadre.Zone, ["complaint"], 365);

    private static Judgement JudgementOf(Policy policy) => new(policy, _ => policy, "—", (_, _) => null, RecordedCadre.Zone);

    private static RecordedCadre Complaints(int count)
    {
        var cadre = new RecordedCadre(RecordedCadre.Roster(RecordedCadre.PostIn("U1", new(2000, 1, 1))));
        for (var i = 1; i <= count; i++)
            cadre.Put(Row(i, SignalStatus.Reported, Day.AddDays(i)));
        return cadre;
    }

    private static SentRow Row(int signal, SignalStatus status, DateOnly day) =>
        new(signal, "complaint", status, day, RecordedCadre.Instant(day), RecordedCadre.Instant(new(2010, 1, 1)), true, 2, null, null, 0);
}
