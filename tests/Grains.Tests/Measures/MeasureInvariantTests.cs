using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Steps;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Measures;

/// <summary>Whatever people do in whatever order: these hold.</summary>
public sealed class MeasureInvariantTests
{
    private static readonly MeasureActor[] Actors =
    [
        MeasureCase.Xu, MeasureCase.Lu, MeasureCase.Guo, MeasureCase.Jiang, MeasureCase.Qin, MeasureCase.Actor("xu", "supervisor", "deputyHead", "departmentHead"),
        MeasureCase.Actor("lin", "deputyHead", "departmentHead", "committeePrincipal"), MeasureCase.Actor("lin", "deputyHead") with { OnBehalfOf = "guo" },
        MeasureCase.Guo with { Recused = true }, MeasureCase.Actor("nobody"),
    ];

    [Fact]
    public void NothingIsIssued_WithoutTheWholeChain_AndNobodyApprovesHisOwnDraft()
    {
        var issued = 0;
        Prop.ForAll(Seeds().ToArbitrary(), seeds =>
        {
            var m = Run(seeds);
            issued += m.State.Round > 0 ? 1 : 0;
            return IssuedOnlyAfterChain(m) && NoOwnOpinion(m) && Replayed(m) && ClocksAreTheStates(m);
        }).QuickCheckThrowOnFailure();
        Assert.True(issued > 0, "No sequence reached an issue: the property says nothing.");
    }

    [Fact]
    public void Clock_HasItsEffectOnce_HoweverOftenItIsAsked()
    {
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 60)).Resize(30).ToArbitrary(), days =>
        {
            var m = new MeasureCase { Now = MeasureCase.At(2026, 9, 18, 10) };
            m.IssueLetter(MeasureKind.Inquiry);
            m.Ok((id, at) => new ReceiveMeasure(id, at, MeasureCase.Xu, new(2026, 9, 18)));
            foreach (var day in days)
            {
                m.Now = MeasureCase.At(2026, 9, 18, 10).AddDays(day);
                m.Do((id, at) => new MeasureDue(id, at, MeasureActor.System, DeadlineNames.Reply));
                m.Do((id, at) => new MeasureDue(id, at, MeasureActor.System, DeadlineNames.Reply));
            }

            return m.Events.Count(e => e is DeadlineWarned) <= 1 && m.Events.Count(e => e is DeadlineOverdue) <= 1
                && m.Events.OfType<DeadlineEscalated>().GroupBy(e => e.Rank).All(same => same.Count() == 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void PossibleAction_IsWhatTheDeciderGrants()
    {
        Prop.ForAll(Seeds().ToArbitrary(), seeds =>
        {
            var m = Run(seeds);
            return Actors.All(actor =>
            {
                var actions = MeasureActions.For(m.State, actor, m.Judgement, m.Now).ToDictionary(action => action.Code);
                var refused = MeasureDecider.Decide(m.State, new ArchiveMeasure(m.NextId(), m.Now, actor), m.Judgement).Reply is not MeasureReply;
                return m.State.Stage == MeasureStage.None || actions["archive"].Possible == !refused;
            });
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<List<int>> Seeds() => Gen.ListOf(Gen.Choose(0, 9_999)).Resize(90).Select(list => list.ToList());

    private static MeasureCase Run(IEnumerable<int> seeds)
    {
        var m = new MeasureCase();
        foreach (var seed in seeds)
        {
            m.Now = m.Now.AddHours(seed % 5);
            m.Do(Of(m, seed));
        }

        return m;
    }

    /// <summary>Two in three go straight on; the rest is anything by anybody.</summary>
    private static MeasureCommand Of(MeasureCase m, int seed)
    {
        var (id, at, actor) = (m.NextId(), m.Now, Actors[seed / 10 % Actors.Length]);
        var today = MeasureCase.DateOf(at);
        if (m.State.Stage == MeasureStage.None)
            return new DraftMeasure(id, at, MeasureCase.Xu, (MeasureKind)((seed % 3) + 1), "A001", MeasureCase.Content((MeasureKind)((seed % 3) + 1)), MeasureCase.Text());
        return (seed / 100 % 16) switch
        {
            0 => new SubmitMeasure(id, at, actor),
            1 or 2 => new SubmitMeasure(id, at, MeasureCase.Xu),
            3 => new StudyMeasure(id, at, MeasureCase.Lu, new("department", 2026, 1), today),
            4 or 5 => new OpineMeasure(id, at, actor, true),
            6 or 7 or 8 => new OpineMeasure(id, at, Actors[2 + Math.Min(m.State.Opinions.Count, 2)], true),
            9 => new OpineMeasure(id, at, actor, seed % 2 == 0, MeasureCase.Text()),
            10 or 11 => m.Letter(id, at),
            12 => new ReceiveMeasure(id, at, MeasureCase.Xu, today),
            13 => new ReplyMeasure(id, at, MeasureCase.Xu, today, "feng", MeasureCase.Text()),
            14 => new ReviseMeasure(id, at, actor, MeasureCase.Content(m.State.Kind), null),
            _ => new CancelMeasure(id, at, actor, seed % 7 == 0 ? MeasureCase.Text() : null),
        };
    }

    private static bool IssuedOnlyAfterChain(MeasureCase m)
    {
        var state = new MeasureState(MeasureCase.Measure);
        foreach (var e in m.Events)
        {
            if (e is MeasureIssued { Round: 1 })
            {
                var chain = m.Events.TakeWhile(x => x != e).OfType<MeasureSubmitted>().Last().Chain;
                if (!state.Opinions.Select(o => o.Rank).SequenceEqual(chain) || (state.Kind == MeasureKind.Admonition && state.Meeting is null))
                    return false;
            }

            state = MeasureState.Apply(state, e);
        }

        return true;
    }

    private static bool NoOwnOpinion(MeasureCase m) =>
        m.Events.OfType<MeasureOpined>().All(o => !m.Events.TakeWhile(e => e != o)
            .Where(e => e is MeasureDrafted or MeasureRevised or MeasureSubmitted)
            .Any(e => e.Sign.By == o.Sign.By || e.Sign.By == o.Sign.For));

    private static bool Replayed(MeasureCase m) =>
        MeasureView.Json is { } json
        && System.Text.Json.JsonSerializer.Serialize(MeasureView.Of(m.Events.Aggregate(new MeasureState(MeasureCase.Measure), MeasureState.Apply)), json)
            == System.Text.Json.JsonSerializer.Serialize(MeasureView.Of(m.State), json);

    private static bool ClocksAreTheStates(MeasureCase m) =>
        m.Clocks.SequenceEqual(
            m.State.Deadlines.Where(d => d.NextAt is not null).OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => KeyValuePair.Create(d.Name, d.NextAt!.Value)));
}
