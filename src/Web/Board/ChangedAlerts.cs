using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Followers;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>
/// Which alerts some events changed, and how they stood before. A roster line moves the person's alerts, and a revised signal can raise their secrecy, without
/// an event of the alerts themselves; whoever loses sight of one by it must be told, and nobody else.
/// </summary>
internal sealed class ChangedAlerts(AlertReader reader, IJournal journal, EventCodec codec, IViewerAccess access)
{
    /// <summary>Streams that are read again at most to learn how alerts stood; beyond it boards start afresh.</summary>
    private const int MostStreams = 200;

    /// <summary>For boards that heard everything before these events.</summary>
    /// <param name="known">Alerts that boards count, as last seen. A cadre without any has nothing that a revision could move: most batches ask the store for nothing.</param>
    /// <param name="boards">The boards that will be told; without any no card is made, and ended alerts are left out where no event names them and none shows such.</param>
    /// <returns>Null where it would take too long to tell.</returns>
    public async Task<List<AlertChange>?> LiveAsync(FollowedBatch batch, StandingAlerts known, IReadOnlyList<BoardConnection> boards, CancellationToken cancel)
    {
        var concern = Concern.Of(batch.Events);
        var ended = boards.Any(b => b.Filter.ShowsEnded);
        if (!ended) concern.Touched.RemoveWhere(cadre => !known.Concern(cadre));
        var rows = await RowsAsync(concern, ended, cancel);
        if (!ended && known.Ended(concern.Touched) is { Count: > 0 } counted)
            foreach (var row in await reader.RowsAsync(counted, cancel)) rows[row.Mark.Id] = row;
        var unknown = rows.Values.Where(r => !concern.Named.Contains(r.Mark.Id) && !known.TryGet(r.Mark.Id, out _)).Select(r => r.Mark.Cadre).ToHashSet();
        if (unknown.Count > MostStreams) return null;
        var earlier = await AsOfAsync(unknown, batch.After, cancel);
        var changes = new List<AlertChange>();
        foreach (var id in Ordered(concern, rows))
        {
            var now = rows.GetValueOrDefault(id)?.Mark;
            var before = known.TryGet(id, out var standing) ? standing : earlier.GetValueOrDefault(id);
            var told = concern.Named.Contains(id) || concern.Moved.Contains(now!.Cadre) || before?.Secrecy != now.Secrecy;
            if (told) changes.Add(new(id, before, now, null, BeforeIsKnown: now is not null && unknown.Contains(now.Cadre)));
        }

        return boards.Count == 0 ? changes : await WithCardsAsync(changes, rows, cancel);
    }

    /// <summary>For one viewer who comes back: only what they do not see now can have been lost, and only that is looked up as it stood.</summary>
    public async Task<List<AlertChange>?> MissedAsync(Viewer viewer, IReadOnlyList<FollowedEvent> events, long position, CancellationToken cancel)
    {
        var concern = Concern.Of(events);
        var rows = await RowsAsync(concern, ended: true, cancel);
        var lost = rows.Values.Select(r => r.Mark).Where(m => !access.SeesAlert(viewer, m) && (concern.Moved.Contains(m.Cadre) || access.SeesCadre(viewer, m.Case))).ToList();
        var cadres = lost.Select(m => m.Cadre).ToHashSet();
        if (cadres.Count > MostStreams) return null;
        var earlier = await AsOfAsync(cadres, position, cancel);
        var changes = new List<AlertChange>();
        foreach (var id in Ordered(concern, rows))
        {
            var now = rows.GetValueOrDefault(id)?.Mark;
            if (now is not null && cadres.Contains(now.Cadre)) changes.Add(new(id, earlier.GetValueOrDefault(id), now, null, BeforeIsKnown: true));
            else if (concern.Named.Contains(id) || concern.Moved.Contains(now!.Cadre)) changes.Add(new(id, null, now, null));
        }

        return await WithCardsAsync(changes, rows, cancel);
    }

    private static IEnumerable<string> Ordered(Concern concern, Dictionary<string, AlertRow> rows) => concern.Named.Union(rows.Keys);

    private async Task<Dictionary<string, AlertRow>> RowsAsync(Concern concern, bool ended, CancellationToken cancel)
    {
        var rows = (await reader.RowsAsync(concern.Named, cancel)).ToDictionary(r => r.Mark.Id);
        if (concern.Touched.Count > 0)
            foreach (var row in await reader.OfCadresAsync(concern.Touched, ended, cancel)) rows[row.Mark.Id] = row;
        return rows;
    }

    private async Task<List<AlertChange>> WithCardsAsync(List<AlertChange> changes, Dictionary<string, AlertRow> rows, CancellationToken cancel)
    {
        var present = changes.Where(c => c.Now is not null).Select(c => rows[c.Id]).ToList();
        var cards = (await reader.ViewsAsync(present, cancel)).ToDictionary(v => v.Id);
        return changes.ConvertAll(c => c with { Card = cards.GetValueOrDefault(c.Id) });
    }

    /// <summary>The alerts of these cadres as they stood at a position.</summary>
    private async Task<Dictionary<string, AlertMark>> AsOfAsync(IReadOnlyCollection<string> cadres, long position, CancellationToken cancel)
    {
        var marks = new Dictionary<string, AlertMark>();
        foreach (var cadre in cadres)
        {
            var state = new CadreState(cadre);
            await foreach (var stored in journal.ReadStreamAsync(CadreGrain.IdOf(cadre).ToString(), 1, cancel))
            {
                if (stored.Position > position) break;
                state = CadreState.Apply(state, (CadreEvent)codec.Read(stored));
            }

            foreach (var row in CadreGrain.AlertRows(state))
            {
                var mark = AlertRow.Of(row).Mark;
                marks[mark.Id] = mark;
            }
        }

        return marks;
    }

    /// <param name="Named">Alerts that an event names, in the order of their last change.</param>
    /// <param name="Moved">Cadres with a new roster line.</param>
    /// <param name="Touched">These, and cadres with a revised signal.</param>
    private sealed record Concern(IReadOnlyList<string> Named, HashSet<string> Moved, HashSet<string> Touched)
    {
        public static Concern Of(IReadOnlyList<FollowedEvent> events)
        {
            var (moved, touched) = (new HashSet<string>(), new HashSet<string>());
            foreach (var followed in events)
            {
                var moves = followed.Contract.Type == typeof(RosterRecorded);
                if (!moves && followed.Contract.Type != typeof(SignalRevised)) continue;
                var cadre = GrainId.Parse(followed.Stored.Stream, null).Key;
                touched.Add(cadre);
                if (moves) moved.Add(cadre);
            }

            return new(AlertChanges.Ids(events.Where(e => e.Contract.Type.IsAssignableTo(typeof(AlertEvent))).Select(e => e.Event)), moved, touched);
        }
    }
}
