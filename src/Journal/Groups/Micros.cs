namespace CadreWatch.Journal.Groups;

/// <summary>Instants as the stores keep them: whole microseconds since 1970, UTC, rounded down.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset at)
    {
        var ticks = at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var micros = ticks / TimeSpan.TicksPerMicrosecond;
        return ticks < micros * TimeSpan.TicksPerMicrosecond ? micros - 1 : micros;
    }

    public static DateTimeOffset ToInstant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
