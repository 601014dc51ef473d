using CadreWatch.Grains.Access;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>One changed alert: how it stood before, as far as this server knows, and how it stands now (null where it is gone).</summary>
/// <param name="BeforeIsKnown">Whether a null before says that there was no such alert; otherwise that nobody knows.</param>
internal sealed record AlertChange(string Id, AlertMark? Before, AlertMark? Now, AlertView? Card, bool BeforeIsKnown = false);

/// <summary>Decides what a changed alert means to one board, from its filter and its viewer's rights before and after.</summary>
internal sealed class BoardChanges(IViewerAccess access)
{
    /// <summary>More than these at once are said as a fresh page.</summary>
    public const int MostAtOnce = 128;

    /// <summary>
    /// The messages, or null where they are too many. Only the last of them carries the new position: a board that is cut off in between resumes from before.
    /// </summary>
    public IReadOnlyList<BoardMessage>? Messages(Viewer viewer, AlertFilter filter, IReadOnlyList<AlertChange> changes, long before, long after)
    {
        var concerned = changes.Where(c => Shows(viewer, filter, c.Now) || Leaves(viewer, filter, c)).ToList();
        if (concerned.Count > MostAtOnce) return null;
        return [.. concerned.Select((c, i) => Message(c, Shows(viewer, filter, c.Now), i == concerned.Count - 1 ? after : before))];
    }

    /// <summary>Whether the viewer's counts may be others, whatever the board shows.</summary>
    public bool Concerns(Viewer viewer, AlertChange change) => Sees(viewer, change.Now) || Sees(viewer, change.Before);

    private static BoardMessage Message(AlertChange change, bool shown, long position) =>
        shown ? new BoardMessage.Changed(change.Card!, position) : new BoardMessage.Removed(change.Id, position);

    private bool Sees(Viewer viewer, AlertMark? mark) => mark is not null && access.SeesAlert(viewer, mark);

    private bool Shows(Viewer viewer, AlertFilter filter, AlertMark? mark) => Sees(viewer, mark) && filter.Matches(viewer, mark!);

    /// <summary>It may be on the board and must go. Where the earlier state is not known, a viewer who sees the alert is told; to any other it never was.</summary>
    private bool Leaves(Viewer viewer, AlertFilter filter, AlertChange change) =>
        change.Before is not null || change.BeforeIsKnown ? Shows(viewer, filter, change.Before) : Sees(viewer, change.Now);
}
