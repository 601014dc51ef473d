using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.JointReviews.Live;

/// <summary>What the server says to a page that watches a round. A message is a hint and carries no answer: the page asks again under its rights of that moment.</summary>
public interface IReviewClient
{
    /// <summary>The column of one unit changed.</summary>
    Task ColumnChanged(ReviewHint hint);

    /// <summary>Something else about the round changed, or the viewer's rights did; the page reads it anew and watches again.</summary>
    Task RoundChanged(ReviewHint hint);

    /// <summary>Every five seconds by the clock, whether or not anything happened.</summary>
    Task Heartbeat(DateTimeOffset at);
}

/// <param name="Unit">Null for the round as a whole.</param>
public sealed record ReviewHint(string Round, string? Unit);

/// <summary>Live rounds. Its one method says which round a page watches; it changes nothing.</summary>
internal sealed class ReviewHub(ReviewFeed feed, RoundFinder finder) : Hub<IReviewClient>
{
    /// <summary>Watches a round from now on, in place of another one. A round that is not there for the viewer is watched silently, and nothing ever comes.</summary>
    public async Task Watch(string round)
    {
        if (await finder.FindAsync(Context.User!, round, Context.ConnectionAborted) is { } seen) feed.Watch(Context.ConnectionId, seen);
        else feed.Leave(Context.ConnectionId);
    }

    public override Task OnConnectedAsync()
    {
        feed.Join(Context.ConnectionId);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        feed.Part(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
