namespace CadreWatch.Grains.JointReviews.Reports;

/// <summary>How often a report is made.</summary>
public enum ReportRhythm : byte
{
    /// <summary>月调度.</summary>
    Month = 1,

    /// <summary>季会议.</summary>
    Quarter = 2,

    /// <summary>年通报.</summary>
    Year = 3,
}

/// <summary>Which report is asked for.</summary>
/// <param name="Number">Month 1 to 12, quarter 1 to 4; 1 for a year.</param>
public sealed record ReportTerm(ReportRhythm Rhythm, int Year, int Number)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    public bool IsValid => Year is >= FirstYear and <= LastYear && Number >= 1 && Number <= Rhythm switch
    {
        ReportRhythm.Month => 12,
        ReportRhythm.Quarter => 4,
        ReportRhythm.Year => 1,
        _ => 0,
    };

    public ReportPeriod Period => Rhythm switch
    {
        ReportRhythm.Month => ReportPeriod.Month(Year, Number),
        ReportRhythm.Quarter => ReportPeriod.Quarter(Year, Number),
        _ => ReportPeriod.Year(Year),
    };

    /// <summary>The months of it that are over, in order. A month that still runs is never counted: two looks at it would differ by single cases.</summary>
    public IReadOnlyList<ReportPeriod> Over(DateOnly today)
    {
        var months = new List<ReportPeriod>();
        for (var from = Period.From; from < Period.To; from = from.AddMonths(1))
            if (ReportPeriod.Month(from.Year, from.Month) is var month && month.To < today)
                months.Add(month);
        return months;
    }

    /// <summary>The same term a year earlier, as far as it goes in this one: months are compared with the same months.</summary>
    public IReadOnlyList<ReportPeriod> OverBefore(DateOnly today) =>
        [.. Over(today).Select(m => ReportPeriod.Month(m.From.Year - 1, m.From.Month))];
}
