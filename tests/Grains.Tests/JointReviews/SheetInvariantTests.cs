using System.Diagnostics;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using FsCheck;
using FsCheck.Fluent;
using static CadreWatch.Grains.Tests.JointReviews.ReviewCase;

namespace CadreWatch.Grains.Tests.JointReviews;

[Collection(Figures.Name)]
public sealed class SheetInvariantTests
{
    /// <summary>Each matrix cell agrees with a plain record of what was confirmed by two, kept beside it.</summary>
    [Fact]
    public void CellIsNoObjection_OnlyIfTwoPeopleOfTheUnitSaidSo()
    {
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 719)).Resize(50).ToArbitrary(), seeds =>
        {
            var review = new ReviewCase().Issue();
            var entered = new Dictionary<string, (OpinionAnswer Answer, string By)>();
            var said = new Dictionary<string, OpinionAnswer>();
            foreach (var seed in seeds)
            {
                var (cadre, by, answer) = ($"A00{(seed % 4) + 1}", seed / 4 % 3 == 0 ? "a1" : seed / 4 % 3 == 1 ? "b1" : "a2", (OpinionAnswer)((seed / 12 % 3) + 1));
                if (seed / 36 % 2 == 0)
                {
                    if (review.Enter(by, Entry(cadre, answer, answer == OpinionAnswer.Objection ? [Fact()] : [])) is SheetReply { Changed: 1 })
                        entered[cadre] = (answer, by);
                }
                else if (review.Confirm(by, cadre) is SheetReply { Changed: 1 })
                {
                    if (!entered.TryGetValue(cadre, out var pending) || pending.By == by || by == "a2")
                        return false;
                    said[cadre] = pending.Answer;
                }
            }

            return review.People.All(p => review.First.StateOf(p) != CellState.NoObjection || (said.TryGetValue(p, out var answer) && answer == OpinionAnswer.NoObjection))
                && review.First.Awaiting == review.First.Cells.Count(c => c.Pending is not null);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ColumnKnownThen_IsTheColumnOfThatTime()
    {
        var fresh = new ReviewCase();
        fresh.Do(fresh.Opening());
        var all = new List<Recorded<SheetEvent>>();
        void Keep() => all.AddRange(fresh.Last.OfType<SheetEvent>().Select(e => new Recorded<SheetEvent>(e, e.At.AddSeconds(1))));
        fresh.Do(new OpenSheet(fresh.NextId(), fresh.Now, "system", fresh.Members[0], fresh.People, "示组督函〔2026〕1号", new(2026, 9, 18), new(2026, 10, 9)));
        Keep();
        fresh.Now = At(2026, 9, 20, 9);
        fresh.Enter("a1", Entry("A001"));
        Keep();
        fresh.Confirm("b1", "A001");
        Keep();
        var meeting = At(2026, 9, 21, 9);
        fresh.Now = At(2026, 9, 22, 9);
        fresh.Enter("a1", Entry("A001", OpinionAnswer.Objection, Fact()));
        Keep();
        fresh.Confirm("b1", "A001");
        Keep();
        var then = KnownThen.Sheet(new("r1", "u1"), all, meeting, meeting);
        Assert.Equal(CellState.NoObjection, then.StateOf("A001"));
        Assert.Equal(CellState.Objection, KnownThen.Sheet(new("r1", "u1"), all, fresh.Now, fresh.Now.AddMinutes(1)).StateOf("A001"));
        Assert.Equal(CellState.NoObjection, KnownThen.Sheet(new("r1", "u1"), all, fresh.Now, fresh.Now).StateOf("A001"));
    }

    [Fact]
    public void SignalsKnownThen_FollowBothTimes()
    {
        var key = SignalKey.Of("sjj", "1", "A001");
        SignalFacts Facts(SignalStatus status, DateTimeOffset knownOn, bool backfill = false) =>
            new("sjj", "1", "audit", null, 0, status, new(2026, 1, 1), new(2026, 1, 1), knownOn, null, Secrecy.Internal, Responsibility.Direct, default, Backfill: backfill);
        Recorded<CadreEvent>[] events =
        [
            new(new SignalRecorded(key, Facts(SignalStatus.Reported, At(2026, 1, 5))), At(2026, 1, 10)),
            new(new SignalRevised(key, Facts(SignalStatus.Substantiated, At(2026, 2, 5))), At(2026, 3, 1)),
        ];
        SignalStatus? Then(DateTimeOffset known, DateTimeOffset recorded) => KnownThen.Signals(events, known, recorded).SingleOrDefault()?.Status;
        Assert.Null(Then(At(2026, 1, 7), At(2026, 1, 7)));
        Assert.Equal(SignalStatus.Reported, Then(At(2026, 2, 10), At(2026, 2, 10)));
        Assert.Equal(SignalStatus.Substantiated, Then(At(2026, 2, 10), At(2026, 4, 1)));
        Assert.Equal(SignalStatus.Reported, Then(At(2026, 1, 20), At(2026, 4, 1)));
        events[0] = new(new SignalRecorded(key, Facts(SignalStatus.Reported, At(2026, 1, 5), backfill: true)), At(2026, 6, 1));
        Assert.Equal(SignalStatus.Reported, Then(At(2026, 1, 7), At(2026, 1, 7)));
    }

    [Fact]
    [Trait("Category", "Figure")]
    public void OneDecisionOnAFullColumn_TakesWellUnderAMillisecond()
    {
        var review = new ReviewCase(people: 500, units: 23).Issue();
        review.Enter("a1", [.. review.People.Select(p => Entry(p))]);
        review.Confirm("b1", [.. review.People]);
        var (state, kind) = (review.First, new SheetGrain());
        var times = new List<double>();
        for (var i = 0; i < 600; i++)
        {
            var command = new EnterOpinions(review.NextId(), review.Now, "a1", [Entry($"A{(i % 500) + 1:000}", OpinionAnswer.Objection, Fact(text: $"事项{i}"))]);
            var start = Stopwatch.GetTimestamp();
            var decision = SheetDecider.Decide(state, command, review.Judgement);
            var after = decision.Events.Aggregate(state, (s, e) => SheetState.Apply(s, (SheetEvent)e));
            var rows = kind.Rows(SheetGrain.IdOf("r1", "u1"), state, after, decision.Texts).Count();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            Assert.Equal(2, rows);
            state = after;
        }

        times.Sort();
        TestContext.Current.SendDiagnosticMessage($"decision, apply and rows on 500 people: p50 {times[300]:0} µs, p99 {times[594]:0} µs");
        Assert.InRange(times[300], 0, 500);
    }

    [Fact]
    public void SameFactInALaterRound_IsTheSameSignal_AndADroppedOneIsWithdrawn()
    {
        static Opinion Of(int revision, params OpinionFact[] facts) => new(revision, OpinionAnswer.Objection, facts, null, Secrecy.Confidential, default, "a1", Start);
        static OpinionFact F(int day) => new(NegativeClass.SpecialSupervision, new(2025, 11, day), new(2025, 11, day), SignalStatus.Substantiated, Responsibility.Direct, "", "");
        var first = ReportedFacts.Between("u1", "A001", null, Of(1, F(1), F(2), F(2)));
        Assert.Equal(3, first.Select(f => f.ExternalId).Distinct().Count());
        var later = ReportedFacts.Between("u1", "A001", Of(1, F(1), F(2), F(2)), Of(2, F(2)));
        Assert.Equal([(first[1].ExternalId, false), (first[0].ExternalId, true), (first[2].ExternalId, true)], later.Select(f => (f.ExternalId, f.Withdrawn)));
        Assert.DoesNotContain("r1", first[0].ExternalId, StringComparison.Ordinal);
        Assert.NotEqual(first[0].ExternalId, ReportedFacts.Between("u2", "A001", null, Of(1, F(1)))[0].ExternalId);
        var signal = ReportedFacts.Signal(Unit(1), later[1], Start, default);
        Assert.Equal(("u1", "audit", "专项监督", SignalStatus.Withdrawn, "单位1", Secrecy.Confidential),
            (signal.Source, signal.Kind, signal.Category, signal.Status, signal.Agency, signal.Secrecy));
    }
}
