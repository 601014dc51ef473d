using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.JointReviews;

/// <summary>A round as one viewer has it.</summary>
internal sealed record SeenRound(Viewer Viewer, RoundState State, RoundSight Sight)
{
    /// <summary>The unit that the viewer answers for; null where for none, or where the viewer sees the whole.</summary>
    public UnitStanding? Unit { get; } = Sight == RoundSight.OwnColumn ? State.UnitOf(Viewer.Account) : null;

    /// <summary>The units whose columns the viewer sees.</summary>
    public IReadOnlyList<UnitStanding> Units => Sight == RoundSight.Whole ? State.Units : Unit is { } own ? [own] : [];

    /// <summary>A unit of the round that the viewer sees, by its id.</summary>
    public UnitStanding? UnitOf(string id) => Units.FirstOrDefault(u => u.Unit.Id == id);
}

/// <summary>A person of a list, as rights look at one.</summary>
/// <param name="Place">In the list, from 0.</param>
internal sealed record ListedCase(int Place, CaseFacts Facts)
{
    public string Number => Facts.Cadre;
}

/// <summary>Finds rounds for a viewer: what <see cref="ReviewAccess"/> does not show is not there.</summary>
internal sealed class RoundFinder
{
    private const int Chunk = 400;
    private const int MostRounds = 1_000;
    private readonly IGrainRuntime runtime;
    private readonly IViewerAccess access;
    private readonly IJournal journal;
    private readonly PeopleDirectory people;
    private readonly SharedReads<string, IReadOnlyList<ListedCase>> lists;

    public RoundFinder(IGrainRuntime runtime, IViewerAccess access, IJournal journal, PeopleDirectory people)
    {
        (this.runtime, this.access, this.journal, this.people) = (runtime, access, journal, people);
        lists = new(ListAsync);
    }

    /// <summary>The round, or null where there is none for the viewer.</summary>
    public async Task<SeenRound?> FindAsync(ClaimsPrincipal user, string id, CancellationToken cancel)
    {
        if (!RoundDesk.IsId(id)) return null;
        var viewer = access.ViewerOf(user);
        var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(id), cancel);
        var sight = ReviewAccess.SightOf(viewer, state);
        return sight == RoundSight.Nothing ? null : new(viewer, state, sight);
    }

    /// <summary>Every round that the viewer may know of, the latest opened first.</summary>
    public async Task<IReadOnlyList<SeenRound>> AllAsync(Viewer viewer, CancellationToken cancel)
    {
        var found = new List<SeenRound>();
        foreach (var id in await CandidatesAsync(viewer, cancel))
        {
            var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(id), cancel);
            if (ReviewAccess.SightOf(viewer, state) is var sight and not RoundSight.Nothing) found.Add(new(viewer, state, sight));
        }

        return [.. found.OrderByDescending(r => r.State.OpenedAt).ThenBy(r => r.State.Id, StringComparer.Ordinal)];
    }

    /// <summary>The list as the viewer sees it, by number, and what a page shows of each. Nobody is there who is no longer on the roster.</summary>
    public async Task<IReadOnlyList<(ListedCase Case, ReviewPerson View)>> PeopleAsync(SeenRound round, CancellationToken cancel)
    {
        var roster = await RosterAsync(round.State.People, cancel);
        return [.. Listed(round, roster).Select(p => (p, PersonOf(roster[p.Number])))];
    }

    /// <summary>The same list without names. A change of a column sends every watcher here at once, so they share what is read of the roster, never what may be seen.</summary>
    public async Task<IReadOnlyList<ListedCase>> CasesAsync(SeenRound round, CancellationToken cancel) =>
        [.. (await lists.AskAsync(round.State.Id, cancel)).Where(p => ReviewAccess.Lists(round.Viewer, round.Sight, p.Facts))];

    /// <summary>The roster's rows of some people by number, each read once.</summary>
    public async Task<IReadOnlyDictionary<string, object?[]>> RosterAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        var rows = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var some in numbers.Where(n => !n.Contains('\0', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Chunk(Chunk))
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [new("number", Comparison.In, some)], [], Chunk), cancel))
                rows[(string)row[0]!] = row;
        return rows;
    }

    /// <summary>Numbers that are not there for the viewer, in the order given.</summary>
    public async Task<IReadOnlyList<string>> UnknownAsync(Viewer viewer, IReadOnlyList<string> numbers, CancellationToken cancel)
    {
        var roster = await RosterAsync(numbers, cancel);
        return [.. numbers.Where(n => !roster.TryGetValue(n, out var row) || !Covers(viewer, row))];
    }

    /// <summary>Whether a person is there for somebody who puts a list together.</summary>
    public static bool Covers(Viewer viewer, object?[] row) => CaseAccess.May(viewer, Capability.Matrix, row.Facts(), Secrecy.Internal);

    /// <summary>Who of the list is there for the viewer, with the place in it.</summary>
    public static IEnumerable<ListedCase> Listed(SeenRound round, IReadOnlyDictionary<string, object?[]> roster) =>
        Listed(round.State, roster).Where(p => ReviewAccess.Lists(round.Viewer, round.Sight, p.Facts));

    /// <summary>One person of the list; null where not listed, or not there for the viewer.</summary>
    public async Task<CaseFacts?> PersonAsync(SeenRound round, string number, CancellationToken cancel)
    {
        if (!round.State.People.Contains(number)) return null;
        return await journal.Tables.FindAsync(ReadTableSet.Cadres, [number], cancel) is { } row && row.Facts() is var facts && ReviewAccess.Lists(round.Viewer, round.Sight, facts)
            ? facts
            : null;
    }

    public ReviewAccount Account(string account) => new(account, people.Find(account)?.Name ?? account);

    internal static ReviewPerson PersonOf(object?[] row)
    {
        var person = AlertReader.PersonOf(row);
        var post = person.Post.StartsWith(person.UnitName, StringComparison.Ordinal) ? person.Post[person.UnitName.Length..].Trim() : person.Post;
        return new((string)row[0]!, person.Name, person.UnitName, post, person.Demo);
    }

    private static IEnumerable<ListedCase> Listed(RoundState round, IReadOnlyDictionary<string, object?[]> roster) =>
        round.People.Select((number, place) => (number, place)).Where(p => roster.ContainsKey(p.number)).Select(p => new ListedCase(p.place, roster[p.number].Facts()));

    private async Task<IReadOnlyList<ListedCase>> ListAsync(string id, CancellationToken cancel)
    {
        var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(id), cancel);
        return [.. Listed(state, await RosterAsync(state.People, cancel))];
    }

    /// <summary>Rounds in whose rows the account is named; what it may see of them is asked of their grains.</summary>
    private async Task<IEnumerable<string>> CandidatesAsync(Viewer viewer, CancellationToken cancel)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (ReviewAccess.Organizes(viewer))
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Rounds, [], [("opened_at", true)], MostRounds), cancel))
                if (((string)row.In(ReadTableSet.Rounds, "knowing")!).Contains($" {viewer.Account} ", StringComparison.Ordinal)) ids.Add((string)row[0]!);
        if (!ReviewAccess.Answers(viewer)) return ids;
        var named = Condition.AnyOf([[new("liaison", Comparison.Equal, viewer.Account)], [new("deputy", Comparison.Equal, viewer.Account)]]);
        foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Sheets, [named], [], MostRounds), cancel)) ids.Add((string)row[0]!);
        return ids;
    }
}
