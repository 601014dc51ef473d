using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.JointReviews;

/// <summary>
/// Rounds and their matrix for one viewer. Cells come from the grains of the columns, which hold them in memory and answer with what the journal has now; people
/// come from the roster.
/// </summary>
internal sealed class ReviewReader(IGrainRuntime runtime, RoundFinder finder, IJudgementSource judgements, TimeProvider time)
{
    public async Task<ReviewList> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var items = new List<ReviewItem>();
        var rounds = await finder.AllAsync(viewer, cancel);
        var roster = await finder.RosterAsync(rounds.SelectMany(r => r.State.People), cancel);
        foreach (var round in rounds)
        {
            var units = round.Units;
            items.Add(new(
                round.State.Id, ReviewNames.Of(round.State), StateOf(round), round.Sight, RoundFinder.Listed(round, roster).Count(), units.Count, units.Count(u => u.Letter is not null), units.Max(u => u.DueOn),
                round.State.OpenedAt!.Value, round.State.ClosedAt, round.Unit?.Unit.Name, round.Unit?.Chased));
        }

        var opens = ReviewAccess.Organizes(viewer);
        return new(items, opens, opens ? ReviewPolicyWords.Missing(judgement, judgement.DayOf(time.GetUtcNow())) : []);
    }

    public ReviewRound Round(SeenRound round)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var (state, viewer, today) = (round.State, round.Viewer, judgement.DayOf(time.GetUtcNow()));
        var whole = round.Sight == RoundSight.Whole;
        return new(
            state.Id, ReviewNames.Of(state), StateOf(round), round.Sight, today, state.OpenedAt!.Value, state.ClosedAt, round.Unit?.Unit.Id,
            [
                .. round.Units.Select(u => new ReviewMember(
                    u.Unit.Id, u.Unit.Name, finder.Account(u.Unit.Liaison), finder.Account(u.Unit.Deputy), u.Letter, u.IssuedOn, u.DueOn, u.Chased, u.ChasedAt,
                    [.. u.ChaseLetters.Select(l => new ReviewChase(l.Number, l.IssuedOn, whole ? finder.Account(l.By) : null))], u.Unit.Asked,
                    u.Unit.Secrecy)),
            ],
            whole ? [.. state.Knowing.Select(finder.Account)] : [],
            new(ReviewAccess.Manages(viewer, state), ReviewAccess.DecidesExtensions(viewer, state), ReviewAccess.Compares(viewer, state), ReviewAccess.SeesTrail(viewer, state)),
            ReviewPolicyWords.Missing(judgement, today));
    }

    public async Task<ReviewMatrix> MatrixAsync(SeenRound round, CancellationToken cancel)
    {
        var people = await finder.PeopleAsync(round, cancel);
        var judgement = judgements.Capture(time.GetUtcNow());
        ListedCase[] listed = [.. people.Select(p => p.Case)];
        var columns = await Task.WhenAll(round.Units.Select(u => ColumnAsync(round, u, listed, judgement, cancel)));
        return new(round.State.Id, judgement.DayOf(time.GetUtcNow()), [.. people.Select(p => p.View)], columns);
    }

    /// <summary>One column alone, for a page that heard that it changed.</summary>
    public async Task<ReviewColumn> ColumnAsync(SeenRound round, UnitStanding unit, CancellationToken cancel) =>
        await ColumnAsync(round, unit, await finder.CasesAsync(round, cancel), judgements.Capture(time.GetUtcNow()), cancel);

    /// <summary>The grain's state of each column that the viewer sees and whose letter went out.</summary>
    public async Task<IReadOnlyDictionary<string, SheetState>> SheetsAsync(SeenRound round, CancellationToken cancel)
    {
        var sheets = await Task.WhenAll(round.Units.Where(u => u.Letter is not null).Select(u => SheetAsync(round.State.Id, u.Unit.Id, cancel)));
        return sheets.ToDictionary(s => s.UnitId, StringComparer.Ordinal);
    }

    public Task<SheetState> SheetAsync(string round, string unit, CancellationToken cancel) =>
        runtime.StateAsync<SheetState>(SheetGrain.IdOf(round, unit), cancel);

    private async Task<ReviewColumn> ColumnAsync(SeenRound round, UnitStanding unit, IReadOnlyList<ListedCase> people, Judgement judgement, CancellationToken cancel)
    {
        var sheet = unit.Letter is null ? null : await SheetAsync(round.State.Id, unit.Unit.Id, cancel);
        if (sheet?.Unit is null)
            return new(unit.Unit.Id, unit.Unit.Name, unit.Letter, unit.DueOn, null, unit.Chased, !round.State.IsOpen, new('0', people.Count), [], null);
        var cells = string.Create(people.Count, (sheet, people), static (digits, of) =>
        {
            for (var i = 0; i < digits.Length; i++) digits[i] = (char)('0' + (int)of.sheet.Cells[of.people[i].Place].StateOn(of.sheet.DueOn, of.sheet.Passed));
        });
        var today = judgement.DayOf(time.GetUtcNow());
        return new(
            unit.Unit.Id, unit.Unit.Name, unit.Letter, sheet.DueOn, today > sheet.DueOn ? judgement.WorkingDays(sheet.DueOn, today) : null, unit.Chased, sheet.Closed, cells,
            Extensions(sheet, people), round.Sight == RoundSight.OwnColumn ? [.. people.Select(p => Own(sheet.Cells[p.Place], round.Viewer.Account))] : null);
    }

    private List<ReviewExtension> Extensions(SheetState sheet, IReadOnlyList<ListedCase> people)
    {
        if (sheet.Extensions.IsEmpty) return [];
        var seen = people.Select(p => p.Number).ToHashSet(StringComparer.Ordinal);
        return [.. sheet.Extensions.Select(e => new ReviewExtension(e.Number, e.Cadres.Count(seen.Contains), e.Until, finder.Account(e.AskedBy), e.Granted)).Where(e => e.People > 0)];
    }

    private ReviewOwnCell Own(Cell cell, string account) => new(
        cell.Revisions, cell.Confirmed?.Opinion.Answer, cell.Confirmed?.Validity.Until, cell.Pending?.Revision, cell.Pending?.Answer,
        cell.Pending is { } pending ? finder.Account(pending.EnteredBy) : null, cell.Pending?.EnteredBy == account);

    private static string StateOf(SeenRound round) => round.State.IsOpen ? "open" : "closed";
}
