using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Wall;

/// <summary>Counts for a screen on the wall, over what the viewer may see: by level, by level and class of unit, by pattern, by week. Never a unit, never a person.</summary>
internal sealed class WallReader(IJournal journal, IViewerAccess access, PeopleDirectory people, IJudgementSource judgements, TimeProvider time)
{
    private const int Weeks = 12;

    /// <summary>A class of fewer units would stand for one of them.</summary>
    private const int LeastUnits = 3;

    private const string OtherUnits = "其他单位";
    private const string OtherPatterns = "其他";

    public async Task<WallView> ReadAsync(Viewer viewer, string district, bool demo, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var seen = access.Alerts(viewer);
        var open = (await journal.Tables.CountAsync(
            ReadTableSet.Alerts, [.. seen, new("state", Comparison.Equal, "open")], ["level_rank", "unit", "pattern", "acknowledged"], cancel))
            .Select(r => new OpenCount((int)(long)r[0]!, (string)r[1]!, (string)r[2]!, (long)r[3]! == 0, (long)r[4]!)).ToList();
        var ranks = judgement.Policy.Levels.OrderBy(l => l.Rank).ToList();
        var totals = ranks.ConvertAll(l => Sum(open.Where(o => o.Rank == l.Rank)));
        var levels = ranks.Select((l, i) => new WallLevel(
            l.Rank, l.Key, l.Word, $"{l.Word}色", Suppression.Total(totals[i]), Suppression.Part(Sum(open.Where(o => o.Rank == l.Rank && o.Waiting)), totals[i])));
        var patterns = open.GroupBy(o => judgement.Policy.Patterns.FirstOrDefault(p => p.Code == o.Pattern)?.Name ?? OtherPatterns).Select(g => (g.Key, Sum(g)));
        var (named, rest) = Suppression.Ranked(patterns, restIsTold: totals.TrueForAll(t => Suppression.Total(t) is not null));
        return new(
            district, demo, now, judgement.Policy.Version, [.. levels], Classes(open, [.. ranks.Select(l => l.Rank)]),
            [.. named.Select(n => new WallPattern(n.Name, n.Count)), .. rest is { } more ? [new WallPattern(OtherPatterns, more)] : Array.Empty<WallPattern>()],
            await WeeksAsync(seen, [.. ranks.Select(l => l.Rank)], judgement, judgement.DayOf(now), cancel));
    }

    /// <summary>One row a class, one column a level; a column is suppressed as one, because its total stands above.</summary>
    private List<WallClass> Classes(List<OpenCount> open, int[] ranks)
    {
        var units = open.Select(o => o.Unit).Distinct().ToLookup(u => people.Units.Units.GetValueOrDefault(u)?.Class is { Length: > 0 } c ? c : OtherUnits);
        var small = units.Where(g => g.Count() < LeastUnits).Select(g => g.Key).ToHashSet();
        var classOf = units.SelectMany(g => g.Select(u => (Unit: u, Class: small.Contains(g.Key) ? OtherUnits : g.Key))).ToDictionary(p => p.Unit, p => p.Class);
        if (classOf.Count(c => c.Value == OtherUnits) is > 0 and < LeastUnits) return [];
        var names = classOf.Values.Distinct().OrderBy(n => n == OtherUnits).ThenByDescending(n => classOf.Count(c => c.Value == n)).ThenBy(n => n, StringComparer.Ordinal).ToList();
        var columns = ranks.Select(r => Suppression.Cells(names.ConvertAll(n => Sum(open.Where(o => o.Rank == r && classOf[o.Unit] == n))))).ToList();
        return [.. names.Select((n, i) => new WallClass(n, [.. columns.Select(c => c[i])]))];
    }

    private async Task<IReadOnlyList<WallWeek>> WeeksAsync(IReadOnlyList<Condition> seen, int[] ranks, Judgement judgement, DateOnly today, CancellationToken cancel)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var weeks = new List<WallWeek>();
        for (var week = Weeks - 1; week >= 0; week--)
        {
            var from = monday.AddDays(-7 * week);
            var raised = await journal.Tables.CountAsync(ReadTableSet.Alerts,
            [
                .. seen, new("raised_at", Comparison.AtLeast, Days.StartOf(from, judgement.Zone)), new("raised_at", Comparison.Less, Days.StartOf(from.AddDays(7), judgement.Zone)),
            ], ["level_rank"], cancel);
            weeks.Add(new(from, [.. ranks.Select(r => raised.Where(c => (long)c[0]! == r).Sum(c => (long)c[1]!)).Select(c => c < Suppression.Least ? (long?)null : c)]));
        }

        return weeks;
    }

    private static long Sum(IEnumerable<OpenCount> counts) => counts.Sum(c => c.Count);

    private sealed record OpenCount(int Rank, string Unit, string Pattern, bool Waiting, long Count);
}

/// <summary>Figures without names. Null is a figure that is not shown; see <c>Suppression</c>.</summary>
/// <param name="Classes">Counts of open alerts by class of unit, in the order of <paramref name="Levels"/>.</param>
/// <param name="Patterns">Open alerts by pattern over all units, the most frequent first.</param>
/// <param name="Weeks">Alerts raised in each of the last twelve weeks, the current one last.</param>
public sealed record WallView(
    string District, bool Demo, DateTimeOffset AsOf, string PolicyVersion, IReadOnlyList<WallLevel> Levels, IReadOnlyList<WallClass> Classes,
    IReadOnlyList<WallPattern> Patterns, IReadOnlyList<WallWeek> Weeks);

/// <param name="Total">Open alerts.</param>
/// <param name="Waiting">Those that nobody has acknowledged at their present level.</param>
public sealed record WallLevel(int Rank, string Key, string Word, string Name, long? Total, long? Waiting);

public sealed record WallClass(string Name, IReadOnlyList<long?> Counts);

public sealed record WallPattern(string Name, long Total);

/// <param name="From">The Monday.</param>
public sealed record WallWeek(DateOnly From, IReadOnlyList<long?> Counts);
