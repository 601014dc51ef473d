using System.Collections.Immutable;
using CadreWatch.Grains.Access;

namespace CadreWatch.Grains.JointReviews.Reports;

/// <summary>
/// The three rhythms from months alone: a quarter and a year are the sums of what their months show, so that no difference between the rhythms tells more than the
/// months do. Nothing has to be kept of who looked at what first.
/// </summary>
public static class MonthlyReports
{
    /// <param name="months">Months that are over, in order and without gap.</param>
    /// <param name="answered">
    /// Month (its first day) and agency wherever the agency answered at all. Where it did not there was nothing to count: a plain 0, which everybody of the round
    /// knows. Where it did, a 0 is withheld like a 1 or a 2.
    /// </param>
    /// <returns>Null without months.</returns>
    public static ReviewReport? Of(
        IReadOnlyList<ReportPeriod> months, ReportLayout layout, IReadOnlyCollection<ReportCase> cases, IReadOnlySet<(DateOnly Month, string Agency)> answered)
    {
        var parts = months.Select(m => Month(m, layout, cases, answered)).ToList();
        return parts.Count switch { 0 => null, 1 => parts[0], _ => ReviewReport.Of(new(months[0].From, months[^1].To), layout, [], parts) };
    }

    /// <summary>
    /// What the months that are shown add up to by themselves: never more than the truth, and nothing that their own reports do not say. A number is 0 where no month shows
    /// it.
    /// </summary>
    /// <returns>
    /// Null without months. With it how many months withhold their total: each of them has at most one less than <see cref="Suppression.Least"/>, so that the truth is not far.
    /// </returns>
    public static (ReviewReport AtLeast, int Withheld)? AtLeast(
        IReadOnlyList<ReportPeriod> months, ReportLayout layout, IReadOnlyCollection<ReportCase> cases, IReadOnlySet<(DateOnly Month, string Agency)> answered)
    {
        var parts = months.Select(m => Month(m, layout, cases, answered)).ToList();
        var counted = parts.ConvertAll(p => p with
        {
            Total = p.Total ?? 0,
            ByAgencyAndKind = Counted(p.ByAgencyAndKind),
            ByLevel = Counted(p.ByLevel),
            ByOutcome = Counted(p.ByOutcome),
            ByTimeliness = Counted(p.ByTimeliness),
        });
        return parts.Count == 0 ? null : (parts.Count == 1 ? counted[0] : ReviewReport.Of(new(months[0].From, months[^1].To), layout, [], counted), parts.Count(p => p.Total is null));
    }

    private static SuppressedTable Counted(SuppressedTable table) => new(
        [.. table.Cells.Select(Counted)], Counted(table.RowTotals), Counted(table.ColumnTotals), table.Total ?? 0);

    private static IReadOnlyList<long?> Counted(IReadOnlyList<long?> numbers) => [.. numbers.Select(n => n ?? 0)];

    private static ReviewReport Month(
        ReportPeriod month, ReportLayout layout, IReadOnlyCollection<ReportCase> cases, IReadOnlySet<(DateOnly Month, string Agency)> answered)
    {
        var present = layout.Agencies.Where(a => answered.Contains((month.From, a))).ToList();
        if (present.Count == 0)
            return Nothing(month, layout);
        var report = ReviewReport.Of(month, layout with { Agencies = present }, cases, []);
        var rows = layout.Agencies.Select(a => present.IndexOf(a)).ToList();
        var zeros = Zeros(layout.Kinds.Count);
        var cross = report.ByAgencyAndKind;
        return report with
        {
            ByAgencyAndKind = cross with
            {
                Cells = [.. rows.Select(r => r < 0 ? zeros : cross.Cells[r])],
                RowTotals = [.. rows.Select(r => r < 0 ? 0 : cross.RowTotals[r])],
            },
        };
    }

    private static ReviewReport Nothing(ReportPeriod month, ReportLayout layout) => new(
        month, 0, Empty(layout.Agencies.Count, layout.Kinds.Count), Empty(1, layout.Levels.Count), Empty(1, layout.Outcomes.Count), Empty(1, 2));

    private static SuppressedTable Empty(int rows, int columns) =>
        new([.. Enumerable.Repeat(Zeros(columns), rows)], Zeros(rows), Zeros(columns), 0);

    private static IReadOnlyList<long?> Zeros(int count) => ImmutableArray.CreateRange(Enumerable.Repeat<long?>(0, count));
}
