using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Models;

namespace CadreWatch.Web.Rankings;

/// <summary>
/// Puts the people whom a viewer sees in order. Each person's numbers are those of the viewer's own reach in that case, so that no place tells of what may not be
/// seen; places are counted among the people shown alone.
/// </summary>
internal sealed class RankingReader(
    IJournal journal, IViewerAccess access, ModelsInForce models, ModelStatus status, PeopleDirectory people, IJudgementSource judgements, TimeProvider time)
{
    private const int Page = 10_000;

    /// <param name="unit">Only this unit; null for all.</param>
    /// <param name="limit">So many of each order.</param>
    public async Task<RankingView> ReadAsync(Viewer viewer, string? unit, int limit, CancellationToken cancel)
    {
        var (order, live) = (await OrderAsync(viewer, unit, cancel), models.Live);
        var longest = order.People.Select(p => p.Proven + p.Unproven + p.Post).DefaultIfEmpty(0).Max();
        double Share(long part) => longest == 0 ? 0 : Math.Round(part / (double)longest, 3);
        var before = order.Run is null || live is null ? [] : await PlacesAsync(viewer, unit, live.Model.Version, order.Run.Month.AddMonths(-1), cancel);
        var byModel = order.People.Where(p => p.Place is not null).OrderBy(p => p.Place).ThenBy(p => p.CountPlace).ThenBy(p => p.Cadre, StringComparer.Ordinal);
        var byCount = order.People.OrderBy(p => p.CountPlace).ThenBy(p => p.Place).ThenBy(p => p.Cadre, StringComparer.Ordinal);
        return new(
            await status.WordAsync(cancel), live is null ? null : ModelOf(live), order.Run?.Month, order.Run?.ScoredAt, order.People.Count, order.People.Count(p => p.Above), CountMonths(),
            [.. byModel.Take(limit).Select(p => new RankedPerson(
                p.Place!.Value, p.Cadre, p.Person, Share(p.Proven), Share(p.Unproven), Share(p.Post), p.CountPlace,
                before.TryGetValue(p.Cadre, out var then) ? then - p.Place.Value : null, p.Above))],
            [.. byCount.Take(limit).Select(p => new CountedPerson(p.CountPlace, p.Cadre, p.Person, p.Received, live is null ? null : p.Place))]);
    }

    /// <summary>Where one person stands among those whom the viewer sees; null where the person is not in the order.</summary>
    public async Task<(Standing? Own, int People)> StandingAsync(Viewer viewer, string cadre, CancellationToken cancel)
    {
        var order = await OrderAsync(viewer, null, cancel);
        return (order.People.FirstOrDefault(p => p.Cadre == cadre), order.People.Count);
    }

    /// <summary>The months in which a person was scored by the live model, by the rows of the viewer's reach.</summary>
    public async Task<IReadOnlyList<PlaceInMonth>> HistoryAsync(string cadre, Secrecy reach, int most, CancellationToken cancel)
    {
        if (models.Live is not { } live) return [];
        var runs = (await journal.Tables.QueryAsync(new(ReadTableSet.ScoreRuns, [new("model", Comparison.Equal, live.Model.Version)], [("month", true)], most), cancel)).Select(ScoreRun.Read);
        var months = new List<PlaceInMonth>();
        foreach (var run in runs)
        {
            Condition[] where = [new("model", Comparison.Equal, run.Model), new("month", Comparison.Equal, run.Month), new("cadre", Comparison.Equal, cadre), new("reach", Comparison.AtLeast, (long)reach)];
            if ((await journal.Tables.QueryAsync(new(ReadTableSet.Scores, where, [("reach", false)], 1), cancel)) is [var row] && row[9] is long place)
                months.Add(new(run.Month, place, run.People));
        }

        months.Reverse();
        return months;
    }

    private RankingModel ModelOf(ModelInUse live)
    {
        var now = time.GetUtcNow();
        var (policy, today) = (judgements.Capture(now).Policy, judgements.Capture(now).DayOf(now));
        var budget = policy.Parameter("model.budget", today);
        var facts = live.State.Facts!;
        return new(
            live.Model.Version, live.State.LiveSince, live.State.ApprovedBy is { } by ? people.Find(by)?.Name ?? by : null, facts.Metrics.ToDictionary(m => m.Name, m => m.Value),
            ModelDecider.BeatsTheCount(facts), live.Population.Version, live.State.Drift is [.., var last] ? last.Stability : null, policy.Parameter("model.driftLimit", today)?.Value,
            budget is null ? null : new(budget.Value, budget.Unit, budget.Provision.Source, budget.Provision.Article, budget.Provision.Grade.ToString()));
    }

    private int CountMonths()
    {
        var now = time.GetUtcNow();
        return (int)(judgements.Capture(now).Policy.Parameter("model.countWindow", judgements.Capture(now).DayOf(now))?.Value ?? 24);
    }

    private async Task<(ScoreRun? Run, List<Standing> People)> OrderAsync(Viewer viewer, string? unit, CancellationToken cancel)
    {
        var model = models.Live?.Model.Version ?? ScoreRun.CountAlone;
        var run = models.Live?.Run ?? ((await journal.Tables.QueryAsync(
            new(ReadTableSet.ScoreRuns, [new("model", Comparison.Equal, model)], [("month", true)], 1), cancel)) is [var row] ? ScoreRun.Read(row) : null);
        if (run is null) return (null, []);
        var found = await RowsAsync(viewer, unit, model, run.Month, cancel);
        var cut = (models.Live?.Run?.Cut?.Raise ?? double.PositiveInfinity) * 1_000_000;
        var (margins, counts) = (Places(found.Select(f => f.Score.Margin).OfType<long>()), Places(found.Select(f => f.Score.Received)));
        return (run, found.ConvertAll(f => new Standing(
            f.Cadre, f.Person, (int)f.Score.Received, f.Score.Proven, f.Score.Unproven, f.Score.Post, f.Score.Margin is { } margin ? margins[margin] : null, counts[f.Score.Received],
            f.Score.Margin >= cut - 1)));
    }

    private async Task<Dictionary<string, int>> PlacesAsync(Viewer viewer, string? unit, string model, DateOnly month, CancellationToken cancel)
    {
        var found = await RowsAsync(viewer, unit, model, month, cancel);
        var places = Places(found.Select(f => f.Score.Margin).OfType<long>());
        return found.Where(f => f.Score.Margin is not null).ToDictionary(f => f.Cadre, f => places[f.Score.Margin!.Value]);
    }

    /// <summary>The place of each value, 1 for the highest; equal ones share it.</summary>
    private static Dictionary<long, int> Places(IEnumerable<long> values)
    {
        var (places, place) = (new Dictionary<long, int>(), 1);
        foreach (var group in values.GroupBy(v => v).OrderByDescending(g => g.Key))
        {
            places[group.Key] = place;
            place += group.Count();
        }

        return places;
    }

    private async Task<List<(string Cadre, PersonView Person, Numbers Score)>> RowsAsync(Viewer viewer, string? unit, string model, DateOnly month, CancellationToken cancel)
    {
        Condition[] where = [.. access.Cadres(viewer), .. unit is null ? (Condition[])[] : [new("unit", Comparison.Equal, unit)]];
        var cadres = await AllAsync(ReadTableSet.Cadres, where, 1, cancel);
        var scores = (await AllAsync(ReadTableSet.Scores, [new("model", Comparison.Equal, model), new("month", Comparison.Equal, month)], 4, cancel)).ToLookup(r => (string)r[2]!);
        var found = new List<(string, PersonView, Numbers)>();
        foreach (var row in cadres)
        {
            var facts = row.Facts();
            if (CaseAccess.Reach(viewer, facts) is not { } reach) continue;
            if (scores[facts.Cadre].Where(r => (long)r[3]! >= (long)reach).MinBy(r => (long)r[3]!) is { } score)
                found.Add((facts.Cadre, AlertReader.PersonOf(row), Numbers.Of(score)));
        }

        return found;
    }

    private async Task<List<object?[]>> AllAsync(ReadTable table, Condition[] where, int keys, CancellationToken cancel)
    {
        var rows = new List<object?[]>();
        while (true)
        {
            IReadOnlyList<object?>? after = rows.Count == 0 ? null : [.. rows[^1].Take(keys)];
            var page = await journal.Tables.QueryAsync(new(table, where, [], Page, after), cancel);
            rows.AddRange(page);
            if (page.Count < Page) return rows;
        }
    }

    private readonly record struct Numbers(long Received, long? Margin, long Proven, long Unproven, long Post)
    {
        public static Numbers Of(object?[] row) => new((long)row[4]!, (long?)row[5], (long?)row[6] ?? 0, (long?)row[7] ?? 0, (long?)row[8] ?? 0);
    }
}

/// <summary>One person in the order of one viewer. Bars are in millionths of log odds and leave here only as shares.</summary>
internal sealed record Standing(
    string Cadre, PersonView Person, int Received, long Proven, long Unproven, long Post, int? Place, int CountPlace, bool Above);
