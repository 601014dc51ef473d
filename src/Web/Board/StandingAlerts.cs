using System.Diagnostics.CodeAnalysis;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>
/// The alerts that a board counts, as last seen: those that have not ended, and those closed or dismissed since the month began. They are counted by what rights
/// look at, so that the counts of a thousand boards ask the store for nothing.
/// </summary>
internal sealed class StandingAlerts(DateTimeOffset month)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, AlertMark> marks = [];
    private readonly Dictionary<string, List<string>> cadres = [];
    private readonly Dictionary<Scope, Tally> tallies = [];
    private DateTimeOffset month = month;

    /// <summary>Whether an alert in this state counts: it has not ended, or was closed or dismissed since then.</summary>
    public static bool Counts(AlertMark mark, DateTimeOffset month) =>
        mark.State is "open" or "snoozed" || (mark.State is "closed" or "dismissed" && mark.EndedAt >= month);

    public bool TryGet(string id, [NotNullWhen(true)] out AlertMark? mark)
    {
        lock (gate) return marks.TryGetValue(id, out mark);
    }

    /// <summary>Whether any of them is about this cadre.</summary>
    public bool Concern(string cadre)
    {
        lock (gate) return cadres.ContainsKey(cadre);
    }

    /// <summary>Those about these cadres that have ended.</summary>
    public IReadOnlyList<string> Ended(IEnumerable<string> about)
    {
        lock (gate) return [.. about.Where(cadres.ContainsKey).SelectMany(cadre => cadres[cadre]).Where(id => marks[id].EndedAt is not null)];
    }

    /// <summary>As it stands now, in place of what was known of it.</summary>
    public void Put(AlertMark mark)
    {
        lock (gate)
        {
            Forget(mark.Id);
            if (!Counts(mark, month)) return;
            marks[mark.Id] = mark;
            if (!cadres.TryGetValue(mark.Cadre, out var own)) cadres[mark.Cadre] = own = [];
            own.Add(mark.Id);
            Note(mark, 1);
        }
    }

    public void Remove(string id)
    {
        lock (gate) Forget(id);
    }

    /// <summary>What the viewer would count: the sum over scopes that the viewer sees, without the cases that a recusal keeps away.</summary>
    /// <param name="since">Start of the present month.</param>
    public CountsView CountsOf(Viewer viewer, DateTimeOffset since)
    {
        lock (gate)
        {
            if (since != month) Turn(since);
            var seen = new Tally();
            foreach (var (scope, tally) in tallies)
                if (CaseAccess.Sees(viewer, scope.Case, scope.Secrecy)) seen.Add(tally);
            foreach (var cadre in viewer.Grants.SelectMany(g => g.AlsoRecused ?? Enumerable.Empty<string>()).Concat(viewer.Recused).Distinct())
                foreach (var mark in cadres.GetValueOrDefault(cadre, []).Select(id => marks[id]))
                    if (CaseAccess.Sees(viewer, mark.Case with { Cadre = "" }, mark.Secrecy) && !CaseAccess.Sees(viewer, mark.Case, mark.Secrecy)) seen.Add(mark, -1);
            return seen.View();
        }
    }

    private void Turn(DateTimeOffset since)
    {
        month = since;
        foreach (var mark in marks.Values.Where(m => !Counts(m, since)).ToList()) Forget(mark.Id);
    }

    private void Forget(string id)
    {
        if (!marks.Remove(id, out var mark)) return;
        Note(mark, -1);
        var own = cadres[mark.Cadre];
        own.Remove(id);
        if (own.Count == 0) cadres.Remove(mark.Cadre);
    }

    private void Note(AlertMark mark, int by)
    {
        var scope = new Scope(mark.Case with { Cadre = "" }, mark.Secrecy);
        if (!tallies.TryGetValue(scope, out var tally)) tallies[scope] = tally = new();
        tally.Add(mark, by);
    }

    /// <summary>All that rights look at but for the person.</summary>
    private readonly record struct Scope(CaseFacts Case, Secrecy Secrecy);

    private sealed class Tally
    {
        private readonly SortedDictionary<long, (int Total, int Waiting)> levels = [];
        private int snoozed;
        private int closed;
        private int dismissed;

        public void Add(Tally other)
        {
            foreach (var (rank, count) in other.levels) Add(rank, count.Total, count.Waiting);
            (snoozed, closed, dismissed) = (snoozed + other.snoozed, closed + other.closed, dismissed + other.dismissed);
        }

        public void Add(AlertMark mark, int by)
        {
            if (mark.State == "open") Add(mark.LevelRank, by, mark.Acknowledged ? 0 : by);
            else if (mark.State == "snoozed") snoozed += by;
            else if (mark.State == "closed") closed += by;
            else dismissed += by;
        }

        public CountsView View()
        {
            var counts = levels.Where(l => l.Value.Total > 0).Select(l => new LevelCount((int)l.Key, l.Value.Total, l.Value.Waiting)).ToList();
            return new(counts.Sum(l => l.Total), counts, counts.Sum(l => l.Unacknowledged), snoozed, closed, dismissed);
        }

        private void Add(long rank, int total, int waiting)
        {
            var known = levels.GetValueOrDefault(rank);
            levels[rank] = (known.Total + total, known.Waiting + waiting);
        }
    }
}
