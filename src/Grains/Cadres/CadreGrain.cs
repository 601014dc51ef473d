using System.Globalization;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>One cadre as a grain; the key is the cadre's number.</summary>
public sealed class CadreGrain : GrainKind<CadreState, CadreCommand, CadreEvent>
{
    private const int LongestSortKey = 512;

    public override string Name => "cadre";

    public static GrainId IdOf(string number) => new("cadre", number);

    public override CadreState Empty(GrainId id) => new(id.Key);

    public override CadreState Apply(CadreState state, CadreEvent @event) => CadreState.Apply(state, @event);

    public override Decision Decide(CadreState state, CadreCommand command, Judgement judgement) => CadreDecider.Decide(state, command, judgement);

    public override CadreCommand Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) => new DeadlineDue(commandId, at, "system", deadline);

    public override int Weigh(CadreState state) =>
        768 + (state.Signals.Count * 176) + (state.Alerts.Count * 3072) + ((state.Roster?.Posts?.Count ?? 0) * 256);

    public override IEnumerable<RowChange> Rows(GrainId id, CadreState before, CadreState after, IReadOnlyList<EventText> texts)
    {
        var rows = new List<RowChange>();
        if (after.Roster is { } roster && !ReferenceEquals(before.Roster, roster))
            rows.Add(new(ReadTableSet.Cadres, CadreRow(roster, texts)));
        AddAlerts(rows, before, after);
        AddNotes(rows, before, after, texts);
        AddDeadlines(rows, id, before, after);
        AddOpinions(rows, before, after, texts);
        return rows;
    }

    /// <summary>The rows of <see cref="ReadTableSet.Alerts"/> that a state stands for, in the order of the book.</summary>
    public static IEnumerable<object?[]> AlertRows(CadreState state) => state.Alerts.Select(alert => AlertRow.Of(state, alert));

    /// <summary>The last roster command of the append brought all its texts, the name first in time: older ones of the same append are passed over.</summary>
    private static object?[] CadreRow(RosterFacts roster, IReadOnlyList<EventText> texts)
    {
        var last = -1;
        for (var i = 0; i < texts.Count; i++)
            if (texts[i].Field == "name")
                last = i;
        var own = last < 0 ? null : texts.Where(t => t.EventIndex == texts[last].EventIndex).ToLookup(t => t.Field);
        string? Text(string field) => own?[field].LastOrDefault() is { } found ? Encoding.UTF8.GetString(found.Text.Bytes.Span) : null;

        var name = Text("name") ?? "";
        var (post, facts) = (Current(roster), CaseFacts.Of(roster.Number, roster));
        return
        [
            roster.Number, name, SortKey(name), roster.Unit, Text("unitName") ?? roster.Unit,
            post < 0 ? null : Text($"post.{post}"),
            post < 0 ? null : roster.Posts![post].ReportedOn ?? roster.Posts[post].From,
            roster.Rank, facts.Authority, roster.Demo ? 1L : 0L, string.Join(' ', roster.Tags ?? []), facts.OwnStaff ? 1L : 0L, PinyinInitials.Of(name),
        ];
    }

    /// <summary>Cut to what an index entry holds: a name of 64 characters that each sort as many can have a longer key.</summary>
    private static byte[] SortKey(string name)
    {
        var key = CultureInfo.GetCultureInfo("zh-CN").CompareInfo.GetSortKey(name).KeyData;
        return key.Length <= LongestSortKey ? key : key[..LongestSortKey];
    }

    /// <summary>The post held, the latest of several; else the one that ended last.</summary>
    private static int Current(RosterFacts roster)
    {
        var (found, posts) = (-1, roster.Posts ?? []);
        for (var i = 0; i < posts.Count; i++)
            if (found < 0 || (posts[i].To ?? DateOnly.MaxValue, posts[i].From).CompareTo((posts[found].To ?? DateOnly.MaxValue, posts[found].From)) > 0)
                found = i;
        return found;
    }

    /// <summary>A row tells of its causes as they stand now, so a revised cause rewrites it though the alert itself did not move.</summary>
    private static void AddAlerts(List<RowChange> rows, CadreState before, CadreState after)
    {
        var moved = before.Roster?.Demo != after.Roster?.Demo || CaseFacts.Of(before.Number, before.Roster) != CaseFacts.Of(after.Number, after.Roster);
        IEnumerable<Alert> changed = moved ? after.Alerts : after.Alerts.ChangedSince(before.Alerts);
        if (!moved && before.Signals.Replaced != after.Signals.Replaced && after.Alerts.Count > 0)
            changed = changed.UnionBy(after.Alerts.RestingOn(after.Signals.RevisedSince(before.Signals)), alert => alert.Id);
        foreach (var alert in changed)
            rows.Add(new(ReadTableSet.Alerts, AlertRow.Of(after, alert)));
    }

    private static void AddNotes(List<RowChange> rows, CadreState before, CadreState after, IReadOnlyList<EventText> texts)
    {
        if (!texts.Any(t => t.Field == "note"))
            return;
        foreach (var alert in after.Alerts.ChangedSince(before.Alerts))
        {
            var known = before.Alerts.Find(alert.Id)?.Version ?? 0;
            foreach (var step in alert.History)
                if (step.Version > known && step.NoteHash is { } hash && texts.FirstOrDefault(t => t.Text.Hash == hash) is { } note)
                    rows.Add(new(ReadTableSet.AlertNotes, [alert.Id.ToString(), (long)step.Version, after.Number, Encoding.UTF8.GetString(note.Text.Bytes.Span)]));
        }
    }

    private static void AddOpinions(List<RowChange> rows, CadreState before, CadreState after, IReadOnlyList<EventText> texts)
    {
        if (ReferenceEquals(before.FactorOpinions, after.FactorOpinions))
            return;
        foreach (var o in after.FactorOpinions)
            if (!before.FactorOpinions.Contains(o))
                rows.Add(new(ReadTableSet.FactorOpinions,
                [
                    after.Number, o.Model, o.Feature, o.By, o.Agrees ? 1L : 0L, o.Snapshot, o.At,
                    texts.FirstOrDefault(t => t.Text.Hash == o.NoteHash) is { } note ? Encoding.UTF8.GetString(note.Text.Bytes.Span) : null,
                ]));
    }

    private static void AddDeadlines(List<RowChange> rows, GrainId id, CadreState before, CadreState after)
    {
        if (ReferenceEquals(before.Watches, after.Watches) && ReferenceEquals(before.Alerts, after.Alerts))
            return;
        var (old, now) = (DeadlinesOf(before), DeadlinesOf(after));
        var grain = id.ToString();
        foreach (var (name, _) in old)
            if (!now.ContainsKey(name))
                rows.Add(new(ReadTableSet.Deadlines, [grain, name], Delete: true));
        foreach (var (name, due) in now)
            if (!old.TryGetValue(name, out var known) || known != due)
                rows.Add(new(ReadTableSet.Deadlines, [grain, name, due]));
    }

    private static SortedDictionary<string, DateTimeOffset> DeadlinesOf(CadreState state)
    {
        var deadlines = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var watch in state.Watches)
            if (!deadlines.TryGetValue(watch.Deadline, out var sooner) || watch.DueAt < sooner)
                deadlines[watch.Deadline] = watch.DueAt;
        foreach (var alert in state.Alerts.Open)
            if (alert is { Standing: AlertStanding.Snoozed, WakesAt: { } wakes })
                deadlines[Deadlines.OfSnooze(alert.Id)] = wakes;
        return deadlines;
    }
}
