namespace CadreWatch.Grains.Cadres;

/// <summary>Names and instants of a cadre's deadlines.</summary>
public static class Deadlines
{
    public static string OfSnooze(AlertId alert) => $"snooze:{alert}";

    /// <summary>The next day on which a pattern's answer can change by time alone.</summary>
    public static string OfWindow(string pattern) => $"window:{pattern}";

    /// <summary>The day after the last one on which a rectification is in time.</summary>
    public static string OfRectification(SignalKey signal) => $"rectify:{signal}";

    /// <summary>The first instant of a day in the zone, UTC. Where clocks skip midnight, the first instant that exists.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }
}
