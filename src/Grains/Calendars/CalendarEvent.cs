using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Calendars;

/// <summary>A fact about the calendar of working days. The set is closed.</summary>
/// <param name="Year">The year it is about.</param>
/// <param name="KnownOn">The district's day from which on anybody could know it.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public abstract record CalendarEvent(int Year, DateOnly KnownOn, DateTimeOffset At, string By) : Event;

/// <summary>A year's notice was entered for the first time, or again after a withdrawal.</summary>
public sealed record CalendarYearPublished(CalendarYear Calendar, DateOnly KnownOn, DateTimeOffset At, string By)
    : CalendarEvent(Calendar.Year, KnownOn, At, By);

/// <summary>A later notice changed a year, as in 2020 when the Spring Festival was prolonged. What was due before it stays explained by the old one.</summary>
public sealed record CalendarYearRevised(CalendarYear Calendar, DateOnly KnownOn, DateTimeOffset At, string By)
    : CalendarEvent(Calendar.Year, KnownOn, At, By);

/// <summary>A year was entered by mistake: from now on it is not published.</summary>
/// <param name="Year">The year.</param>
/// <param name="Reason">Why, in one sentence; not empty.</param>
/// <param name="KnownOn">The day of the withdrawal.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record CalendarYearWithdrawn(int Year, string Reason, DateOnly KnownOn, DateTimeOffset At, string By)
    : CalendarEvent(Year, KnownOn, At, By);
