using CadreWatch.Grains.Access;

namespace CadreWatch.Grains.JointReviews.Reports;

/// <summary>One thing that is counted: what a unit had to report of one person in one month.</summary>
/// <param name="Agency">Unit id.</param>
/// <param name="Kind">Class or kind, a code.</param>
/// <param name="Level">Rank of the alert level; 0 for none.</param>
/// <param name="Outcome">Conclusion, a code.</param>
/// <param name="InTime">Answered in time.</param>
/// <param name="On">The day on which it was confirmed.</param>
public sealed record ReportCase(string Agency, string Kind, int Level, string Outcome, bool InTime, DateOnly On);

/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To)
{
    public static ReportPeriod Month(int year, int month) => Months(year, month, 1);

    /// <param name="quarter">1 to 4.</param>
    public static ReportPeriod Quarter(int year, int quarter) => Months(year, (quarter * 3) - 2, 3);

    public static ReportPeriod Year(int year) => Months(year, 1, 12);

    public bool Contains(DateOnly day) => day >= From && day <= To;

    public bool Contains(ReportPeriod other) => other.From >= From && other.To <= To;

    private static ReportPeriod Months(int year, int first, int count)
    {
        var from = new DateOnly(year, first, 1);
        return new(from, from.AddMonths(count).AddDays(-1));
    }
}

/// <summary>What the tables are laid out by; fixed beforehand, so that an empty row is there too.</summary>
public sealed record ReportLayout(IReadOnlyList<string> Agencies, IReadOnlyList<string> Kinds, IReadOnlyList<int> Levels, IReadOnlyList<string> Outcomes);

/// <summary>
/// 月调度、季会议、年通报: numbers for one period, fit to be shown. Null is withheld. The tables share one number alone, the total: each other number stands in one
/// table only, so one table is no help against another. A period that contains published ones tells nothing that those did not tell already, or stands alone.
/// </summary>
/// <param name="Total">Null where there were fewer than <see cref="Suppression.Least"/>: then everything is.</param>
/// <param name="ByAgencyAndKind">Rows are agencies, columns kinds.</param>
/// <param name="ByLevel">One row.</param>
/// <param name="ByOutcome">One row.</param>
/// <param name="ByTimeliness">One row: in time, late.</param>
public sealed record ReviewReport(
    ReportPeriod Period, long? Total, SuppressedTable ByAgencyAndKind, SuppressedTable ByLevel, SuppressedTable ByOutcome, SuppressedTable ByTimeliness)
{
    /// <param name="published">Reports of shorter periods within this one that were shown already; with any of them this report is their sum.</param>
    /// <exception cref="ArgumentException">The published reports do not cover the period without gap and overlap, or another layout was used.</exception>
    public static ReviewReport Of(ReportPeriod period, ReportLayout layout, IEnumerable<ReportCase> cases, IReadOnlyList<ReviewReport> published)
    {
        var within = published.Where(p => period.Contains(p.Period) && p.Period != period).OrderBy(p => p.Period.From).ToList();
        return within.Count > 0 ? Sum(period, within) : Fresh(period, layout, [.. cases.Where(c => period.Contains(c.On))]);
    }

    private static ReviewReport Fresh(ReportPeriod period, ReportLayout layout, List<ReportCase> cases)
    {
        var listed = cases.Where(c => layout.Agencies.Contains(c.Agency) && layout.Kinds.Contains(c.Kind) && layout.Levels.Contains(c.Level) && layout.Outcomes.Contains(c.Outcome)).ToList();
        if (listed.Count != cases.Count)
            throw new ArgumentException("A case lies outside the layout.", nameof(cases));
        IReadOnlyList<IReadOnlyList<long>> Row(IEnumerable<Func<ReportCase, bool>> columns) => [[.. columns.Select(c => (long)cases.Count(c))]];
        var cross = layout.Agencies.Select(a => (IReadOnlyList<long>)[.. layout.Kinds.Select(k => (long)cases.Count(c => c.Agency == a && c.Kind == k))]).ToList();
        return new(
            period, cases.Count < Suppression.Least ? null : cases.Count,
            Shown(cross, cases.Count),
            Shown(Row(layout.Levels.Select(l => (Func<ReportCase, bool>)(c => c.Level == l))), cases.Count),
            Shown(Row(layout.Outcomes.Select(o => (Func<ReportCase, bool>)(c => c.Outcome == o))), cases.Count),
            Shown(Row([c => c.InTime, c => !c.InTime]), cases.Count));
    }

    /// <summary>A table that would have to withhold the total is withheld whole: the total stands in the other tables too.</summary>
    private static SuppressedTable Shown(IReadOnlyList<IReadOnlyList<long>> counts, int total)
    {
        var table = Suppression.Of(counts);
        return total >= Suppression.Least && table.Total is null ? Map(table, (_, _) => null, null) : table;
    }

    private static ReviewReport Sum(ReportPeriod period, List<ReviewReport> parts)
    {
        var day = period.From;
        foreach (var part in parts)
        {
            if (part.Period.From != day)
                throw new ArgumentException("The published reports leave a gap or overlap.", nameof(parts));
            day = part.Period.To.AddDays(1);
        }

        if (day != period.To.AddDays(1))
            throw new ArgumentException("The published reports do not reach the end of the period.", nameof(parts));
        return new(
            period, Add(parts.Select(p => p.Total)), Sum(parts, p => p.ByAgencyAndKind), Sum(parts, p => p.ByLevel), Sum(parts, p => p.ByOutcome), Sum(parts, p => p.ByTimeliness));
    }

    private static SuppressedTable Sum(List<ReviewReport> parts, Func<ReviewReport, SuppressedTable> table)
    {
        var tables = parts.ConvertAll(p => table(p));
        var first = tables[0];
        if (tables.Exists(t => t.RowTotals.Count != first.RowTotals.Count || t.ColumnTotals.Count != first.ColumnTotals.Count))
            throw new ArgumentException("The published reports have another layout.", nameof(parts));
        return new(
            [.. first.Cells.Select((row, r) => (IReadOnlyList<long?>)[.. row.Select((_, c) => Add(tables.Select(t => t.Cells[r][c])))])],
            [.. first.RowTotals.Select((_, r) => Add(tables.Select(t => t.RowTotals[r])))],
            [.. first.ColumnTotals.Select((_, c) => Add(tables.Select(t => t.ColumnTotals[c])))],
            Add(tables.Select(t => t.Total)));
    }

    private static SuppressedTable Map(SuppressedTable table, Func<int, int, long?> cell, long? total) => new(
        [.. table.Cells.Select((row, r) => (IReadOnlyList<long?>)[.. row.Select((_, c) => cell(r, c))])],
        [.. table.RowTotals.Select(_ => total)], [.. table.ColumnTotals.Select(_ => total)], total);

    /// <summary>Null as soon as one part is withheld.</summary>
    private static long? Add(IEnumerable<long?> parts) => parts.Aggregate((long?)0, (sum, part) => sum + part);
}
