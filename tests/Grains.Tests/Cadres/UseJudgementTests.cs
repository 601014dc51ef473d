using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Gates;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Tests.Cadres;

public sealed class UseJudgementTests
{
    private static readonly FactId Measure = FactId.Parse("measure:1");

    [Fact]
    public void RecordedJudgement_EndsTheExpiredPeriodsWait_AtTheGate()
    {
        var cadre = new CadreCase();
        var taken = new MeasureTaken(Measure, new(2026, 3, 1), "admonition", new(2026, 3, 1));
        Assert.Equal(GateVerdict.AwaitingJudgement, Gate.Shipped.Ask(new([taken], new(2026, 10, 12)), Effect.Promotion).Verdict);
        Assert.Equal(new UseJudgementReply("measure:1", 1), cadre.Do(Judge(cadre, "department", new(2026, 10, 10))));
        var judged = Assert.Single(cadre.State.Judgements);
        Assert.Equal(("部务会2026年第12次会议", "xu"), (judged.Meeting, judged.By));
        Assert.Equal(GateVerdict.NoHardBarFound, Gate.Shipped.Ask(new([taken, judged], new(2026, 10, 12)), Effect.Promotion).Verdict);
    }

    [Theory]
    [InlineData("unheardOf", "2026-10-10", "meetingUnknown")]
    [InlineData("department", "2026-10-13", "dayInFuture")]
    public void JudgementWithoutMeetingOrOfTheFuture_IsRefused(string body, string on, string rule)
    {
        var cadre = new CadreCase();
        Assert.Equal(rule, Assert.IsType<Refusal>(cadre.Do(Judge(cadre, body, DateOnly.ParseExact(on, "yyyy-MM-dd")))).Rule);
    }

    [Fact]
    public void JudgementOfSomebodyUnknown_IsRefused()
    {
        var cadre = new CadreCase(withRoster: false);
        Assert.Equal("unknownCadre", Assert.IsType<Refusal>(cadre.Do(Judge(cadre, "department", new(2026, 10, 10)))).Rule);
    }

    private static RecordUseJudgement Judge(CadreCase cadre, string body, DateOnly on) =>
        new(cadre.NextId(), CadreCase.Now, "xu", Measure, on, new(body, 2026, 12), false, CadreCase.Sealed("研判意见"));
}
