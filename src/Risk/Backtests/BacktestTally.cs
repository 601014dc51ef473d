using System.Globalization;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Risk.Backtests;

/// <summary>Adds up what a back-test found, person by person; it grows with patterns, months and units alone.</summary>
internal sealed class BacktestTally
{
    private const int MostUnits = 50;

    /// <summary>Two alerts of one pattern raised so many days apart are the same one.</summary>
    private const int SameWithin = 30;

    private readonly BacktestResult empty;
    private readonly TimeZoneInfo zone;
    private readonly List<(string Code, string Name)> names;
    private readonly Dictionary<string, Both> patterns;
    private readonly SortedDictionary<string, Both> months = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Both> units = new(StringComparer.Ordinal);
    private readonly Both all = new();
    private long signals;

    public BacktestTally(Policy current, Policy changed, DateOnly from, DateOnly to, int horizon, TimeZoneInfo zone)
    {
        this.zone = zone;
        names = [.. current.Patterns.Concat(changed.Patterns).GroupBy(p => p.Code).Select(g => (g.Key, g.Last().Name))];
        patterns = names.ToDictionary(n => n.Code, _ => new Both());
        empty = new(current.Version, changed.Version, from, to, horizon, 0, 0, [], [], [], all.Counts("*", "合计"), 0);
    }

    /// <summary>Added so far.</summary>
    public int People { get; private set; }

    public void Add(int revisions, ComparedAlerts made)
    {
        People++;
        signals += revisions;
        var (current, changed) = (new OneSide(made.Current), new OneSide(made.Changed));
        foreach (var alert in made.Current)
            Count(alert, both => both.Current, changed, both => both.Vanished);
        foreach (var alert in made.Changed)
            Count(alert, both => both.Changed, current, both => both.New);
    }

    public BacktestResult Result(double seconds) => empty with
    {
        People = People,
        Signals = signals,
        Patterns = [.. names.Select(n => patterns[n.Code].Counts(n.Code, n.Name))],
        Months = [.. months.Select(m => new MonthCounts(m.Key, m.Value.Current.Raised, m.Value.Changed.Raised))],
        Units =
        [
            .. units.Select(u => new UnitCounts(u.Key, u.Value.Current.Raised, u.Value.Changed.Raised, u.Value.New.Raised, u.Value.Vanished.Raised))
                .OrderByDescending(u => u.New + u.Vanished).ThenByDescending(u => u.Changed).Take(MostUnits),
        ],
        All = all.Counts(empty.All.Pattern, empty.All.Name),
        Seconds = seconds,
    };

    private void Count(JudgedAlert alert, Func<Both, Sum> side, OneSide others, Func<Both, Sum> alone)
    {
        var isAlone = !others.Has(alert.Alert);
        var month = TimeZoneInfo.ConvertTime(alert.Alert.Raised, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        foreach (var both in new[] { patterns[alert.Alert.Pattern], In(months, month), In(units, alert.Alert.Unit), all })
        {
            side(both).Add(alert.Hit);
            if (isAlone)
                alone(both).Add(alert.Hit);
        }
    }

    private static Both In(SortedDictionary<string, Both> of, string key) => of.TryGetValue(key, out var known) ? known : of[key] = new();

    /// <summary>
    /// The alerts of one policy, asked once for each of the other's in the order they were raised. Of one pattern one is open at a time, so what ended long
    /// before the one asked for need not be looked at again.
    /// </summary>
    private sealed class OneSide(List<JudgedAlert> alerts)
    {
        private readonly Dictionary<string, List<ReplayedAlert>> byPattern =
            alerts.GroupBy(a => a.Alert.Pattern).ToDictionary(g => g.Key, g => g.Select(a => a.Alert).ToList());

        private readonly Dictionary<string, int> passed = [];

        public bool Has(ReplayedAlert asked)
        {
            if (!byPattern.TryGetValue(asked.Pattern, out var own))
                return false;
            var (from, earliest) = (passed.GetValueOrDefault(asked.Pattern), asked.Raised.AddDays(-SameWithin));
            while (from < own.Count && own[from].Ended < earliest)
                from++;
            passed[asked.Pattern] = from;
            for (var i = from; i < own.Count; i++)
                if (Same(asked, own[i]))
                    return true;
                else if (own[i].Raised > asked.Raised.AddDays(SameWithin) && asked.Ended <= own[i].Raised)
                    return false;
            return false;
        }

        private static bool Same(ReplayedAlert a, ReplayedAlert b) =>
            b.IsOpenAt(a.Raised) || a.IsOpenAt(b.Raised) || Math.Abs((a.Raised - b.Raised).TotalDays) <= SameWithin;
    }

    /// <summary>One line under both policies.</summary>
    private sealed class Both
    {
        public Sum Current { get; } = new();

        public Sum Changed { get; } = new();

        public Sum New { get; } = new();

        public Sum Vanished { get; } = new();

        public PatternCounts Counts(string code, string name) =>
            new(code, name, Current.Counts, Changed.Counts, New.Raised, Vanished.Raised, New.Counts, Vanished.Counts);
    }

    private sealed class Sum
    {
        private int hits;
        private int wrong;

        public int Raised { get; private set; }

        public AlertCounts Counts => new(Raised, hits, wrong, Raised - hits - wrong);

        public void Add(bool? hit) => (Raised, hits, wrong) = (Raised + 1, hits + (hit == true ? 1 : 0), wrong + (hit == false ? 1 : 0));
    }
}
