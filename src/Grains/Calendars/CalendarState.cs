using System.Collections.Immutable;

namespace CadreWatch.Grains.Calendars;

/// <summary>Every version of every year's notice, so that the calendar of any past day can be told.</summary>
public sealed record CalendarState
{
    public static readonly CalendarState Empty = new();

    private CalendarState()
    {
    }

    /// <summary>The versions of each year in the order they were entered; a null notice is a withdrawal.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<Version>> Years { get; private init; } = ImmutableSortedDictionary<int, ImmutableArray<Version>>.Empty;

    /// <summary>The calendar with all that is entered.</summary>
    public WorkCalendar Current => AsKnownOn(DateOnly.MaxValue);

    /// <summary>
    /// The calendar as somebody knew it on <paramref name="day"/>, that day included. Of the versions known by then the last one entered
    /// holds.
    /// </summary>
    public WorkCalendar AsKnownOn(DateOnly day) => new(
        Years.Values.Select(versions => versions.LastOrDefault(version => version.KnownOn <= day)?.Calendar).OfType<CalendarYear>());

    /// <summary>The notice that holds now; null where the year is not published.</summary>
    public CalendarYear? Find(int year) => Years.TryGetValue(year, out var versions) ? versions[^1].Calendar : null;

    /// <summary>Total: every event changes the state in every state, none is refused.</summary>
    public CalendarState Apply(CalendarEvent @event) => @event switch
    {
        CalendarYearPublished published => Add(published, published.Calendar),
        CalendarYearRevised revised => Add(revised, revised.Calendar),
        CalendarYearWithdrawn withdrawn => Add(withdrawn, null),
        _ => this,
    };

    private CalendarState Add(CalendarEvent @event, CalendarYear? calendar)
    {
        var versions = Years.TryGetValue(@event.Year, out var known) ? known : [];
        return this with { Years = Years.SetItem(@event.Year, versions.Add(new Version(@event.KnownOn, calendar))) };
    }

    /// <summary>One version of a year.</summary>
    /// <param name="KnownOn">From when on it could be known.</param>
    /// <param name="Calendar">What it says; null where it withdraws the year.</param>
    public sealed record Version(DateOnly KnownOn, CalendarYear? Calendar);
}
