namespace CadreWatch.Grains.Meetings;

public enum Screen : byte
{
    /// <summary>Not invited, not signed in, left, revoked, or the session is not on.</summary>
    Nothing = 0,

    /// <summary>Signed in late: a sentence that one is waited for, no name.</summary>
    Waiting = 1,

    /// <summary>遮屏.</summary>
    Masked = 2,

    /// <summary>Recused from the item that is on: out of the room.</summary>
    Recused = 3,

    /// <summary>In the room, no item is on.</summary>
    Agenda = 4,

    /// <summary>The current item.</summary>
    Item = 5,
}

/// <summary>What one screen may show now: ids alone. Pages read the words of these pieces and of no others.</summary>
/// <param name="Agenda">Items of the own agenda, in order, without those of recusal.</param>
/// <param name="Columns">Units whose columns are on, ascending.</param>
/// <param name="Pieces">Pieces of the current item, in order.</param>
/// <param name="Presents">May step; true behind a mask too, so that it can be lifted.</param>
/// <param name="Records">May see and write conclusions and reasons.</param>
public sealed record MeetingView(
    Screen Screen, IReadOnlyList<string> Agenda, string? Item, IReadOnlyList<string> Columns, IReadOnlyList<string> Pieces, bool Presents, bool Records)
{
    private static readonly MeetingView Dark = new(Screen.Nothing, [], null, [], [], false, false);

    /// <summary>An own screen in the room.</summary>
    public static MeetingView For(MeetingState state, string account)
    {
        if (state.Phase != MeetingPhase.Live || !state.Attendances.TryGetValue(account, out var attendance))
            return Dark;
        if (attendance.Presence != Presence.InRoom)
            return attendance.Presence == Presence.Waiting ? Dark with { Screen = Screen.Waiting } : Dark;
        var own = Dark with { Presents = state.Presenter == account, Records = state.Leads(account) };
        if (state.Masked)
            return own with { Screen = Screen.Masked };
        if (state.CurrentItem is not null && IsRecused(state, account))
            return own with { Screen = Screen.Recused };
        return Show(own, state, [attendance.Participant], stage: false);
    }

    /// <summary>
    /// The stage of the room: one more viewer, with the least rights of anyone in it, and without complaint text. Nobody in the room, nothing on it.
    /// </summary>
    public static MeetingView Stage(MeetingState state)
    {
        if (state.Phase != MeetingPhase.Live)
            return Dark;
        if (state.Masked)
            return Dark with { Screen = Screen.Masked };
        var present = Present(state);
        return present.Count == 0 ? Dark : Show(Dark, state, present, stage: true);
    }

    /// <summary>
    /// Outside the session, for the convener and the recorder alone: the agenda without the items of their recusal, and of one item the pieces that they may
    /// see, whoever was in the room.
    /// </summary>
    /// <param name="item">Null for the agenda alone.</param>
    public static MeetingView Prepared(MeetingState state, string account, string? item = null)
    {
        if (!state.Leads(account) || !state.Attendances.TryGetValue(account, out var attendance) || attendance.Presence == Presence.Removed)
            return Dark;
        var agenda = state.Items.Where(i => !i.Recused.Contains(account)).Select(i => i.Id).ToList();
        var own = Dark with { Screen = Screen.Agenda, Agenda = agenda, Records = true };
        if (item is null || !agenda.Contains(item) || !state.Frozen.TryGetValue(item, out var frozen))
            return own;
        var units = frozen.Pieces.Select(p => p.Unit).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Shown(own, item, [.. frozen.Pieces.Where(p => May(attendance.Participant, p, units))]);
    }

    private static MeetingView Show(MeetingView own, MeetingState state, List<Participant> viewers, bool stage)
    {
        var agenda = state.Items.Where(i => !viewers.Exists(v => i.Recused.Contains(v.Account))).Select(i => i.Id).ToList();
        if (state.CurrentItem is not { } item || !agenda.Contains(item) || !state.Frozen.TryGetValue(item, out var frozen))
            return own with { Screen = Screen.Agenda, Agenda = agenda };
        var units = Present(state).Select(p => p.Unit).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var pieces = frozen.Pieces.Where(p => !(stage && p.Complaint) && viewers.TrueForAll(v => May(v, p, units))).ToList();
        return Shown(own with { Agenda = agenda }, item, pieces);
    }

    private static MeetingView Shown(MeetingView own, string item, List<Piece> pieces) => own with
    {
        Screen = Screen.Item,
        Item = item,
        Pieces = [.. pieces.Select(p => p.Id)],
        Columns = [.. pieces.Select(p => p.Unit).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    /// <summary>The column's unit is in the room, and the viewer may see it.</summary>
    private static bool May(Participant viewer, Piece piece, HashSet<string> unitsInRoom) =>
        piece.Secrecy <= viewer.Clearance
        && (!piece.Complaint || viewer.SeesComplaints)
        && (piece.Unit is not { } unit || (unitsInRoom.Contains(unit) && (viewer.Columns is not { } columns || columns.Contains(unit))));

    /// <summary>Who is in the room for the current item.</summary>
    private static List<Participant> Present(MeetingState state) =>
        [.. state.Attendances.Values.Where(a => a.Presence == Presence.InRoom && !IsRecused(state, a.Participant.Account)).Select(a => a.Participant)];

    private static bool IsRecused(MeetingState state, string account) =>
        state.CurrentItem is { } current && state.Find(current) is { } item && item.Recused.Contains(account);
}
