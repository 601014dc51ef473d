using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class MeasureLifeTests
{
    private static readonly MeasureActor Xu = MeasureCase.Xu;

    [Fact]
    public void Reminder_ByTalk_RunsToItsArchive()
    {
        var m = new MeasureCase().Approve(MeasureKind.Reminder);
        Assert.Equal(["deputyHead", "departmentHead"], m.State.Chain);
        m.Ok((id, at) => new IssueMeasure(id, at, Xu, MeasureMode.Talk, new(2026, 9, 8), []));
        m.Refused("noLetter", (id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        m.Ok((id, at) => Talk(id, at, "deputyHead"));
        Assert.Equal((MeasureStage.FollowUpDue, new DateOnly(2027, 3, 8)), (m.State.Stage, m.Deadline(DeadlineNames.FollowUp).Schedule.DueOn));
        m.Refused("resultUnfit", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text()));
        m.Refused("noteMissing", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Corrected, null));
        m.Refused("dayInFuture", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 9), VisitResult.Corrected, MeasureCase.Text()));
        m.Ok((id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Corrected, MeasureCase.Text()));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
        Assert.Equal(MeasureStage.Archived, m.State.Stage);
        Assert.Equal([$"signal:{m.State.Version}"], m.State.Debts);
        Assert.Empty(m.Clocks);
    }

    [Fact]
    public void Inquiry_IsAskedAgain_AndEndsExplained()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        m.Refused("wrongStage", (id, at) => new ReplyMeasure(id, at, Xu, new(2026, 9, 8), "feng", MeasureCase.Text()));
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        m.Refused("replyMissing", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Explained, null));
        m.Ok((id, at) => new ReplyMeasure(id, at, Xu, new(2026, 9, 8), "feng", MeasureCase.Text()));
        m.Refused("reasonMissing", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.AskAgain, null));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.AskAgain, MeasureCase.Text("尚未说明清楚")));
        Assert.Equal(MeasureStage.Approved, m.State.Stage);
        m.Ok(m.Letter);
        Assert.Equal((2, 2), (m.State.Round, m.State.Papers.Count));
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        m.Ok((id, at) => new ReplyMeasure(id, at, Xu, new(2026, 9, 8), "feng", MeasureCase.Text()));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Explained, null));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
        Assert.Equal(2, m.State.Deadlines.Count(d => d is { Name: DeadlineNames.Reply, Standing: DeadlineStanding.Met }));
    }

    [Theory]
    [InlineData(Conclusion.Verify)]
    [InlineData(Conclusion.ToReminder)]
    [InlineData(Conclusion.ToAdmonition)]
    [InlineData(Conclusion.Refer)]
    public void Inquiry_EndsInTheOutcomesOfTheRules(Conclusion outcome)
    {
        var m = Replied();
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, outcome, MeasureCase.Text()));
        Assert.Equal((MeasureStage.Concluded, outcome), (m.State.Stage, m.State.Outcome));
    }

    [Theory]
    [InlineData(Conclusion.Substantiated)]
    [InlineData(Conclusion.Confirmed)]
    public void Inquiry_KnowsNoOtherOutcome(Conclusion outcome) =>
        Replied().Refused("outcomeUnfit", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, outcome, MeasureCase.Text()));

    [Fact]
    public void Admonition_NeedsStudyAndThreeRanks_AndBarsForItsPeriod()
    {
        var m = new MeasureCase().Draft(MeasureKind.Admonition);
        m.Refused("wrongStage", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 12), new(2026, 9, 8)));
        m.Ok((id, at) => new SubmitMeasure(id, at, Xu));
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Guo, true));
        m.Refused("studyMissing", (id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, true));
        m.Refused("meetingUnknown", (id, at) => new StudyMeasure(id, at, Xu, new("unheardOf", 2026, 1), new(2026, 9, 8)));
        m.Refused("meetingUnknown", (id, at) => new StudyMeasure(id, at, Xu, new("department", 1999, 1), new(2026, 9, 8)));
        m.Refused("meetingUnknown", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 0), new(2026, 9, 8)));
        m.Refused("dayInFuture", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 12), new(2026, 9, 9)));
        m.Ok((id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 12), new(2026, 9, 8)));
        m.Refused("alreadyStudied", (id, at) => new StudyMeasure(id, at, Xu, new("department", 2026, 12), new(2026, 9, 8)));
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Jiang, true));
        m.Refused("wrongStage", m.Letter);
        m.Ok((id, at) => new OpineMeasure(id, at, MeasureCase.Qin, true));
        Assert.Equal(new DateOnly(2027, 3, 8), m.Deadline(DeadlineNames.Influence).Schedule.DueOn);
        m.Ok(m.Letter);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        Assert.Equal(new DateOnly(2026, 9, 15), m.Deadline(DeadlineNames.SelfExamination).Schedule.DueOn);
        m.Ok((id, at) => Talk(id, at, "departmentHead"));
        Assert.Single(m.State.Deadlines, d => d.Name == DeadlineNames.SelfExamination);
        m.Refused("noReply", (id, at) => new ReplyMeasure(id, at, Xu, new(2026, 9, 8), "feng", MeasureCase.Text()));
        m.Refused("dayInFuture", (id, at) => new RecordSelfExamination(id, at, Xu, new(2026, 9, 9)));
        m.Ok((id, at) => new RecordSelfExamination(id, at, Xu, new(2026, 9, 8), MeasureCase.Text()));
        m.Ok((id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.NotCorrected, MeasureCase.Text()));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
        Assert.True(m.Deadline(DeadlineNames.Influence).IsOpen);
    }

    [Fact]
    public void AssessmentNotice_NeedsLetterAndTalk()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.AssessmentNotice);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        m.Refused("talkMissing", (id, at) => new ArchiveMeasure(id, at, Xu));
        m.Refused("noVisit", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text()));
        m.Refused("noConclusion", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Explained, null));
        m.Ok((id, at) => Talk(id, at, "deputyHead"));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void Summons_IsATalk_ApprovedByOneRank()
    {
        var m = new MeasureCase().Approve(MeasureKind.Summons);
        Assert.Equal(["deputyHead"], m.State.Chain);
        m.Refused("modeUnfit", m.Letter);
        m.Ok((id, at) => new IssueMeasure(id, at, Xu, MeasureMode.Talk, new(2026, 9, 8), []));
        m.Ok((id, at) => Talk(id, at, "departmentHead"));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void Verification_IsConcludedWithoutAnyPaper()
    {
        var m = new MeasureCase().Approve(MeasureKind.Verification, MeasureCase.Content(MeasureKind.Verification, MeasureCase.Model));
        m.Refused("nothingToIssue", m.Letter);
        m.Refused("noTalk", (id, at) => Talk(id, at, "deputyHead"));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Unsubstantiated, MeasureCase.Text()));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void PostVisit_IsDueTwoMonthsAfterTakingUpThePost_AndAsksForTheStatement()
    {
        var m = new MeasureCase().Draft(MeasureKind.PostVisit);
        Assert.Equal((MeasureStage.FollowUpDue, new DateOnly(2026, 11, 1)), (m.State.Stage, m.Deadline(DeadlineNames.PostVisit).Schedule.DueOn));
        m.Refused("choiceMissing", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text()));
        m.Refused("choiceMissing", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text(), "unheardOf"));
        m.Refused("resultUnfit", (id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Corrected, MeasureCase.Text(), "stay"));
        m.Refused("noMeasure", (id, at) => new RecordStatement(id, at, Xu, new(2026, 9, 8), MeasureCase.Text()));
        m.Refused("noTalk", (id, at) => Talk(id, at, "deputyHead"));
        m.Ok((id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text(), "stay"));
        Assert.Equal("stay", m.State.Choice);
    }

    [Fact]
    public void Probation_EndsConfirmedOrReturned_ByTheDepartmentHead()
    {
        var m = new MeasureCase().Draft(MeasureKind.ProbationEnd);
        Assert.Equal(new DateOnly(2027, 9, 1), m.Deadline(DeadlineNames.Probation).Schedule.DueOn);
        m.Refused("notEntitled", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Confirmed, null));
        m.Refused("reasonMissing", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Jiang, Conclusion.Returned, null));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Jiang, Conclusion.Confirmed, null));
        m.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void PreventiveEducation_AndCareVisit_AreRecordedAndArchived()
    {
        var education = new MeasureCase().Draft(MeasureKind.PreventiveEducation);
        education.Ok((id, at) => Talk(id, at, "supervisor"));
        Assert.Equal((MeasureStage.Concluded, DeadlineStanding.Met), (education.State.Stage, education.Deadline(DeadlineNames.PreventiveEducation).Standing));
        education.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
        var care = new MeasureCase().Draft(MeasureKind.CareVisit);
        care.Ok((id, at) => new VisitMeasure(id, at, Xu, new(2026, 9, 8), VisitResult.Held, MeasureCase.Text()));
        Assert.Null(care.State.Choice);
        care.Ok((id, at) => new ArchiveMeasure(id, at, Xu));
    }

    [Fact]
    public void EveryStep_StandsInTheHistory_AndTheRowsCarryItsTexts()
    {
        var m = Replied();
        Assert.Equal(m.Events.Count, m.State.History.Count);
        Assert.Equal(Enumerable.Range(1, m.State.Version), m.State.History.Select(step => step.Version));
        var text = Assert.Single(m.LastRows, row => row.Table == ReadTableSet.MeasureTexts);
        Assert.Equal((m.State.Version - m.Last.Count + 1, "reply"), ((int)(long)text.Values[1]!, (string)text.Values[2]!));
        var body = (byte[])m.LastRows.Single(row => row.Table == ReadTableSet.Measures).Values[^1]!;
        var view = MeasureView.Read(body);
        Assert.Equal((m.State.Version, MeasureStage.Replied, "15个工作日"), (view.Version, view.Stage, view.Deadlines.Single(d => d.Name == "reply").Limit));
    }

    private static MeasureCase Replied()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        m.Ok((id, at) => new ReplyMeasure(id, at, Xu, new(2026, 9, 8), "feng", MeasureCase.Text()));
        return m;
    }

    private static RecordTalk Talk(Guid id, DateTimeOffset at, string rank) =>
        new(id, at, Xu, new("guo", rank, "xu", at.AddHours(-1)), MeasureCase.Text("会议室"), MeasureCase.Text("谈话内容"));
}
