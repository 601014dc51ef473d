namespace CadreWatch.Web.Meetings.Live;

/// <summary>What the server says to an open screen.</summary>
public interface IMeetingClient
{
    /// <summary>Throw away what is shown and show this: always all that the screen may show.</summary>
    Task Show(ScreenView screen);

    /// <summary>How many 会后新情况 wait for whoever follows them; said at once and whenever it becomes another number.</summary>
    Task Urgent(int open);

    /// <summary>Every five seconds by the clock. A screen that hears nothing for long has to hide what it shows.</summary>
    Task Heartbeat(MeetingBeat beat);
}

public sealed record MeetingBeat(DateTimeOffset At);
