using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class MeasureGuardTests
{
    private static readonly MeasureActor Xu = MeasureCase.Xu;
    private static readonly DateOnly Today = new(2026, 9, 8);

    [Fact]
    public void Drafter_NeverApproves_EvenWithTheRank_OrForSomebodyElse()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Refused("ownDraft", (id, at) => new OpineMeasure(id, at, MeasureCase.Actor("xu", "supervisor", "deputyHead"), true));
        m.Refused("ownDraft", (id, at) => new OpineMeasure(id, at, MeasureCase.Actor("lu", "deputyHead") with { OnBehalfOf = "xu" }, true));
    }

    [Fact]
    public void Reviser_IsAnAuthorToo()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Ok((id, at) => new ReviseMeasure(id, at, MeasureCase.Actor("guo", "supervisor"), MeasureCase.Content(MeasureKind.Reminder), null));
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Refused("ownDraft", (id, at) => new OpineMeasure(id, at, MeasureCase.Guo, true));
    }

    [Fact]
    public void OnePerson_GivesOneOpinion_WhateverRanksHeHas()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        var both = MeasureCase.Actor("guo", "deputyHead", "departmentHead");
        m.Ok((id, at) => new OpineMeasure(id, at, both, true));
        m.Refused("secondOpinion", (id, at) => new OpineMeasure(id, at, both, true));
        m.Refused("secondOpinion", (id, at) => new OpineMeasure(id, at, MeasureCase.Actor("lin", "departmentHead") with { OnBehalfOf = "guo" }, true));
    }

    [Fact]
    public void Delegate_ActsWithTheLentRank_AndTheTraceNamesBoth()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Actor("lin", "deputyHead") with { OnBehalfOf = "guo" }, true));
        Assert.Equal(("lin", "guo"), (m.State.History[^1].By, m.State.History[^1].For));
        Assert.Equal("guo", m.State.Opinions[0].For);
    }

    [Fact]
    public void Rank_IsAskedInItsTurn()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Refused("wrongStage", (id, at) => new OpineMeasure(id, at, MeasureCase.Guo, true));
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Refused("notEntitled", (id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, true));
        Assert.Equal(MeasureStage.UnderReview, m.State.Stage);
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Guo, true));
        Assert.Equal(MeasureStage.PendingApproval, m.State.Stage);
    }

    [Fact]
    public void Recused_DoesNothingAtAll()
    {
        var m = new MeasureCase().Draft(MeasureKind.Reminder);
        m.Refused("recused", (id, at) => new SubmitMeasure(id, at, Xu with { Recused = true }));
        Assert.All(MeasureActions.For(m.State, Xu with { Recused = true }, m.Judgement, m.Now), action => Assert.Equal("recused", action.Rule));
    }

    [Fact]
    public void SentBack_NeedsAComment_AndStartsTheChainAnew()
    {
        var m = new MeasureCase().Draft(MeasureKind.Inquiry);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Guo, true));
        m.Refused("commentMissing", (id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, false));
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, false, MeasureCase.Text("语句照规范用语")));
        Assert.Equal((MeasureStage.Draft, 0), (m.State.Stage, m.State.Opinions.Count));
        m.Refused("codeMissing", (id, at) => new ReviseMeasure(id, at, Xu, MeasureCase.Content(MeasureKind.Inquiry) with { Codes = [] }, null));
        m.Ok((id, at) => new ReviseMeasure(id, at, Xu, MeasureCase.Content(MeasureKind.Inquiry), MeasureCase.Text("另述")));
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Refused("notEntitled", (id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, true));
    }

    [Fact]
    public void Seen_ThatIsOld_IsRefused()
    {
        var m = new MeasureCase().Draft(MeasureKind.Inquiry);
        m.Refused("measureChanged", (id, at) => new SubmitMeasure(id, at, Xu) { Seen = 0 });
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu) { Seen = 1 });
    }

    [Fact]
    public void Chain_ComesFromThePolicyInForce_AndStaysAsSubmitted()
    {
        var m = new MeasureCase
        {
            Judgement = MeasureCase.Judge([], new("2026-09")
            {
                Chains =
                [
                    new("reminder", ["departmentHead"], new("示例规定", "", Grade.S)),
                    new("inquiry", [], new("示例规定", "", Grade.S)),
                    new("reminder", ["committeePrincipal"], new("示例规定", "", Grade.S), Authority: "市"),
                ],
            }),
        };
        m.Draft(MeasureKind.Reminder);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        Assert.Equal(["departmentHead"], m.State.Chain);
        Assert.Equal("2026-09", m.State.Policy);
        m.Judgement = MeasureCase.Judge([]);
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, true));
        Assert.Equal(MeasureStage.Approved, m.State.Stage);
        var bare = new MeasureCase { Judgement = MeasureCase.Judge([], new("2026-09") { Chains = [new("inquiry", [], new("示例规定", "", Grade.S))] }) };
        bare.Draft(MeasureKind.Inquiry).Refused("chainMissing", (id, at) => new SubmitMeasure(id, at, Xu));
    }

    [Fact]
    public void CoManagedCadre_IsIssuedAfterConsultation()
    {
        var m = new MeasureCase().Approve(MeasureKind.Inquiry, MeasureCase.Content(MeasureKind.Inquiry) with { CoManaged = true });
        m.Refused("consultationMissing", m.Letter);
        m.Ok((id, at) => new ConsultMeasure(id, at, Xu, "U99", Today));
        m.Refused("alreadyConsulted", (id, at) => new ConsultMeasure(id, at, Xu, "U99", Today));
        m.Ok(m.Letter);
        m = new MeasureCase().Draft(MeasureKind.Inquiry);
        m.Refused("notCoManaged", (id, at) => new ConsultMeasure(id, at, Xu, "U99", Today));
        m.Refused("wrongStage", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 1), Today));
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Refused("studyNotNeeded", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 1), Today));
    }

    [Fact]
    public void Paper_HasOneNumber_UsedOnce()
    {
        var m = new MeasureCase().Approve(MeasureKind.Inquiry);
        IssueMeasure Of(Guid id, DateTimeOffset at, MeasureMode mode, DateOnly on, params IssuedPaper[] papers) => new(id, at, Xu, mode, on, papers);
        m.Refused("numberMissing", (id, at) => Of(id, at, MeasureMode.Letter, Today));
        m.Refused("numberMissing", (id, at) => Of(id, at, MeasureMode.Letter, Today, MeasureCase.Paper(1), MeasureCase.Paper(2)));
        m.Refused("modeUnfit", (id, at) => Of(id, at, MeasureMode.Talk, Today));
        m.Refused("dayInFuture", (id, at) => Of(id, at, MeasureMode.Letter, Today.AddDays(1), MeasureCase.Paper(1)));
        m.Ok((id, at) => Of(id, at, MeasureMode.Letter, Today, MeasureCase.Paper(1), new(PaperKind.Receipt, "receipt.1", null, null, new('a', 64), new('b', 64))));
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, Today));
        m.Ok((id, at) => new ReplyMeasure(id, at, Xu, Today, "feng", MeasureCase.Text()));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.AskAgain, MeasureCase.Text()));
        m.Refused("paperTwice", (id, at) => Of(id, at, MeasureMode.Letter, Today, MeasureCase.Paper(1)));
        m.Refused("paperTwice", (id, at) => Of(id, at, MeasureMode.Letter, Today, MeasureCase.Paper(1) with { Document = "inquiryNotice.2" }));
        var talk = new MeasureCase().Approve(MeasureKind.Reminder);
        talk.Refused("numberMissing", (id, at) => Of(id, at, MeasureMode.Talk, Today, MeasureCase.Paper(1)));
    }

    [Fact]
    public void Receipt_IsNotBeforeIssue_AndRefusalNeedsTwoOthers()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        m.Refused("beforeIssue", (id, at) => new ReceiveMeasure(id, at, Xu, Today.AddDays(-1)));
        m.Refused("dayInFuture", (id, at) => new ReceiveMeasure(id, at, Xu, Today.AddDays(1)));
        m.Refused("dayInFuture", (id, at) => new RefuseReceipt(id, at, Xu, Today.AddDays(1), "xu", "lu"));
        foreach (var (first, second, rule) in new[] { ("", "lu", "witnessesMissing"), ("xu", "", "witnessesMissing"), ("xu", "xu", "witnessesMissing"), ("A001", "lu", "ownWitness"), ("xu", "A001", "ownWitness") })
            m.Refused(rule, (id, at) => new RefuseReceipt(id, at, Xu, Today, first, second));
        m.Ok((id, at) => new RefuseReceipt(id, at, Xu, Today, "xu", "lu"));
        Assert.True(m.State.ReceiptWasRefused);
        Assert.Equal(MeasureStage.Received, m.State.Stage);
    }

    [Fact]
    public void Reply_IsCountersignedByAnother_ExceptOfAPrincipal()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, Today));
        m.Refused("countersignatureMissing", (id, at) => new ReplyMeasure(id, at, Xu, Today, " ", MeasureCase.Text()));
        m.Refused("ownCountersignature", (id, at) => new ReplyMeasure(id, at, Xu, Today, "A001", MeasureCase.Text()));
        m.Refused("dayInFuture", (id, at) => new ReplyMeasure(id, at, Xu, Today.AddDays(1), "feng", MeasureCase.Text()));
        m.Refused("beforeReceipt", (id, at) => new ReplyMeasure(id, at, Xu, Today.AddDays(-1), "feng", MeasureCase.Text()));
        Assert.Contains("背书", m.Action("reply", Xu).Note, StringComparison.Ordinal);
        var principal = new MeasureCase().IssueLetter(MeasureKind.Inquiry, MeasureCase.Content(MeasureKind.Inquiry) with { IsPrincipal = true });
        principal.Ok((id, at) => new ReceiveMeasure(id, at, Xu, Today));
        Assert.Contains("直接回复", principal.Action("reply", Xu).Note, StringComparison.Ordinal);
        principal.Refused("countersignatureNotNeeded", (id, at) => new ReplyMeasure(id, at, Xu, Today, "feng", MeasureCase.Text()));
        principal.Ok((id, at) => new ReplyMeasure(id, at, Xu, Today, null, MeasureCase.Text()));
    }

    [Fact]
    public void Talk_HasTwoPeopleOfTheRightRank()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        RecordTalk Of(Guid id, DateTimeOffset at, string talker, string recorder, string rank = "deputyHead", bool delegated = false, int hours = -1) =>
            new(id, at, Xu, new(talker, rank, recorder, at.AddHours(hours), delegated), MeasureCase.Text(), MeasureCase.Text());
        foreach (var (talker, recorder, rule) in new[] { ("", "xu", "twoPeopleNeeded"), ("guo", "", "twoPeopleNeeded"), ("guo", "guo", "twoPeopleNeeded"), ("A001", "xu", "ownTalk"), ("guo", "A001", "ownTalk") })
            m.Refused(rule, (id, at) => Of(id, at, talker, recorder));
        m.Refused("dayInFuture", (id, at) => Of(id, at, "guo", "xu", hours: 24));
        m.Refused("talkerRank", (id, at) => Of(id, at, "lu", "xu", MeasureRanks.Supervisor));
        m.Refused("delegationUnfit", (id, at) => Of(id, at, "feng", "xu", delegated: true));
        m.Ok((id, at) => Of(id, at, "guo", "xu"));
        var lower = new MeasureCase().IssueLetter(MeasureKind.Admonition, MeasureCase.Content(MeasureKind.Admonition) with { NextLower = true });
        lower.Ok((id, at) => Of(id, at, "feng", "xu", "unitPartyHead", delegated: true));
    }

    [Fact]
    public void Cancelling_VoidsTheNumbers_AndAfterIssueNeedsTheDepartmentHead()
    {
        var draft = new MeasureCase().Draft(MeasureKind.Inquiry);
        draft.Refused("reasonMissing", (id, at) => new CancelMeasure(id, at, Xu, null));
        draft.Ok((id, at) => new CancelMeasure(id, at, Xu, MeasureCase.Text()));
        Assert.Empty(draft.State.Debts);
        draft.Refused("wrongStage", (id, at) => new CancelMeasure(id, at, Xu, MeasureCase.Text()));
        draft.Refused("wrongStage", (id, at) => new AttachScan(id, at, Xu, PaperKind.Receipt, new('a', 64), 1));
        draft.Refused("wrongStage", (id, at) => new RecordStatement(id, at, Xu, Today, MeasureCase.Text()));
        var issued = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        issued.Refused("notEntitled", (id, at) => new CancelMeasure(id, at, Xu, MeasureCase.Text()));
        issued.Ok((id, at) => new CancelMeasure(id, at, MeasureCase.Jiang, MeasureCase.Text()));
        Assert.Equal(["void:云组函/2026/1"], issued.State.Debts);
        Assert.Empty(issued.Clocks);
        issued.Ok((id, at) => new SettleDebt(id, at, MeasureActor.System, "void:云组函/2026/1"));
        Assert.Empty(issued.State.Debts);
        issued.Ok((id, at) => new SettleDebt(id, at, MeasureActor.System, "void:云组函/2026/1"));
        Assert.Empty(issued.Last);
    }

    [Fact]
    public void Actions_SayWhatIsPossible_AndWhyNot_AndWhoMay()
    {
        var m = new MeasureCase().Draft(MeasureKind.Inquiry);
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        var mine = m.Action("opine", Xu);
        Assert.Equal((false, "notEntitled", "分管部长"), (mine.Possible, mine.Rule, mine.WhoWords));
        var his = m.Action("opine", MeasureCase.Guo);
        Assert.True(his is { Possible: true, Why: null });
        Assert.Contains("共2级", his.Note, StringComparison.Ordinal);
        var list = MeasureActions.For(m.State, MeasureCase.Guo, m.Judgement, m.Now);
        Assert.Equal("opine", list[0].Code);
        Assert.DoesNotContain(list, action => action.Code == "selfExamination");
        Assert.All(list.Where(action => !action.Possible), action => Assert.NotEmpty(action.Why!));
    }

    [Fact]
    public void Repeat_IsFoundBySharedBasisOrMatter_AndOnlyWhileItRuns()
    {
        var draft = new MeasureSummary("new", "A001", MeasureKind.Inquiry, MeasureStage.Draft, ["integrity"], ["s1"]);
        MeasureSummary Row(string id, MeasureKind kind, MeasureStage stage, string code, string basis) => new(id, "A001", kind, stage, [code], [basis]);
        var found = MeasureRepeat.Find(
            [
                draft, Row("same", MeasureKind.Inquiry, MeasureStage.Issued, "integrity", "s9"), Row("shared", MeasureKind.Reminder, MeasureStage.Received, "duty", "s1"),
                Row("over", MeasureKind.Inquiry, MeasureStage.Archived, "integrity", "s1"), Row("cancelled", MeasureKind.Inquiry, MeasureStage.Cancelled, "integrity", "s1"),
                Row("other", MeasureKind.Inquiry, MeasureStage.Issued, "duty", "s9"), Row("alien", MeasureKind.Inquiry, MeasureStage.Issued, "integrity", "s1") with { Cadre = "A002" },
                Row("none", MeasureKind.Inquiry, MeasureStage.None, "integrity", "s1"), Row("kind", MeasureKind.Reminder, MeasureStage.Issued, "integrity", "s9"),
            ],
            draft);
        Assert.Equal(["same", "shared"], found.Select(warning => warning.Measure));
        Assert.Contains("1项相同依据", found[1].Words, StringComparison.Ordinal);
        Assert.Contains("事项相同", found[0].Words, StringComparison.Ordinal);
        Assert.Single(MeasureRepeat.Find([Row("talk", MeasureKind.Summons, MeasureStage.Issued, "x", "s9")], draft with { Kind = MeasureKind.Summons, Codes = [] }));
    }
}
