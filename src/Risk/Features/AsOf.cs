namespace CadreWatch.Risk.Features;

/// <summary>A day of the district and the instant it ends at: what was known earlier than that was known on the day.</summary>
/// <param name="EndTicks">UTC ticks of the start of the next day.</param>
public readonly record struct AsOf(DateOnly Day, long EndTicks)
{
    /// <exception cref="ArgumentOutOfRangeException">The last day of the calendar: it has no next.</exception>
    public static AsOf Of(DateOnly day, TimeZoneInfo zone)
    {
        var start = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(30);
        return new(day, TimeZoneInfo.ConvertTimeToUtc(start, zone).Ticks);
    }

    public bool Knows(DateTimeOffset instant) => instant.UtcTicks < EndTicks;

    /// <summary>Whole days since an instant, 0 for today and for what is still to come.</summary>
    public int DaysSince(DateTimeOffset instant) => (int)Math.Max(0, (EndTicks - 1 - instant.UtcTicks) / TimeSpan.TicksPerDay);
}
