using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.JointReviews.Meetings;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Meetings;

/// <summary>Who and what comes on an agenda. Nobody puts a person there whom they do not see, and nobody learns of one they are recused from.</summary>
internal sealed class MeetingAgenda(IJournal journal, IJudgementSource judgements, IViewerAccess access, MeetingStore store, MeetingScreens screens, MeetingInvitations invitations, TimeProvider time)
{
    private const int MostPeople = 100;
    private const int MostRows = 5_000;
    private const int MostItems = 300;

    private static readonly Refusal Unknown = new("agendaInvalid", "名册中没有该干部或该督办事项，或者不在您的权限内。", "items");

    /// <summary>People with objections, open alerts or rectifications, the gravest first, and matters that are open; null for whoever does not lead the meeting.</summary>
    public async Task<CandidateList?> CandidatesAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { } meeting || !meeting.Leads(viewer.Account)) return null;
        var people = await PeopleAsync(viewer, meeting, cancel);
        var order = Agenda.From(people.Values.Select(p => p.Candidate), []).Take(MostPeople).Select(i => people[i.Cadre!]);
        var matters = new List<MatterView>();
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Matters, [new("kind", Comparison.Equal, "matter"), new("state", Comparison.In, new[] { "open", "overdue" })], [], MostRows), cancel);
        foreach (var group in rows.GroupBy(r => (string)r[0]!).Where(g => g.Key != id))
        {
            if (await store.OfAsync(viewer, group.Key, cancel) is not { } earlier || !earlier.Leads(viewer.Account)) continue;
            var own = MeetingView.Prepared(earlier, viewer.Account).Agenda;
            matters.AddRange(screens.Matters(earlier, await store.WordsAsync(earlier, null, cancel), i => i is null || own.Contains(i)).Where(m => m.State != "settled"));
        }

        return new([.. order.Select(p => p.View)], matters);
    }

    /// <summary>The items for the grain, with everybody's recusals; a <see cref="Refusal"/> where one is not there for this viewer.</summary>
    public async Task<object> ItemsAsync(Viewer viewer, MeetingState meeting, IReadOnlyList<AgendaRequest> wanted, CancellationToken cancel)
    {
        if (wanted.Count > MostItems) return new Refusal("tooMany", $"议程最多 {MostItems} 项。", "items");
        var items = new List<AgendaItem>();
        foreach (var one in wanted)
        {
            var owner = one.Owner is { Length: > 0 and <= 64 } named ? named : meeting.Recorder;
            if (access.Find(owner) is null) return new Refusal("ownerMissing", "没有该责任人，请核对账号。", "items");
            var item = one.Cadre is { } cadre ? await PersonAsync(viewer, meeting, cadre, owner, cancel) : await MatterAsync(viewer, meeting, one, owner, cancel);
            if (item is null || items.Exists(i => i.Id == item.Id)) return Unknown;
            items.Add(item);
        }

        // What this viewer is recused from stays where another put it.
        items.AddRange(meeting.Items.Where(i => i.Recused.Contains(viewer.Account) && !items.Exists(n => n.Id == i.Id)));
        return items;
    }

    private async Task<AgendaItem?> PersonAsync(Viewer viewer, MeetingState meeting, string cadre, string owner, CancellationToken cancel)
    {
        if (cadre.Length is 0 or > 64 || cadre.Contains('\0', StringComparison.Ordinal) || viewer.Recused.Contains(cadre)) return null;
        var listed = meeting.Items.Find(i => i.Cadre == cadre);
        if (listed is not null ? listed.Recused.Contains(viewer.Account)
            : await journal.Tables.FindAsync(ReadTableSet.Cadres, [cadre], cancel) is not { } row || !access.SeesCadre(viewer, row.Facts())) return null;
        var recused = meeting.Attendances.Keys.Where(a => access.Find(a)?.Recused.Contains(cadre) == true).Union(listed?.Recused ?? []);
        return new($"p-{cadre}", ItemKind.Person, cadre, owner, [.. recused.Order(StringComparer.Ordinal)]);
    }

    private async Task<AgendaItem?> MatterAsync(Viewer viewer, MeetingState into, AgendaRequest one, string owner, CancellationToken cancel) =>
        one is { Meeting: { } earlier, Matter: { } matter } && await store.OfAsync(viewer, earlier, cancel) is { } meeting && meeting.Leads(viewer.Account)
        && meeting.Matters.TryGetValue(matter, out var found) && (found.Item is null || MeetingView.Prepared(meeting, viewer.Account).Agenda.Contains(found.Item))
            ? new(MaterialBuilder.MatterItem(earlier, matter), ItemKind.Matter, null, owner, [.. RecusedFrom(found, meeting, into).Order(StringComparer.Ordinal)])
            : null;

    /// <summary>Whoever is recused from the person that a matter is about, or was from the item that it came from.</summary>
    private IEnumerable<string> RecusedFrom(Matter matter, MeetingState earlier, MeetingState into) =>
        (matter.Cadre is { } cadre ? into.Attendances.Keys.Where(a => access.Find(a)?.Recused.Contains(cadre) == true) : [])
        .Union(matter.Item is { } item ? earlier.Find(item)!.Recused : []);

    private async Task<Dictionary<string, (AgendaCandidate Candidate, CandidateView View)>> PeopleAsync(Viewer viewer, MeetingState meeting, CancellationToken cancel)
    {
        var policy = judgements.Capture(time.GetUtcNow()).Policy;
        var hints = policy.Patterns.OfType<ModelPattern>().Select(p => new Condition("pattern", Comparison.NotEqual, p.Code));
        var alerts = await journal.Tables.QueryAsync(new(ReadTableSet.Alerts, [.. access.Alerts(viewer), .. hints, new("state", Comparison.In, AlertReader.Standing)], [("level_rank", false)], MostRows), cancel);
        var byCadre = alerts.ToLookup(r => (string)r[1]!);
        var opinions = (await OpinionsAsync(viewer, meeting, cancel)).ToLookup(o => o.Cadre, o => o.State);
        var overdue = policy.Patterns.OfType<OverduePattern>().Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, (AgendaCandidate, CandidateView)>(StringComparer.Ordinal);
        foreach (var some in byCadre.Select(g => g.Key).Union(opinions.Select(g => g.Key)).Chunk(400))
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [.. access.Cadres(viewer), new("number", Comparison.In, some)], [], 400), cancel))
            {
                var cadre = (string)row[0]!;
                var mine = byCadre[cadre].ToList();
                var one = new AgendaCandidate(
                    cadre, meeting.Recorder, opinions[cadre].Count(s => s == CellState.Objection), opinions[cadre].Count(s => s == CellState.Verifying),
                    mine.Count == 0 ? null : (int)mine.Min(r => (long)r.In(ReadTableSet.Alerts, "level_rank")!), mine.Count(r => overdue.Contains((string)r.In(ReadTableSet.Alerts, "pattern")!)), []);
                found[cadre] = (one, new(cadre, AlertReader.PersonOf(row), one.Objections, one.Verifying, one.AlertRank, one.Rectifications, one.Owner));
            }

        return found;
    }

    /// <summary>What units said in the round, for whoever knows the round.</summary>
    private async Task<IEnumerable<(string Cadre, CellState State)>> OpinionsAsync(Viewer viewer, MeetingState meeting, CancellationToken cancel)
    {
        if (await invitations.RoundAsync(meeting.Round, viewer.Account, cancel) is null) return [];
        long[] telling = [(long)CellState.Objection, (long)CellState.Verifying];
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Opinions, [new("round", Comparison.Equal, meeting.Round!), new("state", Comparison.In, telling)], [], MostRows), cancel);
        return rows.Select(r => ((string)r[2]!, (CellState)(long)r[3]!));
    }
}
