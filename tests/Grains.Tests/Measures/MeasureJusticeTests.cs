using CadreWatch.Grains.Gates;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class MeasureJusticeTests
{
    private static readonly MeasureActor Xu = MeasureCase.Xu;
    private static readonly DateOnly Today = new(2026, 9, 8);

    [Fact]
    public void Statement_IsHeardBeforeIssueAndArchive()
    {
        var m = new MeasureCase().Approve(MeasureKind.Admonition);
        m.Refused("dayInFuture", (id, at) => new RecordStatement(id, at, Xu, Today.AddDays(1), MeasureCase.Text()));
        m.Ok((id, at) => new RecordStatement(id, at, Xu, Today, MeasureCase.Text("我的说明")));
        m.Refused("statementUnheard", m.Letter);
        m.Refused("ownDraft", (id, at) => new ConsiderStatement(id, at, MeasureCase.Actor("xu", "deputyHead"), 1, StatementResult.NotAdopted, MeasureCase.Text()));
        m.Refused("noStatement", (id, at) => new ConsiderStatement(id, at, MeasureCase.Guo, 2, StatementResult.NotAdopted, MeasureCase.Text()));
        m.Refused("reasonMissing", (id, at) => new ConsiderStatement(id, at, MeasureCase.Guo, 1, StatementResult.NotAdopted, null));
        m.Ok((id, at) => new ConsiderStatement(id, at, MeasureCase.Guo, 1, StatementResult.NotAdopted, MeasureCase.Text()));
        m.Refused("noStatement", (id, at) => new ConsiderStatement(id, at, MeasureCase.Guo, 1, StatementResult.NotAdopted, MeasureCase.Text()));
        m.Ok(m.Letter);
        m.Ok((id, at) => new RecordStatement(id, at, Xu, Today, MeasureCase.Text()));
        m.Refused("statementUnheard", (id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void Clarification_EndsTheEffectAtOnce_AndLeavesTheTrace()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        m.Refused("reasonMissing", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, null));
        m.Refused("notEntitled", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Guo, MeasureCase.Text()));
        Assert.Equal(GateVerdict.Barred, Verdict(m));
        m.Ok((id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text("反映不实")));
        Assert.Equal(GateVerdict.NoHardBarFound, Verdict(m));
        Assert.Equal((EffectEnd.Clarified, MeasureStage.Concluded), (m.State.EffectEnd, m.State.Stage));
        Assert.Empty(m.Clocks);
        m.Refused("alreadyEnded", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Contains(m.State.History, step => step.Action == "measureClarified");
    }

    [Fact]
    public void Tolerance_AsksTheThreeDistinctions_AndReachesTheArchive()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, Today));
        m.Ok((id, at) => new ReplyMeasure(id, at, Xu, Today, "feng", MeasureCase.Text()));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Verify, MeasureCase.Text()));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
        foreach (var found in new Distinctions[] { new(false, true, true), new(true, false, true), new(true, true, false) })
            m.Refused("distinctionFails", (id, at) => new TolerateError(id, at, MeasureCase.Jiang, found, MeasureCase.Text()));
        m.Refused("reasonMissing", (id, at) => new TolerateError(id, at, MeasureCase.Jiang, new(true, true, true), null));
        m.Ok((id, at) => new TolerateError(id, at, MeasureCase.Jiang, new(true, true, true), MeasureCase.Text()));
        Assert.Equal(MeasureStage.Archived, m.State.Stage);
        Assert.Equal(["basis", "signal", "signal"], m.State.Debts.Select(debt => debt.Split(':')[0]).Order());
    }

    [Fact]
    public void WhatWasNeverIssued_HasNoEffectToEnd()
    {
        var m = new MeasureCase().Approve(MeasureKind.Admonition);
        m.Refused("notIssued", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Equal(GateVerdict.Barred, Verdict(m));
        m.Ok((id, at) => new CancelMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Equal(GateVerdict.NoHardBarFound, Verdict(m));
        m.Refused("notIssued", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Empty(MeasureInfluence.Facts(new MeasureCase().Draft(MeasureKind.Admonition).State, TimeZoneInfo.Utc));
        Assert.Empty(MeasureInfluence.Facts(new MeasureCase().Approve(MeasureKind.Summons).State, TimeZoneInfo.Utc));
    }

    [Fact]
    public void CancelledAfterIssue_LeavesNoBar()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        m.Ok((id, at) => new CancelMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        m.Refused("notIssued", (id, at) => new ClarifyMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Equal(GateVerdict.NoHardBarFound, Verdict(m));
    }

    [Fact]
    public void ExpiredPeriod_AwaitsJudgement_AtTheGate()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        var facts = MeasureInfluence.Facts(m.State, m.Judgement.Zone);
        var later = new GateQuestion(facts, new(2027, 3, 9));
        Assert.Equal(GateVerdict.AwaitingJudgement, Gate.Shipped.Ask(later, Effect.Promotion).Verdict);
        var judged = new UseJudged(FactId.Parse("judged"), new(2027, 3, 20), MeasureInfluence.IdOf(MeasureCase.Measure), new(2027, 3, 20), "部务会2027年第3次会议", "xu", false);
        Assert.Equal(GateVerdict.NoHardBarFound, Gate.Shipped.Ask(new([.. facts, judged], new(2027, 3, 21)), Effect.Promotion).Verdict);
    }

    [Fact]
    public void Scan_IsKeptByItsHash_Once()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        foreach (var (hash, pages) in new[] { ("abc", 1), (new string('G', 64), 1), (new string('A', 64), 1), (new string('a', 64), 0) })
            m.Refused("hashInvalid", (id, at) => new AttachScan(id, at, Xu, PaperKind.Receipt, hash, pages));
        m.Ok((id, at) => new AttachScan(id, at, Xu, PaperKind.Receipt, new('a', 64), 1));
        m.Ok((id, at) => new AttachScan(id, at, Xu, PaperKind.Receipt, new('a', 64), 1));
        Assert.Single(m.State.Scans);
    }

    [Theory]
    [InlineData("就分管工程建设项目招标投标管理作出说明", "有人反映：他分管的工程建设，项目招标投标管理混乱", 12)]
    [InlineData("请说明情况", "全无相同", 0)]
    [InlineData("", "反映", 0)]
    [InlineData("ABC公司", "与abc公司往来", 5)]
    public void Repetition_FindsTheLongestRun_AndNoCommaHidesIt(string draft, string complaint, int length)
    {
        var found = Repetition.Longest(draft, [complaint, "其他"]);
        Assert.Equal(length, found.Length);
        Assert.InRange(found.End, found.Start, draft.Length);
    }

    [Fact]
    public void Words_AreThereForEveryStageKindAndRank()
    {
        Assert.Equal(12, Enum.GetValues<MeasureStage>().Select(stage => stage.Word()).Distinct().Count());
        Assert.Equal(10, Enum.GetValues<MeasureKind>().Select(kind => kind.Word()).Distinct().Count());
        Assert.Equal("新增角色", MeasureRanks.Word("新增角色"));
        Assert.Equal(5, new[] { MeasureRanks.Supervisor, MeasureRanks.DeputyHead, MeasureRanks.DepartmentHead, MeasureRanks.CommitteePrincipal, MeasureRanks.System }.Select(MeasureRanks.Word).Distinct().Count());
        Assert.Equal("其他", DeadlineNames.Word("其他"));
        string[] names = [DeadlineNames.Reply, DeadlineNames.SelfExamination, DeadlineNames.FollowUp, DeadlineNames.Influence, DeadlineNames.PostVisit, DeadlineNames.Probation, DeadlineNames.PreventiveEducation, DeadlineNames.CareVisit];
        Assert.Equal(8, names.Select(DeadlineNames.Word).Distinct().Count());
    }

    [Fact]
    public void Id_IsThirtyTwoDigits()
    {
        Assert.Equal(MeasureCase.Measure, MeasureId.Parse(MeasureCase.Measure.ToString(), null));
        Assert.Throws<FormatException>(() => MeasureId.Parse("x", null));
        Assert.False(MeasureId.TryParse(new('0', 32), null, out _));
    }

    private static GateVerdict Verdict(MeasureCase m) =>
        Gate.Shipped.Ask(new(MeasureInfluence.Facts(m.State, m.Judgement.Zone), Today), Effect.Promotion).Verdict;
}
