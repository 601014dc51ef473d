using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Measures.Clocks;

/// <summary>Where a count came to, or the first year that has no published calendar.</summary>
public readonly record struct DueDay(DateOnly? Day, int? MissingYear);

/// <summary>Counts time limits. The first day is not counted; working days follow the State Council's calendar, never the week alone.</summary>
public static class DueDays
{
    /// <summary>The last day of a limit.</summary>
    /// <param name="judgement">Holds the calendar.</param>
    /// <param name="from">The day of receipt, talk or approval.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="unit">A unit of <see cref="TimeLimit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is none of the three.</exception>
    public static DueDay After(Judgement judgement, DateOnly from, int count, string unit) => unit switch
    {
        TimeLimit.WorkingDay => WorkingDaysAfter(judgement, from, count),
        TimeLimit.Day => new(from.AddDays(count), null),
        TimeLimit.Month => new(Months.End(from, count), null),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "A limit is counted in 工作日, 日 or 月."),
    };

    /// <summary>The latest working day with <paramref name="count"/> working days behind it up to and including <paramref name="due"/>.</summary>
    public static DueDay WorkingDaysBefore(Judgement judgement, DateOnly due, int count)
    {
        for (var (day, left) = (due, count); ; day = day.AddDays(-1))
            switch (IsWorkingDay(judgement, day))
            {
                case null:
                    return new(null, day.Year);
                case true when left-- == 0:
                    return new(day, null);
            }
    }

    /// <summary>Null where the day's year has no published calendar.</summary>
    public static bool? IsWorkingDay(Judgement judgement, DateOnly day) => judgement.WorkingDays(day.AddDays(-1), day) is { } count ? count == 1 : null;

    private static DueDay WorkingDaysAfter(Judgement judgement, DateOnly from, int count)
    {
        var day = from;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(judgement, day) is not { } works)
                return new(null, day.Year);
            if (works)
                left--;
        }

        return new(day, null);
    }
}
