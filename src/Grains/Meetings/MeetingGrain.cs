using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

/// <summary>One joint meeting as a grain; the key is the meeting's id.</summary>
public sealed class MeetingGrain : GrainKind<MeetingState, MeetingCommand, MeetingEvent>
{
    public override string Name => "meeting";

    public static GrainId IdOf(string meeting) => new("meeting", meeting);

    public override MeetingState Empty(GrainId id) => new(id.Key);

    public override MeetingState Apply(MeetingState state, MeetingEvent @event) => MeetingChanges.Apply(state, @event);

    public override Decision Decide(MeetingState state, MeetingCommand command, Judgement judgement) => MeetingDecider.Decide(state, command, judgement);

    public override MeetingCommand Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) => new MeetingDeadlineDue(commandId, at, "system", deadline);

    public override int Weigh(MeetingState state) =>
        4096 + (state.Attendances.Count * 256) + (state.Items.Count * 1024) + state.Frozen.Values.Sum(f => f.Pieces.Count * 96) + (state.Watches.Count * 160);

    public override IEnumerable<RowChange> Rows(GrainId id, MeetingState before, MeetingState after, IReadOnlyList<EventText> texts)
    {
        if (after.CalledAt is not { } called)
            return [];
        var rows = new List<RowChange>
        {
            new(ReadTableSet.Meetings,
            [
                after.Id, (long)after.Year, (long)after.Number, (long)after.Phase, after.Round, after.Convener, after.Recorder, after.Presenter,
                after.CurrentItem, after.Masked ? 1L : 0L, after.FrozenAt, after.MaterialSha256, called, MeetingRow.Body(after),
            ]),
        };
        AddTexts(rows, before, after, texts);
        AddMatters(rows, before, after, texts);
        AddWatches(rows, before, after, texts);
        AddDeadlines(rows, id, before, after);
        return rows;
    }

    private static void AddTexts(List<RowChange> rows, MeetingState before, MeetingState after, IReadOnlyList<EventText> texts)
    {
        void Add(string item, string name, string hash)
        {
            if (WordsOf(texts, hash) is { } words)
                rows.Add(new(ReadTableSet.MeetingTexts, [after.Id, item, name, words]));
        }

        if (before.Frozen.IsEmpty)
            foreach (var frozen in after.Frozen.Values)
                Add(frozen.Item, "material", frozen.Text);
        foreach (var (item, conclusion) in after.Concluded)
            if (!before.Concluded.TryGetValue(item, out var known) || known.Revision != conclusion.Revision)
                Add(item, "reason", conclusion.ReasonHash);
        foreach (var dissent in after.Dissents.Skip(before.Dissents.Count))
        {
            Add(dissent.Item, $"dissent.{dissent.Account}", dissent.TextHash);
            Add(dissent.Item, $"dissentName.{dissent.Account}", dissent.NameHash);
        }

        foreach (var copy in after.Copies.Skip(before.Copies.Count))
            Add("", $"copy.{copy.Number}", copy.NameHash);
    }

    private static void AddMatters(List<RowChange> rows, MeetingState before, MeetingState after, IReadOnlyList<EventText> texts)
    {
        if (ReferenceEquals(before.Matters, after.Matters))
            return;
        foreach (var matter in after.Matters.Values)
        {
            if (before.Matters.TryGetValue(matter.Id, out var known) && ReferenceEquals(known, matter))
                continue;
            if (known is null && WordsOf(texts, matter.TextHash) is { } text)
                rows.Add(new(ReadTableSet.MeetingTexts, [after.Id, matter.Item ?? "", $"matter.{matter.Id}", text]));
            if (known?.NoteHash is null && matter.NoteHash is { } hash && WordsOf(texts, hash) is { } note)
                rows.Add(new(ReadTableSet.MeetingTexts, [after.Id, matter.Item ?? "", $"note.{matter.Id}", note]));
            rows.Add(Row(after, $"matter:{matter.Id}", "matter", matter.Cadre, matter.Owner, matter.Unit, matter.DueOn,
                matter.Settled ? "settled" : matter.Overdue ? "overdue" : "open", urgent: false));
        }
    }

    private static void AddWatches(List<RowChange> rows, MeetingState before, MeetingState after, IReadOnlyList<EventText> texts)
    {
        if (ReferenceEquals(before.Watches, after.Watches))
            return;
        foreach (var watch in after.Watches.Values)
        {
            if (before.Watches.TryGetValue(watch.Cadre, out var known) && ReferenceEquals(known, watch))
                continue;
            foreach (var (signal, settled) in watch.Settled)
            {
                if (known?.Settled.ContainsKey(signal) == true)
                    continue;
                rows.Add(Row(after, $"late:{watch.Cadre}:{signal}", "late", watch.Cadre, watch.Owner, null, null, "settled", urgent: true));
                if (WordsOf(texts, settled.NoteHash) is { } note)
                    rows.Add(new(ReadTableSet.MeetingTexts, [after.Id, watch.Cadre, $"late.{signal}", note]));
            }

            if (known?.GivenUp is null && watch.GivenUp is { } given && WordsOf(texts, given.NoteHash) is { } reason)
                rows.Add(new(ReadTableSet.MeetingTexts, [after.Id, watch.Cadre, "watch", reason]));
            rows.Add(Row(after, $"watch:{watch.Cadre}", "watch", watch.Cadre, watch.Owner, null, watch.Until, watch.Ended ? "settled" : "open", urgent: false));
            foreach (var signal in watch.Late.Skip(known?.Late.Count ?? 0).Distinct())
                rows.Add(Row(after, $"late:{watch.Cadre}:{signal}", "late", watch.Cadre, watch.Owner, null, null, "open", urgent: true));
        }
    }

    private static RowChange Row(
        MeetingState meeting, string id, string kind, string? cadre, string owner, string? unit, DateOnly? dueOn, string state, bool urgent) =>
        new(ReadTableSet.Matters, [meeting.Id, id, kind, cadre, owner, unit, dueOn, state, urgent ? 1L : 0L]);

    private static void AddDeadlines(List<RowChange> rows, GrainId id, MeetingState before, MeetingState after)
    {
        if (ReferenceEquals(before.Matters, after.Matters) && ReferenceEquals(before.Watches, after.Watches))
            return;
        var (old, now) = (DeadlinesOf(before), DeadlinesOf(after));
        foreach (var name in old.Keys)
            if (!now.ContainsKey(name))
                rows.Add(new(ReadTableSet.Deadlines, [id.ToString(), name], Delete: true));
        foreach (var (name, due) in now)
            if (!old.TryGetValue(name, out var known) || known != due)
                rows.Add(new(ReadTableSet.Deadlines, [id.ToString(), name, due]));
    }

    private static SortedDictionary<string, DateTimeOffset> DeadlinesOf(MeetingState state)
    {
        var deadlines = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var matter in state.Matters.Values)
            if (matter is { Overdue: false, Settled: false })
                deadlines[MeetingDeadlines.OfMatter(matter.Id)] = matter.DueAt;
        foreach (var watch in state.Watches.Values)
            if (watch is { Ended: false, EndsAt: { } ends })
                deadlines[MeetingDeadlines.OfWatch(watch.Cadre)] = ends;
        return deadlines;
    }

    private static string? WordsOf(IReadOnlyList<EventText> texts, string hash) =>
        texts.FirstOrDefault(t => t.Text.Hash == hash) is { } found ? Encoding.UTF8.GetString(found.Text.Bytes.Span) : null;
}
