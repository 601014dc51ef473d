using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Board;

/// <summary>The live board. It changes nothing: its one method says from where a board goes on and what it shows.</summary>
internal sealed class AlertHub(BoardOpening opening, IViewerAccess access) : Hub<IAlertBoardClient>
{
    /// <summary>
    /// What changed since the cursor follows, then every change as it happens. Without a cursor, or with one that does not hold, a <c>Reset</c> comes first.
    /// Called again on the same connection it replaces what was subscribed.
    /// </summary>
    public Task Subscribe(string? cursor, AlertFilter? filter)
    {
        var wanted = filter ?? new();
        if (wanted.Fault() is { } field) throw new HubException($"筛选条件不正确：{field}");
        return opening.OpenAsync(Context, access.ViewerOf(Context.User!), wanted, cursor);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        opening.Close(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
