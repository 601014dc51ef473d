using System.Text.Json.Serialization;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>What the server says to an open board. Each message but the counts carries the cursor with which to go on after it.</summary>
public interface IAlertBoardClient
{
    /// <summary>A card as it is now, new or changed; of two the higher version holds.</summary>
    Task Changed(ChangedMessage message);

    /// <summary>The card no longer belongs on this board.</summary>
    Task Removed(RemovedMessage message);

    /// <summary>At most once a second, when something changed.</summary>
    Task Counts(CountsView counts);

    /// <summary>Throw away what is shown and show this.</summary>
    Task Reset(ResetMessage message);

    /// <summary>Every five seconds by the clock, whether or not anything happened.</summary>
    Task Heartbeat(HeartbeatMessage message);
}

public sealed record ChangedMessage(string Cursor, [property: JsonConverter(typeof(CardOnce))] AlertView Alert);

public sealed record RemovedMessage(string Cursor, string Id);

/// <param name="Reason">initial, rights, epoch, tooOld, invalid or filter.</param>
public sealed record ResetMessage(string Reason, string Cursor, AlertPage Page);

public sealed record HeartbeatMessage(string Cursor, DateTimeOffset At);
