using System.Text.Json;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Meetings;
using CadreWatch.Web.Measures;

namespace CadreWatch.Web.Meetings;

/// <param name="Count">Own screens that this server serves.</param>
/// <param name="Lost">Accounts that had one on this server and have none now.</param>
internal sealed record ConnectedScreens(int Count, IReadOnlySet<string> Lost);

/// <summary>Puts words to what <see cref="MeetingView"/> lets one screen show. No other words pass here.</summary>
internal sealed class MeetingScreens(MeetingStore store, TimeProvider time)
{
    /// <summary>An account's own screen, or the stage where <paramref name="stage"/>.</summary>
    public ScreenView Of(MeetingState meeting, MeetingWords words, string account, bool stage, ConnectedScreens connected)
    {
        var view = stage ? MeetingView.Stage(meeting) : MeetingView.For(meeting, account);
        var shown = view.Pieces.ToHashSet(StringComparer.Ordinal);
        var records = view is { Records: true, Screen: Screen.Item or Screen.Agenda };
        var present = meeting.Attendances.Values.Count(a => a.Presence == Presence.InRoom);
        return new(
            meeting.Id, MeetingStore.TitleOf(meeting), Word(meeting.Phase), Word(view.Screen), stage, view.Presents, view.Records,
            view.Screen == Screen.Nothing || meeting.Presenter is null ? null : store.NameOf(meeting.Presenter),
            [.. view.Agenda.Select(i => Line(meeting, words, i, records))], view.Item, view.Item is null ? 0 : view.Agenda.ToList().IndexOf(view.Item) + 1,
            view.Item is null ? [] : [.. words.Material.GetValueOrDefault(view.Item, []).Where(p => shown.Contains(p.Piece.Id)).Select(p => stage ? Piece(p) with { Files = [] } : Piece(p))],
            present, meeting.Attendances.Values.Count(a => a.Presence != Presence.Removed), meeting.FrozenAt, meeting.MaterialSha256,
            view.Screen is Screen.Item or Screen.Masked ? meeting.ShownAt : null, view.Screen == Screen.Nothing ? null : meeting.StartedAt, time.GetUtcNow(), store.NameOf(meeting.Convener), store.NameOf(meeting.Recorder),
            view.Records ? Room(meeting, words, view, records, connected) : null);
    }

    /// <summary>One line of an agenda; conclusions and recusals only where asked for.</summary>
    public AgendaLine Line(MeetingState meeting, MeetingWords words, string item, bool leads)
    {
        var found = meeting.Find(item)!;
        var person = words.Piece(item, found.Cadre is null ? "matter" : "person");
        var conclusion = leads && meeting.Concluded.TryGetValue(item, out var c) ? Name(meeting, c.Code) : null;
        return new(
            item, Word(found.Kind), person?.Title ?? (found.Cadre ?? "督办事项"), person?.Text ?? "", person?.State == "demo", conclusion,
            leads ? [.. found.Recused.Select(store.NameOf)] : null, leads ? found.Cadre : null);
    }

    public static PieceView Piece(MaterialPiece piece) =>
        new(piece.Piece.Id, Word(piece.Piece.Kind), piece.Piece.Unit, piece.Title, piece.Text, piece.On, piece.State, piece.Piece.Complaint, piece.Files ?? []);

    public AttendeeView Attendee(MeetingState meeting, MeetingWords words, Attendance a) => new(
        a.Participant.Account, store.NameOf(a.Participant.Account), a.Participant.Unit, store.UnitName(a.Participant.Unit, words), Word(a.Presence), a.Attended, a.SignedInAt,
        PartOf(meeting, a.Participant.Account), Word(a.Participant.Clearance), a.Participant.Columns is { } columns ? [.. columns.Select(c => new ColumnView(c, store.UnitName(c, words)!))] : null);

    public ConclusionView? Concluded(MeetingState meeting, MeetingWords words, string item) => meeting.Concluded.TryGetValue(item, out var c)
        ? new(item, c.Code, Name(meeting, c.Code), c.Measure, words.Text(item, "reason"), store.NameOf(c.By), c.At, c.Revision, [.. RunningOf(meeting, item).Where(r => r == c.Measure).Select(MeasureWord)])
        : null;

    public static IEnumerable<DissentView> Dissents(MeetingState meeting, MeetingWords words, Func<string, bool> which) => meeting.Dissents.Where(d => which(d.Item))
        .Select(d => new DissentView(d.Item, words.Text(d.Item, $"dissentName.{d.Account}") ?? d.Account, words.Text(d.Item, $"dissent.{d.Account}") ?? ""));

    public IEnumerable<MatterView> Matters(MeetingState meeting, MeetingWords words, Func<string?, bool> which) => meeting.Matters.Values.Where(m => which(m.Item))
        .Select(m => new MatterView(
            m.Id, meeting.Id, MeetingStore.TitleOf(meeting), m.Item, words.Text(m.Item ?? "", $"matter.{m.Id}") ?? "", m.Owner, store.NameOf(m.Owner), m.Unit, m.DueOn,
            m.Settled ? "settled" : m.Overdue ? "overdue" : "open", words.Text(m.Item ?? "", $"note.{m.Id}")));

    public static IReadOnlyList<ConclusionWord> Words(MeetingState meeting) => [.. meeting.Conclusions.Select(c => new ConclusionWord(c.Code, c.Name, c.Measure))];

    public static string PartOf(MeetingState meeting, string account) =>
        account == meeting.Convener ? "convener" : account == meeting.Recorder ? "recorder" : meeting.Presenters.Contains(account) ? "presenter" : "participant";

    public static string MeasureWord(string code) => MeasureActTable.Word<MeasureKind>(code)?.Word() ?? code;

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private RoomView Room(MeetingState meeting, MeetingWords words, MeetingView view, bool open, ConnectedScreens connected)
    {
        var people = meeting.Attendances.Values.Where(a => a.Presence != Presence.Removed).ToList();
        var item = open ? view.Item : null;
        var units = item is null ? [] : meeting.Frozen[item].Pieces.Select(p => p.Unit).OfType<string>().Distinct().ToList();
        var inRoom = people.Where(a => a.Presence == Presence.InRoom).ToList();
        return new(
            [.. people.Select(a => Attendee(meeting, words, a))], [.. people.Where(a => a.Presence == Presence.Waiting).Select(a => Attendee(meeting, words, a))],
            item is null ? [] : [.. inRoom.Where(a => meeting.Find(item)!.Recused.Contains(a.Participant.Account)).Select(a => store.NameOf(a.Participant.Account))],
            connected.Count, [.. inRoom.Where(a => connected.Lost.Contains(a.Participant.Account)).Select(a => store.NameOf(a.Participant.Account))],
            [.. units.Where(u => !view.Columns.Contains(u) && inRoom.All(a => a.Participant.Unit != u)).Select(u => store.UnitName(u, words)!)],
            item is null ? [] : [.. view.Columns.Except(MeetingView.Stage(meeting).Columns).Select(u => store.UnitName(u, words)!)],
            open ? Words(meeting) : [], item is null ? null : Concluded(meeting, words, item), item is null ? [] : [.. Dissents(meeting, words, i => i == item)],
            item is null ? [] : [.. Matters(meeting, words, i => i == item)], item is null ? [] : [.. RunningOf(meeting, item)]);
    }

    private static IReadOnlyList<string> RunningOf(MeetingState meeting, string item) => meeting.Frozen.TryGetValue(item, out var frozen) ? frozen.Running : [];

    private static string Name(MeetingState meeting, string code) => meeting.Conclusions.FirstOrDefault(c => c.Code == code)?.Name ?? code;
}
