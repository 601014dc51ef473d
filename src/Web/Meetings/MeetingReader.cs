using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Meetings;

/// <summary>Meetings outside their session, for one viewer: the list, one meeting, what is owed after it, what it knew.</summary>
internal sealed class MeetingReader(IJournal journal, MeetingStore store, MeetingScreens screens, MeetingLate late, MeetingWatches watches)
{
    private const int MostMeetings = 1_000;
    private const int MostDuties = 2_000;

    /// <summary>Those the viewer takes part in, the latest called first.</summary>
    public async Task<MeetingList> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        var lines = new List<MeetingLine>();
        if (!viewer.Phone)
            foreach (var id in await MineAsync(viewer, cancel))
                if (await store.OfAsync(viewer, id, cancel) is { } meeting) lines.Add(Line(meeting, viewer.Account));
        return new(lines, MayCall(viewer));
    }

    /// <summary>Whether there is a page of meetings for this viewer at all.</summary>
    public async Task<bool> AnyAsync(Viewer viewer, CancellationToken cancel) =>
        !viewer.Phone && (MayCall(viewer) || (await journal.Tables.QueryAsync(new(ReadTableSet.Matters, Owed(viewer), [], 1), cancel)).Count > 0
            || (await MineAsync(viewer, cancel)).Count > 0);

    public static bool MayCall(Viewer viewer) => CaseAccess.Has(viewer, Capability.Matrix);

    public async Task<MeetingDetail?> FindAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { } meeting) return null;
        var words = meeting.Leads(viewer.Account) ? await store.WordsAsync(meeting, null, cancel) : MeetingWords.None;
        return new(
            Line(meeting, viewer.Account), MeetingScreens.Word(meeting.Attendances[viewer.Account].Presence), meeting.Leads(viewer.Account) ? meeting.Round : null,
            meeting.MaterialSha256, meeting.EndedAt, meeting.Leads(viewer.Account) ? await LeadAsync(viewer, meeting, words, cancel) : null)
        {
            Names = meeting.Leads(viewer.Account) ? meeting.Attendances.Keys.ToDictionary(a => a, store.NameOf) : new Dictionary<string, string>(),
        };
    }

    /// <summary>What the viewer owes: late facts that are open or were settled by it, and matters.</summary>
    public async Task<DutyList> DutiesAsync(Viewer viewer, CancellationToken cancel)
    {
        if (viewer.Phone) return new([], [], []);
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Matters, Owed(viewer), [("state", false)], MostDuties), cancel);
        var (facts, matters, watched) = (new List<LateView>(), new List<MatterView>(), new List<WatchView>());
        foreach (var group in rows.GroupBy(r => (string)r[0]!))
        {
            if (await store.FindAsync(group.Key, cancel) is not { } meeting) continue;
            var words = await store.WordsAsync(meeting, null, cancel);
            var news = await late.OfAsync(viewer, meeting, words, w => w.Owner == viewer.Account, cancel);
            facts.AddRange(news);
            watched.AddRange(await watches.OfAsync(viewer, meeting, words, news, w => w.Owner == viewer.Account && !w.Ended, cancel));
            matters.AddRange(screens.Matters(meeting, words, i => i is null || !IsRecused(viewer, meeting, i)).Where(m => m.Owner == viewer.Account));
        }

        return new(
            [.. facts.OrderBy(f => f.SettledAt is not null).ThenByDescending(f => f.RecordedAt)], [.. matters.OrderBy(m => m.State == "settled").ThenBy(m => m.DueOn)],
            [.. watched.OrderByDescending(w => w.Open > 0).ThenBy(w => w.Until ?? DateOnly.MaxValue).ThenBy(w => w.Since)]);
    }

    /// <summary>Matters of the meetings that the viewer leads, and the viewer's own in any other; none of an item of recusal.</summary>
    public async Task<MatterLedger> LedgerAsync(Viewer viewer, CancellationToken cancel)
    {
        var matters = new List<MatterView>();
        foreach (var id in await MineAsync(viewer, cancel))
        {
            if (await store.OfAsync(viewer, id, cancel) is not { Matters.IsEmpty: false } meeting) continue;
            var words = await store.WordsAsync(meeting, null, cancel);
            matters.AddRange(screens.Matters(meeting, words, i => i is null || !IsRecused(viewer, meeting, i)).Where(m => meeting.Leads(viewer.Account) || m.Owner == viewer.Account));
        }

        return new([.. matters.Where(m => m.State != "settled").OrderBy(m => m.State != "overdue").ThenBy(m => m.DueOn)], matters.Count(m => m.State == "settled"));
    }

    /// <summary>What somebody owes, and whom somebody still watches.</summary>
    private static Condition[] Owed(Viewer viewer) =>
    [
        new("owner", Comparison.Equal, viewer.Account),
        Condition.AnyOf([[new("kind", Comparison.In, new[] { "late", "matter" })], [new("kind", Comparison.Equal, "watch"), new("state", Comparison.Equal, "open")]]),
    ];

    private static bool IsRecused(Viewer viewer, MeetingState meeting, string item) =>
        meeting.Find(item) is { } listed && (listed.Recused.Contains(viewer.Account) || (listed.Cadre is { } cadre && viewer.Recused.Contains(cadre)));

    /// <summary>当时我们知道什么, for who leads the meeting; null before the material was frozen.</summary>
    public async Task<FrozenView?> FrozenAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { MaterialSha256: { } sha256 } meeting || !meeting.Leads(viewer.Account)) return null;
        var words = await store.WordsAsync(meeting, null, cancel);
        var since = (await late.OfAsync(viewer, meeting, words, _ => true, cancel)).ToLookup(f => f.Cadre);
        var items = MeetingView.Prepared(meeting, viewer.Account).Agenda.Select(item =>
        {
            var shown = MeetingView.Prepared(meeting, viewer.Account, item).Pieces.ToHashSet(StringComparer.Ordinal);
            var pieces = words.Material.GetValueOrDefault(item, []).Where(p => shown.Contains(p.Piece.Id)).Select(MeetingScreens.Piece);
            return new FrozenItemView(
                screens.Line(meeting, words, item, leads: true), meeting.Frozen[item].Sha256, [.. pieces], meeting.Find(item)!.Cadre is { } cadre ? [.. since[cadre]] : []);
        });
        return new(meeting.Id, MeetingStore.TitleOf(meeting), meeting.FrozenAt!.Value, sha256, await store.HoldsAsync(meeting, cancel), [.. items]);
    }

    private async Task<LeadView> LeadAsync(Viewer viewer, MeetingState meeting, MeetingWords words, CancellationToken cancel)
    {
        var agenda = MeetingView.Prepared(meeting, viewer.Account).Agenda;
        var own = agenda.ToHashSet(StringComparer.Ordinal);
        bool Listed(Watch watch) => meeting.Items.Exists(i => i.Cadre == watch.Cadre && own.Contains(i.Id));
        var news = await late.OfAsync(viewer, meeting, words, Listed, cancel);
        var lines = meeting.MaterialSha256 is null
            ? await DraftLinesAsync(meeting, agenda, words, cancel)
            : agenda.Select(i => screens.Line(meeting, words, i, leads: true)).ToList();
        return new(
            [.. meeting.Attendances.Values.Select(a => screens.Attendee(meeting, words, a))], lines, MeetingScreens.Words(meeting),
            [.. agenda.Select(i => screens.Concluded(meeting, words, i)).OfType<ConclusionView>()], [.. MeetingScreens.Dissents(meeting, words, own.Contains)],
            [.. screens.Matters(meeting, words, i => i is null || own.Contains(i))],
            news, await watches.OfAsync(viewer, meeting, words, news, Listed, cancel),
            meeting.Minutes is { } draft ? new(draft.Revision, draft.Sha256, draft.Sha256 is not null, [.. draft.ConfirmedBy.Select(store.NameOf)]) : null,
            [.. meeting.Copies.Select(c => new CopyView(c.Number, c.Recipient, words.Text("", $"copy.{c.Number}") ?? c.Recipient))]);
    }

    /// <summary>Before the freezing the names come from the roster as it is now.</summary>
    private async Task<List<AgendaLine>> DraftLinesAsync(MeetingState meeting, IReadOnlyList<string> agenda, MeetingWords words, CancellationToken cancel)
    {
        var lines = new List<AgendaLine>();
        foreach (var item in agenda)
        {
            var line = screens.Line(meeting, words, item, leads: true);
            if (meeting.Find(item)!.Cadre is { } cadre && await journal.Tables.FindAsync(ReadTableSet.Cadres, [cadre], cancel) is { } row)
            {
                var person = AlertReader.PersonOf(row);
                line = line with { Title = person.Name, Detail = person.Post.StartsWith(person.UnitName, StringComparison.Ordinal) ? person.Post : $"{person.UnitName} {person.Post}".Trim(), Demo = person.Demo };
            }

            lines.Add(line);
        }

        return lines;
    }

    private async Task<IReadOnlyList<string>> MineAsync(Viewer viewer, CancellationToken cancel)
    {
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Meetings, [], [("called_at", true)], MostMeetings), cancel);
        var mine = System.Text.Encoding.UTF8.GetBytes($"\"account\":{System.Text.Json.JsonSerializer.Serialize(viewer.Account)},");
        return [.. rows.Where(r => (r[^1] is byte[] bytes ? bytes : System.Text.Encoding.UTF8.GetBytes((string)r[^1]!)).AsSpan().IndexOf(mine) >= 0).Select(r => (string)r[0]!)];
    }

    private MeetingLine Line(MeetingState meeting, string account) => new(
        meeting.Id, meeting.Year, meeting.Number, MeetingStore.TitleOf(meeting), MeetingScreens.Word(meeting.Phase), MeetingScreens.PartOf(meeting, account),
        store.NameOf(meeting.Convener), store.NameOf(meeting.Recorder), meeting.CalledAt!.Value, meeting.FrozenAt,
        meeting.Leads(account) ? MeetingView.Prepared(meeting, account).Agenda.Count : null);
}
