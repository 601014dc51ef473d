using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.JointReviews;

public sealed class ReviewReportTests
{
    private static readonly ReportLayout Layout = new(["sjj", "xfj", "jw"], ["special", "discipline"], [0, 1, 2], ["verify", "inquiry"]);

    [Fact]
    public void PlainNumbers_AreShownWithTheirTotals()
    {
        var report = ReviewReport.Of(ReportPeriod.Month(2026, 9), Layout, Layout.Agencies.SelectMany(a => Layout.Kinds.SelectMany(k => Cases(a, k, 6))), []);
        Assert.Equal(36, report.Total);
        Assert.All(report.ByAgencyAndKind.Cells, row => Assert.Equal([6L, 6L], row));
        Assert.Equal([12L, 12L, 12L], report.ByLevel.ColumnTotals);
        Assert.Equal([18L, 18L], report.ByTimeliness.Cells[0]);
    }

    [Fact]
    public void OneSmallCell_TakesOthersWithIt_SoThatNoSumGivesItAway()
    {
        var cases = Layout.Agencies.SelectMany(a => Layout.Kinds.SelectMany(k => Cases(a, k, a == "xfj" && k == "discipline" ? 1 : 9)));
        var table = ReviewReport.Of(ReportPeriod.Month(2026, 9), Layout, cases, []).ByAgencyAndKind;
        Assert.Null(table.Cells[1][1]);
        Assert.True(table.Cells[1].Append(table.RowTotals[1]).Count(c => c is null) > 1);
        Assert.True(table.Cells.Select(r => r[1]).Append(table.ColumnTotals[1]).Count(c => c is null) > 1);
    }

    [Fact]
    public void PeriodWithFewerThanThree_ShowsNothing()
    {
        var report = ReviewReport.Of(ReportPeriod.Month(2026, 9), Layout, Cases("sjj", "special", 2), []);
        Assert.Null(report.Total);
        Assert.All(new[] { report.ByAgencyAndKind, report.ByLevel, report.ByOutcome, report.ByTimeliness }, t => Assert.All(t.Cells.SelectMany(c => c).Append(t.Total), c => Assert.Null(c)));
    }

    /// <summary>
    /// No number of 1 or 2 is ever shown, the one number shared by the tables is the same or withheld, and what a quarter shows is the sum of what its months show,
    /// so that quarter minus months tells nothing.
    /// </summary>
    [Fact]
    public void DifferenceOfTablesOrPeriods_TellsNothingThatWasWithheld()
    {
        var (shown, withheld) = (0, 0);
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var cases = Enumerable.Range(0, random.Next(5, 160)).Select(_ => new ReportCase(
                Layout.Agencies[random.Next(3)], Layout.Kinds[random.Next(2)], random.Next(3), Layout.Outcomes[random.Next(2)], random.Next(4) > 0,
                new DateOnly(2026, 7, 1).AddDays(random.Next(92)))).ToList();
            List<ReviewReport> months = [.. Enumerable.Range(7, 3).Select(m => ReviewReport.Of(ReportPeriod.Month(2026, m), Layout, cases, []))];
            var quarter = ReviewReport.Of(ReportPeriod.Quarter(2026, 3), Layout, cases, months);
            var alone = ReviewReport.Of(ReportPeriod.Quarter(2026, 3), Layout, cases, []);
            foreach (var report in months.Append(quarter).Append(alone))
            {
                foreach (var table in Tables(report))
                {
                    if (Numbers(table).Any(n => n is < Suppression.Least) || (table.Total is { } total && total != report.Total))
                        return false;
                    shown += Numbers(table).Count(n => n is not null);
                    withheld += Numbers(table).Count(n => n is null);
                }
            }

            return Tables(quarter).Select((t, i) => Numbers(t).Select((n, j) => (n, Parts: months.Select(m => Numbers(Tables(m)[i]).ElementAt(j)).ToList())))
                .SelectMany(n => n).All(n => n.n is null ? n.Parts.Contains(null) : n.n == n.Parts.Sum());
        }).QuickCheckThrowOnFailure();
        Assert.True(shown > 1_000 && withheld > 1_000, $"shown {shown}, withheld {withheld}");
    }

    [Fact]
    public void QuarterOfMonthsWithAGap_IsABug()
    {
        var july = ReviewReport.Of(ReportPeriod.Month(2026, 7), Layout, [], []);
        Assert.Throws<ArgumentException>(() => ReviewReport.Of(ReportPeriod.Quarter(2026, 3), Layout, [], [july]));
    }

    private static SuppressedTable[] Tables(ReviewReport report) => [report.ByAgencyAndKind, report.ByLevel, report.ByOutcome, report.ByTimeliness];

    private static IEnumerable<long?> Numbers(SuppressedTable table) => table.Cells.SelectMany(c => c).Concat(table.RowTotals).Concat(table.ColumnTotals).Append(table.Total);

    private static IEnumerable<ReportCase> Cases(string agency, string kind, int count) =>
        Enumerable.Range(0, count).Select(i => new ReportCase(agency, kind, i % 3, i % 2 == 0 ? "verify" : "inquiry", i % 2 == 0, new(2026, 9, 1)));
}
