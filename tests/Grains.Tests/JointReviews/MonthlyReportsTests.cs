using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.JointReviews;

/// <summary>A month, the quarter and the year around it, shown side by side.</summary>
public sealed class MonthlyReportsTests
{
    private const int Most = 7;
    private static readonly DateOnly Later = new(2027, 2, 1);
    private static readonly ReportLayout Layout = new(["sjj", "xfj"], ["special", "discipline"], [1, 0], ["verify", "none"]);
    private static readonly ReportLayout Small = Layout with { Agencies = ["sjj"] };

    [Fact]
    public void MonthThatStillRuns_IsNotCounted()
    {
        var quarter = new ReportTerm(ReportRhythm.Quarter, 2026, 3);
        Assert.Equal([7, 8], quarter.Over(new(2026, 9, 30)).Select(m => m.From.Month));
        Assert.Equal([7, 8, 9], quarter.Over(new(2026, 10, 1)).Select(m => m.From.Month));
        Assert.Empty(new ReportTerm(ReportRhythm.Month, 2026, 9).Over(new(2026, 9, 30)));
        Assert.Equal([(2025, 7), (2025, 8)], quarter.OverBefore(new(2026, 9, 30)).Select(m => (m.From.Year, m.From.Month)));
        Assert.Null(MonthlyReports.Of([], Layout, [], new HashSet<(DateOnly, string)>()));
    }

    [Theory]
    [InlineData(ReportRhythm.Month, 13, false)]
    [InlineData(ReportRhythm.Quarter, 5, false)]
    [InlineData(ReportRhythm.Year, 2, false)]
    [InlineData(ReportRhythm.Quarter, 0, false)]
    [InlineData(ReportRhythm.Month, 12, true)]
    public void Term_IsOneOfTheYear(ReportRhythm rhythm, int number, bool valid) => Assert.Equal(valid, new ReportTerm(rhythm, 2026, number).IsValid);

    [Fact]
    public void YearIsTheSumOfItsMonths_AndMonthsWithoutAnswersAddNothing()
    {
        List<ReportCase> cases = [.. Cases("sjj", "special", 3, 5), .. Cases("sjj", "discipline", 3, 4), .. Cases("sjj", "special", 9, 6), .. Cases("sjj", "discipline", 9, 8)];
        var year = Of(new(ReportRhythm.Year, 2026, 1), Layout, cases, [(3, "sjj"), (9, "sjj")])!;
        Assert.Equal(23, year.Total);
        Assert.Equal([11L, 12L], year.ByAgencyAndKind.Cells[0]);
        Assert.Equal([0L, 0L], year.ByAgencyAndKind.Cells[1]);
        Assert.Equal([23L, 0L], year.ByAgencyAndKind.RowTotals);
        Assert.Equal(0, Of(new(ReportRhythm.Quarter, 2026, 2), Layout, cases, [(3, "sjj"), (9, "sjj")])!.Total);
    }

    [Fact]
    public void MonthWhoseNumberIsWithheld_WithholdsItInQuarterAndYear()
    {
        List<ReportCase> cases = [.. Cases("sjj", "special", 7, 20), .. Cases("sjj", "special", 8, 2)];
        HashSet<(int, string)> answered = [(7, "sjj"), (8, "sjj")];
        Assert.Equal(20, Of(new(ReportRhythm.Month, 2026, 7), Layout, cases, answered)!.Total);
        foreach (var rhythm in new[] { new ReportTerm(ReportRhythm.Month, 2026, 8), new(ReportRhythm.Quarter, 2026, 3), new(ReportRhythm.Year, 2026, 1) })
            Assert.Null(Of(rhythm, Layout, cases, answered)!.Total);
    }

    /// <summary>The months alone make it: two districts whose months look alike look alike for the whole year, whatever was withheld.</summary>
    [Fact]
    public void WhatAYearSaysAtLeast_IsWhatItsMonthsShow_AndTheTruthLiesInItsRange()
    {
        var year = new ReportTerm(ReportRhythm.Year, 2026, 1);
        HashSet<(int Month, string Agency)> answered = [(7, "sjj"), (8, "sjj"), (9, "sjj")];
        var seen = 0;
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 6), 3).ToArbitrary(), counts =>
        {
            (ReviewReport AtLeast, int Withheld) Of(IEnumerable<int> of) => MonthlyReports.AtLeast(
                year.Over(Later), Small, [.. of.SelectMany((count, i) => Cases("sjj", "special", 7 + i, count))], answered.Select(a => (new DateOnly(2026, a.Month, 1), a.Agency)).ToHashSet())!.Value;
            var (least, withheld) = Of(counts);
            Assert.Equal(counts.Where(c => c >= Suppression.Least).Sum(), least.Total);
            Assert.InRange(counts.Sum(), least.Total!.Value, least.Total.Value + (withheld * (Suppression.Least - 1)));
            var (other, theirs) = Of(counts.Select(c => c < Suppression.Least ? (c + 1) % 3 : c));
            Assert.Equal((least.Total, withheld, Numbers(least)), (other.Total, theirs, Numbers(other)), (a, b) => a.Item1 == b.Item1 && a.Item2 == b.Item2 && a.Item3.SequenceEqual(b.Item3));
            seen += withheld;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.True(seen > 20, $"{seen}");
    }

    [Fact]
    public void AgencyThatAnsweredWithNothing_LooksLikeOneWithTwo_AndOneThatDidNotAnswerIsZero()
    {
        var month = new ReportTerm(ReportRhythm.Month, 2026, 7);
        List<ReportCase> cases = [.. Cases("sjj", "special", 7, 9), .. Cases("sjj", "discipline", 7, 9)];
        Assert.Equal([null, null], Of(month, Layout, cases, [(7, "sjj"), (7, "xfj")])!.ByAgencyAndKind.Cells[1]);
        Assert.Equal([0L, 0L], Of(month, Layout, cases, [(7, "sjj")])!.ByAgencyAndKind.Cells[1]);
    }

    /// <summary>
    /// Tries every table of counts for the three months that agrees with all that months, quarter and year show: for each 1 or 2 one of them has a 0 or at least 3 in its place.
    /// </summary>
    [Fact]
    public void NoOneOrTwo_CanBeWorkedOutFromMonthsQuarterAndYearTogether()
    {
        var hidden = 0;
        var counts = Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(0, 2)), (2, Gen.Choose(3, 5))), 6);
        Prop.ForAll(counts.ToArbitrary(), drawn =>
        {
            List<ReportCase> cases = [.. drawn.SelectMany((count, i) => Cases("sjj", Small.Kinds[i % 2], 7 + (i / 2), count))];
            HashSet<(int, string)> answered = [(7, "sjj"), (8, "sjj"), (9, "sjj")];
            var months = Enumerable.Range(7, 3).Select(m => Of(new(ReportRhythm.Month, 2026, m), Small, cases, answered)!).ToList();
            var quarter = Of(new(ReportRhythm.Quarter, 2026, 3), Small, cases, answered)!;
            var year = Of(new(ReportRhythm.Year, 2026, 1), Small, cases, answered)!;
            foreach (var report in months.Append(quarter).Append(year)) Assert.All(Numbers(report), n => Assert.True(n is null or >= Suppression.Least));
            var agreeing = months.Select(m => Pairs().Where(p => Agrees(m, p)).ToList()).ToList();
            var worlds = (from a in agreeing[0]
                          from b in agreeing[1]
                          from c in agreeing[2]
                          let sum = (a.One + b.One + c.One, a.Two + b.Two + c.Two)
                          where Agrees(quarter, sum) && Agrees(year, sum)
                          select new[] { a.One, a.Two, b.One, b.Two, c.One, c.Two }).ToList();
            for (var i = 0; i < drawn.Length; i++)
            {
                if (drawn[i] is not (1 or 2)) continue;
                hidden++;
                Assert.True(worlds.Exists(w => w[i] is 0 or >= 3), $"{string.Join(' ', drawn)}: number {i} can be worked out.");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.True(hidden > 40, $"{hidden}");
    }

    private static IEnumerable<(long One, long Two)> Pairs() => from one in Enumerable.Range(0, Most + 1) from two in Enumerable.Range(0, Most + 1) select ((long)one, (long)two);

    private static bool Agrees(ReviewReport shown, (long One, long Two) of)
    {
        var (table, sum) = (shown.ByAgencyAndKind, of.One + of.Two);
        long?[] numbers = [table.Cells[0][0], table.Cells[0][1], table.RowTotals[0], table.ColumnTotals[0], table.ColumnTotals[1], table.Total, shown.Total];
        long[] truth = [of.One, of.Two, sum, of.One, of.Two, sum, sum];
        return numbers.Zip(truth).All(n => n.First is null || n.First == n.Second);
    }

    private static IEnumerable<long?> Numbers(ReviewReport report) => new[] { report.ByAgencyAndKind, report.ByLevel, report.ByOutcome, report.ByTimeliness }
        .SelectMany(t => t.Cells.SelectMany(c => c).Concat(t.RowTotals).Concat(t.ColumnTotals).Append(t.Total)).Append(report.Total).Where(n => n != 0);

    private static ReviewReport? Of(ReportTerm term, ReportLayout layout, List<ReportCase> cases, HashSet<(int Month, string Agency)> answered) => MonthlyReports.Of(
        term.Over(Later), layout, cases, answered.Select(a => (new DateOnly(2026, a.Month, 1), a.Agency)).ToHashSet());

    private static IEnumerable<ReportCase> Cases(string agency, string kind, int month, int count) =>
        Enumerable.Range(0, count).Select(i => new ReportCase(agency, kind, i % 2, "none", true, new(2026, month, 5)));
}
