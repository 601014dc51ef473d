using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>What waits to be said to one board; <paramref name="Position"/> becomes the cursor when it is said.</summary>
internal abstract record BoardMessage(long Position)
{
    public sealed record Changed(AlertView Alert, long Position) : BoardMessage(Position);

    public sealed record Removed(string Id, long Position) : BoardMessage(Position);

    public sealed record Counts(CountsView Value) : BoardMessage(0);

    /// <summary>Starts afresh: more changed at once than is worth saying one by one, or the rights did.</summary>
    /// <param name="Reason">A word of <see cref="CursorFault"/>.</param>
    public sealed record Afresh(string Reason) : BoardMessage(0);

    public sealed record Heartbeat(DateTimeOffset At, long Position) : BoardMessage(Position);
}

/// <summary>One open board: its viewer, its filter and a bounded queue. One that cannot keep up is disconnected and resumes by its cursor.</summary>
internal sealed class BoardConnection(string id, Viewer viewer, AlertFilter filter, Action abort)
{
    private const int Capacity = 256;

    private readonly Channel<(Viewer For, BoardMessage Message)> queue =
        Channel.CreateBounded<(Viewer, BoardMessage)>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool ended;
    private volatile Viewer viewer = viewer;
    private int countsDue;

    public string Id => id;

    /// <summary>With the rights that its messages are decided by.</summary>
    public Viewer Viewer => viewer;

    public AlertFilter Filter => filter;

    /// <summary>Whether it was replaced, removed or cut off: what still waits is not to be said.</summary>
    public bool IsEnded => ended;

    /// <summary>What waits; messages that were decided by other rights than those in force when they are read are left out.</summary>
    public async IAsyncEnumerable<BoardMessage> MessagesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (decidedFor, message) in queue.Reader.ReadAllAsync(cancel))
            if (decidedFor.RightsVersion == viewer.RightsVersion) yield return message;
    }

    /// <summary>Never waits: a full queue ends the connection.</summary>
    public void Post(BoardMessage message)
    {
        if (queue.Writer.TryWrite((viewer, message))) return;
        if (queue.Writer.TryComplete()) abort();
    }

    /// <summary>The viewer sees something else from now on: what waits is dropped and the board starts afresh.</summary>
    public void Become(Viewer now)
    {
        viewer = now;
        Post(new BoardMessage.Afresh(CursorFault.Rights));
    }

    /// <summary>Something that the viewer sees changed, so that counts follow. Nothing else may set this: that counts come tells of a change.</summary>
    public void OweCounts() => Interlocked.Exchange(ref countsDue, 1);

    public bool TakeCountsDue() => Interlocked.Exchange(ref countsDue, 0) == 1;

    public void Abort()
    {
        End();
        abort();
    }

    /// <summary>Nothing more will be said on this subscription.</summary>
    public void End()
    {
        ended = true;
        queue.Writer.TryComplete();
    }
}
