namespace CadreWatch.Grains.Influence;

/// <summary>
/// Month arithmetic of influence periods: a period ends on the corresponding day of its last month, else on that month's last day
/// (民法典 第二百零二条, by analogy). The end day still belongs to the period.
/// </summary>
public static class Months
{
    /// <summary>The last day of a period.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="months">Its length in months, 0 or more.</param>
    /// <returns>The end day; <see cref="DateOnly.MaxValue"/> where it lies beyond the calendar.</returns>
    public static DateOnly End(DateOnly start, int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        var last = ((DateOnly.MaxValue.Year - start.Year) * 12) + DateOnly.MaxValue.Month - start.Month;
        return months > last ? DateOnly.MaxValue : start.AddMonths(months);
    }

    /// <summary>True where the corresponding day does not exist and the month's last day was taken.</summary>
    internal static bool IsClipped(DateOnly start, int months) => End(start, months).Day < start.Day;
}
