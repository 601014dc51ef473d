using System.Text;
using CadreWatch.Grains.Calendars;

namespace CadreWatch.Grains.Tests.Calendars;

public sealed class CalendarTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "UTC+8", "UTC+8");
    private static readonly CalendarYear Year2026 = CalendarFile.Shipped.Single(year => year.Year == 2026);

    [Fact]
    public void ShippedNotices_AreTheThreeYears() =>
        Assert.Equal([2024, 2025, 2026], CalendarFile.Shipped.Select(year => year.Year));

    [Fact]
    public void FirstNotice_IsPublishedAndKnownFromTheDistrictsDay()
    {
        // 16:30 UTC on 4 November is already 5 November in the district.
        var decision = Decide(CalendarState.Empty, Publish(Year2026, At("2025-11-04T16:30:00Z")));
        var published = Assert.IsType<CalendarYearPublished>(Assert.Single(decision.Events));
        Assert.Equal((2026, new DateOnly(2025, 11, 5), "张三"), (published.Year, published.KnownOn, published.By));
        var state = CalendarState.Empty.Apply(published);
        Assert.True(state.Current.IsPublished(2026));
        Assert.False(state.AsKnownOn(new DateOnly(2025, 11, 4)).IsPublished(2026));
        Assert.True(state.AsKnownOn(new DateOnly(2025, 11, 5)).IsPublished(2026));
    }

    [Fact]
    public void BackfilledNotice_IsKnownFromItsOwnDate()
    {
        var state = Apply(CalendarState.Empty, new PublishCalendarYear(Year2026, Backfill: true, At("2026-11-22T00:00:00Z"), "张三"));
        Assert.True(state.AsKnownOn(new DateOnly(2025, 11, 4)).IsPublished(2026));
        Assert.False(state.AsKnownOn(new DateOnly(2025, 11, 3)).IsPublished(2026));
    }

    [Fact]
    public void LaterNotice_RevisesTheYear_AndTheOldOneStaysKnown()
    {
        var prolonged = Year2026 with { IssuedOn = new DateOnly(2026, 2, 20), Off = [.. Year2026.Off.Add(new DateOnly(2026, 2, 24)).Order()] };
        var state = Apply(CalendarState.Empty, Publish(Year2026, At("2025-11-05T00:00:00Z")));
        var revised = Assert.IsType<CalendarYearRevised>(Assert.Single(Decide(state, Publish(prolonged, At("2026-02-21T00:00:00Z"))).Events));
        state = state.Apply(revised);
        Assert.Equal(DayKind.Holiday, state.Current.KindOf(new DateOnly(2026, 2, 24)));
        Assert.Equal(DayKind.Working, state.AsKnownOn(new DateOnly(2026, 2, 20)).KindOf(new DateOnly(2026, 2, 24)));
        Assert.Equal("noticeOlder", Decide(state, Publish(Year2026, At("2026-03-01T00:00:00Z"))).Refusal?.Rule);
    }

    [Fact]
    public void SameNoticeAgain_ChangesNothing()
    {
        var state = Apply(CalendarState.Empty, Publish(Year2026, At("2025-11-05T00:00:00Z")));
        var copy = Year2026 with { Off = [.. Year2026.Off], MakeUp = [.. Year2026.MakeUp] };
        var decision = Decide(state, Publish(copy, At("2025-11-06T00:00:00Z")));
        Assert.Empty(decision.Events);
        Assert.Null(decision.Refusal);
        Assert.Equal(Year2026.GetHashCode(), copy.GetHashCode());
    }

    [Fact]
    public void SameDateOtherContent_IsACorrection()
    {
        var state = Apply(CalendarState.Empty, Publish(Year2026 with { MakeUp = [] }, At("2025-11-05T00:00:00Z")));
        Assert.IsType<CalendarYearRevised>(Assert.Single(Decide(state, Publish(Year2026, At("2025-11-06T00:00:00Z"))).Events));
    }

    [Fact]
    public void WithdrawnYear_IsNotPublished_UntilEnteredAgain()
    {
        var state = Apply(CalendarState.Empty, Publish(Year2026, At("2025-11-05T00:00:00Z")));
        state = Apply(state, new WithdrawCalendarYear(2026, "录错年份", At("2025-11-10T00:00:00Z"), "李四"));
        Assert.Null(state.Find(2026));
        Assert.Equal(2026, Assert.IsType<DeadlineAnswer.NotPublished>(WorkingDays.After(state.Current, new DateOnly(2026, 3, 2), 1)).Year);
        Assert.True(state.AsKnownOn(new DateOnly(2025, 11, 9)).IsPublished(2026));
        Assert.IsType<CalendarYearPublished>(Assert.Single(Decide(state, Publish(Year2026, At("2025-11-11T00:00:00Z"))).Events));
    }

    [Theory]
    [InlineData("", "byMissing")]
    [InlineData("张三", "noticeInFuture")]
    public void PublishingBeforeTheNoticeOrByNobody_IsRefused(string by, string rule) =>
        Assert.Equal(rule, Decide(CalendarState.Empty, new PublishCalendarYear(Year2026, true, At("2025-11-03T00:00:00Z"), by)).Refusal?.Rule);

    [Theory]
    [InlineData(2027, "录错", "calendarNotPublished")]
    [InlineData(2027, " ", "reasonMissing")]
    public void WithdrawingWithoutYearOrReason_IsRefused(int year, string reason, string rule) =>
        Assert.Equal(rule, Decide(CalendarState.Empty, new WithdrawCalendarYear(year, reason, At("2025-11-05T00:00:00Z"), "张三")).Refusal?.Rule);

    [Fact]
    public void UnknownCommandAndEvent_DoNotThrow()
    {
        Assert.Equal("commandUnknown", Decide(CalendarState.Empty, new OtherCommand(At("2025-11-05T00:00:00Z"), "张三")).Refusal?.Rule);
        Assert.Same(CalendarState.Empty, CalendarState.Empty.Apply(new OtherEvent(2026, default, default, "")));
    }

    [Fact]
    public void FaultyNotice_IsRefusedWithItsFirstFault()
    {
        var decision = Decide(CalendarState.Empty, Publish(Year2026 with { MakeUp = [new DateOnly(2026, 3, 16)] }, At("2025-11-05T00:00:00Z")));
        Assert.Equal(("calendarFaulty", "2026-03-16不是星期六或者星期日，不能列为调休上班日。"), (decision.Refusal?.Rule, decision.Refusal?.Message));
    }

    [Fact]
    public void Faults_NameEachThing()
    {
        var bad = new CalendarYear(1999, "", new DateOnly(2000, 1, 1), [new DateOnly(1998, 11, 30), new DateOnly(1999, 1, 2)], [new DateOnly(1999, 1, 2)]);
        Assert.Equal(
            [
                "年份1999不在2000至2200之间。",
                "通知日期2000-01-01晚于所安排的1999年。",
                "1998-11-30不属于1999年的放假安排。",
                "1999-01-02重复列出，或者既放假又上班。",
            ],
            bad.Faults());
        Assert.Equal(["2026年没有列出放假日。"], new CalendarYear(2026, "", new DateOnly(2025, 1, 1), default, default).Faults());
        Assert.False(bad.Equals(null));
        Assert.NotEqual(bad, bad with { Off = [] });
        Assert.NotEqual(bad, bad with { MakeUp = [] });
        Assert.NotEqual(bad, bad with { Notice = "x" });
    }

    [Fact]
    public void NoticeThatReachesBackIntoDecember_Holds_OnlyWhereThatYearIsPublished()
    {
        var next = new CalendarYear(2027, "", new DateOnly(2026, 11, 20), [new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1)], [new DateOnly(2026, 12, 26)]);
        Assert.Empty(next.Faults());
        var calendar = new WorkCalendar([Year2026, next]);
        Assert.Equal(DayKind.Holiday, calendar.KindOf(new DateOnly(2026, 12, 31)));
        Assert.Equal(DayKind.MakeUp, calendar.KindOf(new DateOnly(2026, 12, 26)));
        Assert.Null(new WorkCalendar([next]).KindOf(new DateOnly(2026, 12, 31)));
        Assert.Equal(DayKind.Weekend, new WorkCalendar([new CalendarYear(2028, "", default, default, default)]).KindOf(new DateOnly(2028, 1, 1)));
    }

    [Theory]
    [InlineData("""[{"year":2027,"notice":"甲","issuedOn":"2026-11-01","off":[["2027-01-01","2027-01-03"]],"work":["2027-01-09"]}]""", null)]
    [InlineData("\uFEFF[]", null)]
    [InlineData("null", null)]
    [InlineData("""[{"year":2027}]""", "文件不是所要求的格式")]
    [InlineData("不是JSON", "文件不是所要求的格式")]
    [InlineData("""[{"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2027-01-03","2027-01-01"]],"work":[]}]""", "止不早于起")]
    [InlineData("""[{"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2027-01-03"]],"work":[]}]""", "止不早于起")]
    [InlineData("""[{"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2027-01-03","2027-09-01"]],"work":[]}]""", "止不早于起")]
    [InlineData("""[{"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2028-01-03","2028-01-03"]],"work":[]}]""", "不属于2027年")]
    [InlineData(
        """
        [{"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2027-01-01","2027-01-01"]],"work":[]},
         {"year":2027,"notice":"","issuedOn":"2026-11-01","off":[["2027-01-01","2027-01-01"]],"work":[]}]
        """,
        "2027年在文件中出现多次")]
    public void File_IsReadOrNamesItsFault(string json, string? fault)
    {
        var reading = CalendarFile.Read(Encoding.UTF8.GetBytes(json));
        if (fault is null)
        {
            Assert.Empty(reading.Faults);
            return;
        }

        Assert.Empty(reading.Years);
        Assert.Contains(fault, Assert.Single(reading.Faults));
    }

    private static CalendarDecision Decide(CalendarState state, CalendarCommand command) => CalendarDecider.Decide(state, command, Shanghai);

    private static CalendarState Apply(CalendarState state, CalendarCommand command) => state.Apply(Assert.Single(Decide(state, command).Events));

    private static PublishCalendarYear Publish(CalendarYear year, DateTimeOffset at) => new(year, Backfill: false, at, "张三");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed record OtherCommand(DateTimeOffset At, string By) : CalendarCommand(At, By);

    private sealed record OtherEvent(int Year, DateOnly KnownOn, DateTimeOffset At, string By) : CalendarEvent(Year, KnownOn, At, By);
}
