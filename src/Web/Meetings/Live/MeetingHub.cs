using CadreWatch.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Meetings.Live;

/// <summary>The live session. It changes nothing: its one method says which screen is open.</summary>
internal sealed class MeetingHub(MeetingRooms rooms, IViewerAccess access, Trail.Trail trail) : Hub<IMeetingClient>
{
    /// <summary>
    /// What the screen shows follows at once, and again whenever it changes. The opening is written into the trail; what was shown from then on follows from the
    /// meeting's own journal.
    /// </summary>
    /// <param name="stage">The stage of the room in place of the own screen.</param>
    public async Task Open(string meeting, bool stage)
    {
        var viewer = access.ViewerOf(Context.User!);
        var http = Context.GetHttpContext()!;
        if (await rooms.NowAsync(viewer, meeting, stage, Context.ConnectionAborted) is null)
        {
            await trail.RefusedAsync(http, "OPEN", stage ? "meetingStage" : "meetingScreen", meeting, Context.ConnectionAborted);
            throw new HubException("没有找到这次会议。");
        }

        await trail.ViewedAsync(http, stage ? "meetingStage" : "meetingScreen", meeting, Context.ConnectionAborted);
        rooms.Enter(new(Context.ConnectionId, viewer.Account, meeting, stage, Context.Abort), Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        rooms.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
