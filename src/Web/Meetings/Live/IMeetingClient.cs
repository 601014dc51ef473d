namespace CadreWatch.Web.Meetings.Live;

/// <summary>What the server says to an open screen.</summary>
public interface IMeetingClient
{
    /// <summary>Throw away what is shown and show this: always all that the screen may show.</summary>
    Task Show(ScreenView screen);

    /// <summary>Every five seconds by the clock. A screen that hears nothing for long has to hide what it shows.</summary>
    Task Heartbeat(MeetingBeat beat);
}

public sealed record MeetingBeat(DateTimeOffset At);
