using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Calendars;

public sealed class WorkingDaysTests
{
    private static readonly CaseTable Cases = CaseTable.Read("working-days.md");
    private static readonly WorkCalendar Calendar = new(CalendarFile.Shipped);

    public static TheoryData<string> Due => Select(row => row.Has("届满"));

    public static TheoryData<string> Golden => Select(row => row.Has("只算周末"));

    public static TheoryData<string> Unpublished => Select(row => row.Has("未公布"));

    public static TheoryData<string> YearTotals => Select(row => row.Has("年份"));

    public static TheoryData<string> Kinds => Select(row => row.Has("性质"));

    [Theory]
    [MemberData(nameof(Due))]
    public void Limit_EndsOnTheDayTheCaseSays(string number)
    {
        var row = Cases[number];
        var answer = WorkingDays.After(Calendar, row.Day("收到"), row.Number("工作日"));
        var due = Assert.IsType<DeadlineAnswer.Due>(answer);
        Assert.Equal(row.Day("届满"), due.On);
        Assert.Equal(row.Number("工作日"), WorkingDays.Between(Calendar, row.Day("收到"), due.On));
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void CountingByWeekendsAlone_GivesAnotherDay(string number)
    {
        var row = Cases[number];
        var day = row.Day("收到");
        for (var left = row.Number("工作日"); left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        Assert.Equal(row.Day("只算周末"), day);
        Assert.NotEqual(row.Day("届满"), day);
    }

    [Theory]
    [MemberData(nameof(Unpublished))]
    public void LimitThatReachesAnUnpublishedYear_NamesTheYear(string number)
    {
        var row = Cases[number];
        var answer = WorkingDays.After(Calendar, row.Day("收到"), row.Number("工作日"));
        if (row.Number("未公布") == 0)
        {
            Assert.IsType<DeadlineAnswer.Due>(answer);
            return;
        }

        var missing = Assert.IsType<DeadlineAnswer.NotPublished>(answer);
        Assert.Equal((row.Number("未公布"), row.Number("已计")), (missing.Year, missing.Counted));
        Assert.Contains($"{row["未公布"]}年放假安排尚未公布", missing.ToString());
        Assert.Null(WorkingDays.Between(Calendar, row.Day("收到"), new DateOnly(missing.Year, 12, 31)));
    }

    [Theory]
    [MemberData(nameof(YearTotals))]
    public void Year_HasAsManyWorkingDaysAsTheCaseSays(string number)
    {
        var year = Cases[number].Number("年份");
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
        Assert.Equal(Cases[number].Number("工作日"), days.Count(day => Calendar.KindOf(day) is DayKind.Working or DayKind.MakeUp));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Day_IsWhatTheCaseSays(string number)
    {
        DayKind? expected = Cases[number]["性质"] switch
        {
            "工作日" => DayKind.Working,
            "调休上班" => DayKind.MakeUp,
            "周末" => DayKind.Weekend,
            "放假" => DayKind.Holiday,
            _ => null,
        };
        Assert.Equal(expected, Calendar.KindOf(Cases[number].Day("日期")));
    }

    [Fact]
    public void DayList_NumbersWorkingDaysAndShowsWhatWasSkipped()
    {
        var due = Assert.IsType<DeadlineAnswer.Due>(WorkingDays.After(Calendar, new DateOnly(2026, 2, 9), 15));
        Assert.Equal(26, due.Days.Length);
        Assert.Equal(new CountedDay(new DateOnly(2026, 2, 9), DayKind.Received, null), due.Days[0]);
        Assert.Equal(new CountedDay(new DateOnly(2026, 2, 14), DayKind.MakeUp, 5), due.Days[5]);
        Assert.Equal(new CountedDay(new DateOnly(2026, 2, 15), DayKind.Holiday, null), due.Days[6]);
        Assert.Equal(new CountedDay(new DateOnly(2026, 2, 24), DayKind.Working, 6), due.Days[15]);
        Assert.Equal(new CountedDay(new DateOnly(2026, 3, 1), DayKind.Weekend, null), due.Days[20]);
        Assert.Equal(15, due.Days[^1].Number);
        Assert.Equal(
            "2026-02-09收到，当日不计，15个工作日至2026-03-06届满（其间放假9天、周末1天、调休上班2天）。",
            due.ToString());
    }

    [Fact]
    public void LongerLimit_EndsLater() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Counts, (start, count) =>
        On(start, count) < On(start, count + 1)));

    [Fact]
    public void LaterReceipt_NeverEndsEarlier() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Counts, (start, count) =>
        On(start, count) <= On(start.AddDays(1), count)));

    [Fact]
    public void Between_IsTheInverseOfAfter() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Counts, (start, count) =>
        WorkingDays.Between(Calendar, start, On(start, count)) == count));

    [Fact]
    public void Limits_AddUp_AcrossYearsToo() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Counts, Counts, (start, first, second) =>
        On(On(start, first), second) == On(start, first + second)));

    [Fact]
    public void Between_AddsUp_AcrossYearsToo() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Starts, Starts, (a, b, c) =>
    {
        var days = new[] { a, b, c }.Order().ToArray();
        return WorkingDays.Between(Calendar, days[0], days[1]) + WorkingDays.Between(Calendar, days[1], days[2])
            == WorkingDays.Between(Calendar, days[0], days[2]);
    }));

    [Fact]
    public void LastDay_IsAlwaysWorked() => Check.QuickThrowOnFailure(Prop.ForAll(Starts, Counts, (start, count) =>
        Calendar.KindOf(On(start, count)) is DayKind.Working or DayKind.MakeUp));

    [Fact]
    public void BetweenBackwards_IsZero() => Assert.Equal(0, WorkingDays.Between(Calendar, new DateOnly(2026, 5, 2), new DateOnly(2026, 5, 1)));

    [Theory]
    [InlineData(-1)]
    [InlineData(WorkingDays.Longest + 1)]
    public void CountOutOfRange_IsABug(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.After(Calendar, new DateOnly(2026, 1, 5), count));

    // Ends by 2026-09 at the latest: 2024-01-01 plus two years of days plus two limits of at most 60 working days.
    private static Arbitrary<DateOnly> Starts => Gen.Choose(0, 800).Select(new DateOnly(2024, 1, 1).AddDays).ToArbitrary();

    private static Arbitrary<int> Counts => Gen.Choose(1, 60).ToArbitrary();

    private static DateOnly On(DateOnly start, int count) => ((DeadlineAnswer.Due)WorkingDays.After(Calendar, start, count)).On;

    private static TheoryData<string> Select(Func<Case, bool> which) => [.. Cases.Numbers.Select(number => number.Data).Where(number => which(Cases[number]))];
}
