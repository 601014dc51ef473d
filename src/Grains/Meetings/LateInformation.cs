namespace CadreWatch.Grains.Meetings;

/// <summary>
/// 会后新情况: what comes to be known of a listed person after the material was frozen, until nothing came of it, or, once appointed, to the end of
/// probation. Every such fact is urgent and goes to the person's owner; what was frozen stays as it was.
/// </summary>
public static class LateInformation
{
    /// <param name="frozenAt">When the material was frozen; null where it is not.</param>
    /// <param name="recordedAt">When the fact reached the system. What the source says it knew earlier is late too: the meeting did not see it.</param>
    public static bool IsLate(Watch watch, DateTimeOffset? frozenAt, DateTimeOffset recordedAt) =>
        frozenAt is { } frozen && recordedAt > frozen && !watch.Ended && (watch.EndsAt is not { } ends || recordedAt < ends);
}

/// <summary>Names of a meeting's deadlines.</summary>
public static class MeetingDeadlines
{
    public static string OfMatter(string matter) => $"matter:{matter}";

    public static string OfWatch(string cadre) => $"watch:{cadre}";
}
