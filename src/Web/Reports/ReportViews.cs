namespace CadreWatch.Web.Reports;

/// <summary>One line of a table.</summary>
/// <param name="Cells">By the table's columns; null is withheld.</param>
/// <param name="AtLeast">Where a cell is withheld and some of its months are not: what these add up to. Null elsewhere.</param>
/// <param name="Sum">The line of totals.</param>
public sealed record ReportLine(string Name, IReadOnlyList<long?> Cells, IReadOnlyList<long?> AtLeast, bool Sum);

/// <summary>Between what months that show their number add up to, and that with the most the others may have.</summary>
public sealed record ReportRange(long AtLeast, long AtMost);

/// <param name="Code">agencies, levels, outcomes or timeliness.</param>
/// <param name="Head">What the lines are.</param>
public sealed record ReportTable(string Code, string Title, string Head, IReadOnlyList<string> Columns, IReadOnlyList<ReportLine> Lines);

/// <summary>月调度、季会议、年通报: how many answers with something to report, for one viewer, fit to be shown.</summary>
/// <param name="Rhythm">month, quarter or year.</param>
/// <param name="Number">Month 1 to 12, quarter 1 to 4; 1 for a year.</param>
/// <param name="Through">The last day that is counted: the end of the last month that is over; null where none is.</param>
/// <param name="Rows">How many agencies answered in it; 0 where there was no joint review.</param>
/// <param name="Total">Null where it is withheld.</param>
/// <param name="Before">Of the same months a year earlier.</param>
public sealed record ReportView(
    string Rhythm, int Year, int Number, string Title, string Period, DateOnly From, DateOnly To, DateOnly? Through, DateOnly Today, int Rows, long? Total, long? Before, long? Change,
    IReadOnlyList<ReportTable> Tables, string Note)
{
    /// <summary>Where <see cref="Total"/> is withheld and some of its months are not; null elsewhere.</summary>
    public ReportRange? TotalRange { get; init; }

    /// <summary>The same of <see cref="Before"/>.</summary>
    public ReportRange? BeforeRange { get; init; }
}

/// <summary>What there is to choose from.</summary>
/// <param name="FirstYear">Of the first round that the viewer knows whole.</param>
/// <param name="Latest">First day of the latest month that is over and in which letters went out; the last month where there is none.</param>
public sealed record ReportChoice(DateOnly Today, int FirstYear, DateOnly Latest);
