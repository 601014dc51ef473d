using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>A length of time that ends with a day: months by corresponding day, or days.</summary>
internal readonly record struct Span(int Length, bool InMonths)
{
    public static Span Of(PolicyParameter parameter) => new((int)Math.Clamp(parameter.Value, 1, 36_500), parameter.Unit is "月" or "个月");

    /// <summary>6个月, 90日.</summary>
    public string Words => InMonths ? $"{Length}个月" : $"{Length}日";

    public DayRange EndingOn(DateOnly day) => new(FirstDay(day), day);

    /// <summary>The first day on which a fact of this day lies outside.</summary>
    public DateOnly LeavesOn(DateOnly fact)
    {
        var day = InMonths ? Math.Min(fact.Year + (Length / 12) + 1, 9999) == 9999 ? DateOnly.MaxValue : fact.AddMonths(Length) : Later(fact, Length - 1);
        while (day < DateOnly.MaxValue && FirstDay(day) <= fact)
            day = day.AddDays(1);
        return day;
    }

    private DateOnly FirstDay(DateOnly day)
    {
        if (!InMonths)
            return DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - Length + 1));
        return ((day.Year - 1) * 12) + day.Month - 1 < Length ? DateOnly.MinValue : day.AddMonths(-Length);
    }

    private static DateOnly Later(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, day.DayNumber + days));
}
