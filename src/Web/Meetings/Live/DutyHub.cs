using CadreWatch.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Meetings.Live;

/// <summary>What the server says to any open page of somebody who takes part in meetings.</summary>
public interface IDutyClient
{
    /// <summary>How many 会后新情况 wait for the viewer; said at once and whenever it becomes another number.</summary>
    Task Urgent(int open);

    /// <summary>Every five seconds by the clock, whether or not anything happened.</summary>
    Task Heartbeat(DateTimeOffset at);
}

/// <summary>What waits for its owner after a meeting. It has no method: a page follows for as long as it is connected. On a phone there are no meetings and nothing is told.</summary>
internal sealed class DutyHub(MeetingDuty duty, IViewerAccess access) : Hub<IDutyClient>
{
    public override Task OnConnectedAsync()
    {
        var viewer = access.ViewerOf(Context.User!);
        if (!viewer.Phone) duty.Follow(Context.ConnectionId, viewer.Account);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        duty.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
