using System.Threading.Channels;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>What waits to be said to one board; <paramref name="Position"/> becomes the cursor when it is said.</summary>
internal abstract record BoardMessage(long Position)
{
    public sealed record Changed(AlertView Alert, long Position) : BoardMessage(Position);

    public sealed record Removed(string Id, long Position) : BoardMessage(Position);

    public sealed record Counts(CountsView Value) : BoardMessage(0);

    /// <summary>More changed at once than is worth saying one by one.</summary>
    public sealed record Afresh() : BoardMessage(0);

    public sealed record Heartbeat(DateTimeOffset At, long Position) : BoardMessage(Position);
}

/// <summary>One open board: its viewer, its filter and a bounded queue. One that cannot keep up is disconnected and resumes by its cursor.</summary>
internal sealed class BoardConnection(string id, Viewer viewer, AlertFilter filter, Action abort)
{
    private const int Capacity = 256;

    private readonly Channel<BoardMessage> queue =
        Channel.CreateBounded<BoardMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public string Id => id;

    public Viewer Viewer => viewer;

    public AlertFilter Filter => filter;

    public ChannelReader<BoardMessage> Messages => queue.Reader;

    /// <summary>Never waits: a full queue ends the connection.</summary>
    public void Post(BoardMessage message)
    {
        if (queue.Writer.TryWrite(message)) return;
        if (queue.Writer.TryComplete()) abort();
    }

    public void Abort()
    {
        queue.Writer.TryComplete();
        abort();
    }

    /// <summary>Nothing more will be said on this subscription.</summary>
    public void End() => queue.Writer.TryComplete();
}
