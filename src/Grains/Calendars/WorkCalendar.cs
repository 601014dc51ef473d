using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CadreWatch.Grains.Calendars;

/// <summary>What a day is to somebody who counts working days.</summary>
public enum DayKind
{
    /// <summary>A day of receipt: never counted.</summary>
    Received = 1,

    /// <summary>An ordinary working day.</summary>
    Working = 2,

    /// <summary>A Saturday or Sunday that is worked (调休上班).</summary>
    MakeUp = 3,

    /// <summary>A Saturday or Sunday on which nobody works and which no holiday names.</summary>
    Weekend = 4,

    /// <summary>A day that the notice names as off.</summary>
    Holiday = 5,
}

/// <summary>
/// The published years as they were known on some day: an immutable value. It knows whole years only; of a year without a notice it says
/// nothing, and nothing is guessed from the week.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, DayKind> named;

    /// <param name="years">Notices; of two for one year the later in the list holds.</param>
    public WorkCalendar(IEnumerable<CalendarYear> years)
    {
        Years = ImmutableSortedDictionary<int, CalendarYear>.Empty.SetItems(years.Select(year => KeyValuePair.Create(year.Year, year)));
        var days = new Dictionary<DateOnly, DayKind>();
        foreach (var year in Years.Values)
        {
            // Ascending years: what a later notice says of the December before it holds.
            foreach (var day in year.Off.OrEmpty())
                days[day] = DayKind.Holiday;
            foreach (var day in year.MakeUp.OrEmpty())
                days[day] = DayKind.MakeUp;
        }

        named = days.ToFrozenDictionary();
    }

    /// <summary>The notices by year.</summary>
    public ImmutableSortedDictionary<int, CalendarYear> Years { get; }

    public bool IsPublished(int year) => Years.ContainsKey(year);

    /// <summary>What the day is; null where its year is not published, even if a neighbouring year's notice names the day.</summary>
    public DayKind? KindOf(DateOnly day)
    {
        if (!IsPublished(day.Year))
            return null;
        if (named.TryGetValue(day, out var kind))
            return kind;
        return day.IsWeekend() ? DayKind.Weekend : DayKind.Working;
    }
}
