using System.Collections.Immutable;

namespace CadreWatch.Grains.Calendars;

/// <summary>
/// One year's notice of the State Council: which days are off and which Saturdays and Sundays are worked. Days that it does not name follow
/// the week. A notice may also name the last days of the December before (New Year of 2019 was arranged that way).
/// </summary>
/// <param name="Year">The year the notice is for, 2000 to 2200.</param>
/// <param name="Notice">The document number (国办发明电〔2024〕12号); empty where it is not known.</param>
/// <param name="IssuedOn">The date of the notice; not later than the day on which anybody can know it.</param>
/// <param name="Off">Days off, weekends inside a holiday included; ascending, without repetition.</param>
/// <param name="MakeUp">Saturdays and Sundays that are worked (调休上班); ascending, without repetition.</param>
public sealed record CalendarYear(int Year, string Notice, DateOnly IssuedOn, ImmutableArray<DateOnly> Off, ImmutableArray<DateOnly> MakeUp)
{
    /// <summary>Two notices are equal when they say the same, whatever object holds their days.</summary>
    public bool Equals(CalendarYear? other) => other is not null
        && (Year, Notice, IssuedOn) == (other.Year, other.Notice, other.IssuedOn)
        && Off.AsSpan().SequenceEqual(other.Off.AsSpan())
        && MakeUp.AsSpan().SequenceEqual(other.MakeUp.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Year, Notice, IssuedOn, Off.Length, MakeUp.Length);

    /// <summary>What is wrong with the notice as entered, one Chinese sentence per fault; empty when it can be published.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Year is < 2000 or > 2200)
            faults.Add($"年份{Year}不在2000至2200之间。");
        if (Off.IsDefaultOrEmpty)
            faults.Add($"{Year}年没有列出放假日。");
        if (IssuedOn.Year > Year)
            faults.Add($"通知日期{IssuedOn:yyyy-MM-dd}晚于所安排的{Year}年。");
        foreach (var day in Named().Where(day => !Covers(day)))
            faults.Add($"{day:yyyy-MM-dd}不属于{Year}年的放假安排。");
        foreach (var day in Named().GroupBy(day => day).Where(days => days.Count() > 1).Select(days => days.Key))
            faults.Add($"{day:yyyy-MM-dd}重复列出，或者既放假又上班。");
        foreach (var day in MakeUp.OrEmpty().Where(day => !day.IsWeekend()))
            faults.Add($"{day:yyyy-MM-dd}不是星期六或者星期日，不能列为调休上班日。");
        return faults;
    }

    private IEnumerable<DateOnly> Named() => Off.OrEmpty().Concat(MakeUp.OrEmpty());

    private bool Covers(DateOnly day) => day.Year == Year || (day.Year == Year - 1 && day.Month == 12);
}

internal static class CalendarDays
{
    public static bool IsWeekend(this DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public static ImmutableArray<DateOnly> OrEmpty(this ImmutableArray<DateOnly> days) => days.IsDefault ? [] : days;
}
