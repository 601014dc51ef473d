using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.JointReviews;

/// <summary>What the form that opens a round offers: units with whoever answered last, accounts, figures, and people by filter and by list.</summary>
internal sealed class ReviewSetups(
    IJournal journal, IViewerAccess access, PeopleDirectory people, RoundFinder finder, MemberUnits units, IJudgementSource judgements, TimeProvider time)
{
    private const int Page = 1_000;

    public async Task<ReviewSetup> SetupAsync(Viewer viewer, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var today = judgement.DayOf(time.GetUtcNow());
        var known = people.People.Where(p => !p.Disabled).Select(p => (Account: new ReviewAccount(p.Account, p.Name), Viewer: access.Find(p.Account))).Where(p => p.Viewer is not null).ToList();
        var liaisons = known.Where(p => ReviewAccess.Answers(p.Viewer!)).Select(p => p.Account).ToList();
        var last = (await finder.AllAsync(viewer, cancel)).SelectMany(r => r.State.Units).GroupBy(u => u.Unit.Id).ToDictionary(g => g.Key, g => g.First().Unit);
        var ranks = await journal.Tables.CountAsync(ReadTableSet.Cadres, access.Cadres(viewer), ["rank"], cancel);
        return new(
            [.. units.Read().Select(u => Listed(u, last.GetValueOrDefault(u.Id), liaisons))],
            liaisons, [.. known.Where(p => ReviewAccess.Organizes(p.Viewer!) || CaseAccess.Has(p.Viewer!, Capability.ReadTrail)).Select(p => p.Account)],
            ReviewPolicyWords.Figures(judgement, today), ReviewPolicyWords.Due(judgement, today), [.. ranks.Select(r => r[0]).OfType<string>().Order(StringComparer.Ordinal)],
            ReviewPolicyWords.Missing(judgement, today));
    }

    /// <summary>By number, each once; who came by which way is not said.</summary>
    public async Task<ReviewPopulation> PopulationAsync(Viewer viewer, PopulationRequest request, CancellationToken cancel)
    {
        var found = new SortedDictionary<string, ReviewPerson>(StringComparer.Ordinal);
        var where = Filter(request);
        if (where.Count > 0) await AddAsync(viewer, where, found, cancel);
        string[] numbers = [.. (request.Numbers ?? []).Select(n => n.Trim()).Where(n => n.Length > 0 && !n.Contains('\0', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        foreach (var some in numbers.Chunk(Page)) await AddAsync(viewer, [new("number", Comparison.In, some)], found, cancel);
        return new([.. found.Values], [.. numbers.Where(n => !found.ContainsKey(n))]);
    }

    private static List<Condition> Filter(PopulationRequest request)
    {
        var where = new List<Condition>();
        if (request.Units is { Count: > 0 } of) where.Add(new("unit", Comparison.In, of.ToArray()));
        if (request.Ranks is { Count: > 0 } ranks) where.Add(new("rank", Comparison.In, ranks.ToArray()));
        return where;
    }

    private async Task AddAsync(Viewer viewer, IReadOnlyList<Condition> where, SortedDictionary<string, ReviewPerson> found, CancellationToken cancel)
    {
        IReadOnlyList<object?>? after = null;
        while (found.Count <= ReviewActs.MostPeople)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [.. access.Cadres(viewer), .. where], [], Page, after), cancel);
            foreach (var row in rows)
                if (RoundFinder.Covers(viewer, row)) found[(string)row[0]!] = RoundFinder.PersonOf(row);
            if (rows.Count < Page) return;
            after = [rows[^1][0]];
        }
    }

    private static ReviewListedUnit Listed(ListedUnit unit, Grains.JointReviews.MemberUnit? last, List<ReviewAccount> liaisons) => new(
        unit.Id, unit.Name, unit.Kind, unit.Secrecy, unit.Asked, Still(last?.Liaison, liaisons), Still(last?.Deputy, liaisons));

    private static string? Still(string? account, List<ReviewAccount> liaisons) => account is not null && liaisons.Exists(l => l.Account == account) ? account : null;
}
