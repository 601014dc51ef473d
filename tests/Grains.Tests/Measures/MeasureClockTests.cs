using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class MeasureClockTests
{
    private static readonly MeasureActor Xu = MeasureCase.Xu;

    [Theory]
    [InlineData("2026-02-09", 15, "2026-03-06")]
    [InlineData("2026-09-18", 15, "2026-10-15")]
    [InlineData("2026-02-14", 15, "2026-03-13")]
    [InlineData("2026-04-27", 5, "2026-05-07")]
    [InlineData("2026-06-18", 5, "2026-06-26")]
    [InlineData("2026-09-24", 5, "2026-10-09")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void WorkingDays_AreCountedByTheCalendar(string from, int count, string due)
    {
        var judgement = MeasureCase.Judge(CalendarFile.Shipped);
        var end = DueDays.After(judgement, Day(from), count, TimeLimit.WorkingDay);
        Assert.Equal(new(Day(due), null), end);
        Assert.Equal(count, judgement.WorkingDays(Day(from), Day(due)));
        var before = DueDays.WorkingDaysBefore(judgement, Day(due), count).Day!.Value;
        Assert.True(before <= Day(due) && judgement.WorkingDays(before, Day(due)) == count);
    }

    [Fact]
    public void OtherUnits_GoByTheCalendarOfMonthsAndDays()
    {
        var judgement = MeasureCase.Judge([]);
        Assert.Equal(new DateOnly(2026, 2, 28), DueDays.After(judgement, new(2025, 8, 31), 6, TimeLimit.Month).Day);
        Assert.Equal(new DateOnly(2026, 10, 1), DueDays.After(judgement, new(2026, 9, 1), 30, TimeLimit.Day).Day);
        Assert.Throws<ArgumentOutOfRangeException>(() => DueDays.After(judgement, new(2026, 9, 1), 1, "年"));
        Assert.Equal(new(null, 2026), DueDays.WorkingDaysBefore(judgement, new(2026, 9, 1), 1));
    }

    [Fact]
    public void Reply_IsWarnedOf_ThenOverdue_ThenEscalatedByRank()
    {
        var m = Received(new(2026, 9, 18));
        var deadline = m.Deadline(DeadlineNames.Reply);
        Assert.Equal((new DateOnly(2026, 10, 15), DeadlineStanding.Running), (deadline.Schedule.DueOn!.Value, deadline.Standing));
        Assert.Equal(MeasureCase.At(2026, 10, 12, 8, 30), m.Clocks["reply"]);
        m.Now = MeasureCase.At(2026, 10, 12, 8, 30);
        Assert.Equal(1, m.Scan());
        Assert.Equal(DeadlineStanding.Warned, m.Deadline("reply").Standing);
        Assert.Equal(MeasureCase.At(2026, 10, 16), m.Clocks["reply"]);
        m.Now = MeasureCase.At(2026, 10, 16, 1);
        Assert.Equal(1, m.Scan());
        Assert.Equal(DeadlineStanding.Overdue, m.Deadline("reply").Standing);
        Assert.Equal(1L, m.LastRows.Single(row => row.Table == Grains.Contracts.ReadTableSet.Measures).Values[10]);
        m.Now = MeasureCase.At(2026, 10, 16, 8, 30);
        m.Scan();
        Assert.Equal(["reply/deputyHead"], m.State.History.Where(step => step.Action == "deadlineEscalated").Select(step => step.Detail));
        m.Now = MeasureCase.At(2026, 10, 19, 8, 30);
        m.Scan();
        Assert.Equal(2, m.Deadline("reply").Escalated);
        Assert.Empty(m.Clocks);
    }

    [Fact]
    public void ThreeWeeksStopped_SaysEverythingOnce()
    {
        var m = Received(new(2026, 9, 18));
        m.Now = MeasureCase.At(2026, 11, 9, 3);
        Assert.Equal(3, m.Scan());
        Assert.Equal(["DeadlineOverdue", "DeadlineEscalated", "DeadlineEscalated"], m.Last.Select(e => e.GetType().Name));
        Assert.Equal(0, m.Scan());
        m.Do((id, at) => new MeasureDue(id, at, MeasureActor.System, "reply"));
        Assert.Empty(m.Last);
        m.Do((id, at) => new MeasureDue(id, at, MeasureActor.System, "unheardOf"));
        Assert.Empty(m.Last);
    }

    [Fact]
    public void ClockThatIsEarly_ChangesNothing()
    {
        var m = Received(new(2026, 9, 18));
        m.Do((id, at) => new MeasureDue(id, at, MeasureActor.System, "reply"));
        Assert.Empty(m.Last);
    }

    [Fact]
    public void OverdueReply_LetsTheInquiryBeConcluded_ButNotAsExplained()
    {
        var m = Received(new(2026, 9, 18));
        m.Now = MeasureCase.At(2026, 10, 20, 9);
        m.Scan();
        m.Refused("replyMissing", (id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.Explained, null));
        m.Ok((id, at) => new ConcludeMeasure(id, at, MeasureCase.Guo, Conclusion.ToAdmonition, MeasureCase.Text()));
        Assert.Empty(m.Clocks);
    }

    [Fact]
    public void UnpublishedCalendar_IsAVisibleState_AndCountedWhenItArrives()
    {
        var m = new MeasureCase { Judgement = MeasureCase.Judge(CalendarFile.Shipped), Now = MeasureCase.At(2026, 12, 28, 10) };
        m.IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 12, 28)));
        var deadline = m.Deadline("reply");
        Assert.Equal((DeadlineStanding.Uncounted, 2027, null), (deadline.Standing, deadline.Schedule.MissingYear, deadline.NextAt));
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Empty(m.Last);
        m.Judgement = MeasureCase.Judge([.. CalendarFile.Shipped, new(2027, "示例", new(2026, 12, 30), [new(2027, 1, 1)], [])]);
        m.Now = MeasureCase.At(2027, 1, 4, 9);
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Equal((DeadlineStanding.Running, new DateOnly(2027, 1, 19)), (m.Deadline("reply").Standing, m.Deadline("reply").Schedule.DueOn!.Value));
        Assert.Contains("reply", m.Clocks.Keys);
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Empty(m.Last);
    }

    [Fact]
    public void CalendarThatGrantsMoreDays_TakesOverdueBack()
    {
        var m = Received(new(2026, 9, 18));
        m.Now = MeasureCase.At(2026, 10, 16, 9);
        m.Scan();
        Assert.Equal(DeadlineStanding.Overdue, m.Deadline("reply").Standing);
        var longer = CalendarFile.Shipped.Single(year => year.Year == 2026);
        m.Judgement = MeasureCase.Judge([longer with { Off = [.. longer.Off, new(2026, 10, 14), new(2026, 10, 15)] }]);
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Equal((DeadlineStanding.Running, new DateOnly(2026, 10, 19)), (m.Deadline("reply").Standing, m.Deadline("reply").Schedule.DueOn!.Value));
        Assert.Equal(0, m.Deadline("reply").Escalated);
    }

    [Fact]
    public void Months_KeepTheirDay_WhenOnlyTheNoticesLackACalendar()
    {
        var m = new MeasureCase { Judgement = MeasureCase.Judge([]) };
        m.IssueLetter(MeasureKind.Admonition);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 8)));
        var followUp = m.Deadline(DeadlineNames.FollowUp).Schedule;
        Assert.Equal((new DateOnly(2027, 3, 8), 2027), (followUp.DueOn!.Value, followUp.MissingYear));
        Assert.Equal(MeasureCase.At(2027, 2, 26, 8, 30), followUp.WarnAt);
    }

    [Fact]
    public void Extension_IsAskedForAndApprovedByAnother_FromThePolicysBaseDay()
    {
        var m = Received(new(2026, 9, 18));
        m.Refused("nothingAsked", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
        m.Refused("nothingToExtend", (id, at) => new RequestExtension(id, at, Xu, "followUp", 1, MeasureCase.Text()));
        m.Refused("reasonMissing", (id, at) => new RequestExtension(id, at, Xu, "reply", 5, null));
        m.Refused("extensionTooLong", (id, at) => new RequestExtension(id, at, Xu, "reply", 6, MeasureCase.Text()));
        m.Refused("extensionTooLong", (id, at) => new RequestExtension(id, at, Xu, "reply", 0, MeasureCase.Text()));
        Assert.Contains("最长5个工作日（未核实）", m.Action("requestExtension", Xu).Note, StringComparison.Ordinal);
        m.Ok((id, at) => new RequestExtension(id, at, Xu, "reply", 3, MeasureCase.Text()));
        m.Refused("alreadyAsked", (id, at) => new RequestExtension(id, at, Xu, "reply", 3, MeasureCase.Text()));
        m.Refused("ownRequest", (id, at) => new DecideExtension(id, at, MeasureCase.Actor("xu", "deputyHead"), "reply", true));
        m.Refused("nothingAsked", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "followUp", true));
        m.Ok((id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
        Assert.Equal(new DateOnly(2026, 10, 20), m.Deadline("reply").Schedule.DueOn);
        m.Refused("nothingToExtend", (id, at) => new RequestExtension(id, at, Xu, "reply", 1, MeasureCase.Text()));
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Empty(m.Last);
    }

    [Fact]
    public void Extension_ThatIsTurnedDown_NeedsAReason()
    {
        var m = Received(new(2026, 9, 18));
        m.Ok((id, at) => new RequestExtension(id, at, Xu, "reply", 3, MeasureCase.Text()));
        m.Refused("commentMissing", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", false));
        m.Ok((id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", false, MeasureCase.Text()));
        Assert.Equal(new DateOnly(2026, 10, 15), m.Deadline("reply").Schedule.DueOn);
    }

    [Fact]
    public void ExtensionFromApproval_MustReachBeyondTheOldDay_AndStaysWithinTheLongest()
    {
        var m = Received(new(2026, 9, 18));
        m.Ok((id, at) => new RequestExtension(id, at, Xu, "reply", 5, MeasureCase.Text()));
        m.Judgement = MeasureCase.Judge(CalendarFile.Shipped, Figures(("measure.extension.base", 2, "项")));
        m.Refused("extensionShortens", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
        m.Judgement = MeasureCase.Judge(CalendarFile.Shipped, Figures(("measure.extension.reply", 2, "工作日")));
        m.Refused("extensionTooLong", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
        m.Judgement = MeasureCase.Judge(CalendarFile.Shipped, Figures(("measure.extension.base", 2, "项")));
        m.Now = MeasureCase.At(2026, 10, 14, 10);
        m.Ok((id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
        Assert.Equal(new DateOnly(2026, 10, 21), m.Deadline("reply").Schedule.DueOn);
    }

    [Fact]
    public void ExtensionOfAnUncountedDeadline_WaitsForTheCalendar()
    {
        var m = new MeasureCase { Now = MeasureCase.At(2026, 12, 28, 10) };
        m.IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 12, 28)));
        m.Ok((id, at) => new RequestExtension(id, at, Xu, "reply", 1, MeasureCase.Text()));
        m.Refused("calendarNotPublished", (id, at) => new DecideExtension(id, at, MeasureCase.Guo, "reply", true));
    }

    [Fact]
    public void InfluencePeriod_ExpiresIntoJudgement_NeverIntoOverdue()
    {
        var m = new MeasureCase().IssueLetter(MeasureKind.Admonition);
        var clock = m.Deadline(DeadlineNames.Influence);
        Assert.Equal(new DateOnly(2027, 3, 8), clock.Schedule.DueOn);
        Assert.Empty(clock.Schedule.Escalations);
        m.Do((id, at) => new RecountDeadlines(id, at, MeasureActor.System));
        Assert.Equal(new DateOnly(2027, 3, 8), m.Deadline(DeadlineNames.Influence).Schedule.DueOn);
        m.Now = MeasureCase.At(2027, 3, 9, 9);
        m.Scan();
        Assert.Equal(DeadlineStanding.Expired, m.Deadline(DeadlineNames.Influence).Standing);
        Assert.Contains(m.Events, e => e is InfluenceExpired { On: { Year: 2027, Month: 3, Day: 8 } });
    }

    [Theory]
    [InlineData("2026-10-09 12:00", false, "2026-10-09 12:00")]
    [InlineData("2026-10-09 07:00", false, "2026-10-09 08:30")]
    [InlineData("2026-10-09 18:00", false, "2026-10-10 08:30")]
    [InlineData("2026-10-10 18:00", false, "2026-10-12 08:30")]
    [InlineData("2026-10-01 09:00", false, "2026-10-08 08:30")]
    [InlineData("2026-10-01 03:00", true, "2026-10-01 03:00")]
    [InlineData("2027-10-01 03:00", false, "2027-10-01 08:30")]
    public void QuietHours_HoldUntilWork_ExceptWhatIsUrgent(string at, bool urgent, string held)
    {
        var judgement = MeasureCase.Judge(CalendarFile.Shipped);
        var hours = QuietHours.Of(MeasureRules.Of(judgement, new(2026, 9, 1), null));
        Assert.Equal(Instant(held), hours.Hold(Instant(at), urgent, judgement));
    }

    [Fact]
    public void QuietHours_SkipAnHourThatDoesNotExist()
    {
        var berlin = MeasureCase.Judge([]) with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        var held = new QuietHours(new(2, 30), new(17, 0)).Hold(new(2026, 3, 28, 23, 30, 0, TimeSpan.Zero), false, berlin);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), held);
    }

    [Fact]
    public void UrgentMeasure_IsToldOfOutsideHours()
    {
        var m = new MeasureCase { Now = MeasureCase.At(2026, 9, 18, 10) };
        m.IssueLetter(MeasureKind.Inquiry, MeasureCase.Content(MeasureKind.Inquiry) with { Urgent = true });
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 18)));
        Assert.Equal(MeasureCase.At(2026, 10, 12), m.Clocks["reply"]);
    }

    [Fact]
    public void Figures_ComeFromThePolicyInForce_WithSourceAndGrade()
    {
        var m = new MeasureCase { Now = MeasureCase.At(2026, 9, 18, 10), Judgement = MeasureCase.Judge(CalendarFile.Shipped, Figures(("measure.reply", 10, "日"), ("measure.warn", 2, "日"))) };
        m.IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 18)));
        var reply = m.Deadline("reply");
        Assert.Equal((new DateOnly(2026, 9, 28), "10日（未核实）"), (reply.Schedule.DueOn!.Value, reply.Limit.ToString()));
        Assert.Equal(MeasureCase.At(2026, 9, 28, 8, 30), reply.Schedule.WarnAt);
        Assert.Throws<KeyNotFoundException>(() => new MeasureRules(new("x"), new(2026, 9, 1), null).Figure("unheardOf"));
    }

    [Fact]
    public void WarningOfAShortLimit_IsNotBeforeItsBase()
    {
        var m = new MeasureCase { Now = MeasureCase.At(2026, 9, 18, 10), Judgement = MeasureCase.Judge(CalendarFile.Shipped, Figures(("measure.reply", 1, "工作日"), ("measure.warn", 9, "工作日"))) };
        m.IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, new(2026, 9, 18)));
        Assert.Equal(MeasureCase.At(2026, 9, 18, 8, 30), m.Deadline("reply").Schedule.WarnAt);
    }

    private static MeasureCase Received(DateOnly on)
    {
        var m = new MeasureCase { Now = MeasureCase.At(on.Year, on.Month, on.Day, 10) };
        m.IssueLetter(MeasureKind.Inquiry);
        m.Ok((id, at) => new ReceiveMeasure(id, at, Xu, on));
        return m;
    }

    private static Policy Figures(params (string Code, decimal Value, string Unit)[] figures) => new("2026-09")
    {
        Parameters = [.. figures.Select(f => new PolicyParameter(f.Code, "示例", f.Value, f.Unit, new("示例规定", "第1条", Grade.M), new(2000, 1, 1)))],
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static DateTimeOffset Instant(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), TimeSpan.FromHours(8));
}
