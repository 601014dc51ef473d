using System.Threading.Channels;

namespace CadreWatch.Web.Meetings.Live;

/// <summary>One open screen with what is to be said to it next. A view replaces an unsaid earlier one: a slow screen skips, it never falls behind.</summary>
internal sealed class MeetingScreen(string id, string account, string meeting, bool stage, Action abort)
{
    private readonly Channel<object> next = Channel.CreateBounded<object>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock gate = new();
    private ScreenView? last;

    public string Id => id;

    public string Account => account;

    public string Meeting => meeting;

    public bool Stage => stage;

    /// <summary>To be said next, unless the screen shows it already.</summary>
    public void Show(ScreenView view)
    {
        lock (gate)
        {
            if (last is not null && view.Shows(last)) return;
            last = view;
            next.Writer.TryWrite(view);
        }
    }

    /// <summary>A sign of life; it never takes the place of a view that waits.</summary>
    public void Beat(MeetingBeat beat)
    {
        lock (gate)
            if (next.Reader.Count == 0) next.Writer.TryWrite(beat);
    }

    public IAsyncEnumerable<object> MessagesAsync(CancellationToken cancel) => next.Reader.ReadAllAsync(cancel);

    public void End() => next.Writer.TryComplete();

    public void Abort()
    {
        End();
        abort();
    }
}
