using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Web.JointReviews;

/// <summary>
/// Each person against the last earlier round that listed them and that the viewer knows of: an answer that was confirmed then, and what stands now. A round that
/// the viewer does not know of is none.
/// </summary>
internal sealed class ReviewComparisons(IJournal journal, RoundFinder finder, ReviewReader reviews)
{
    private const int Chunk = 200;
    private const int Most = 10_000;

    public async Task<ReviewComparison> OfAsync(SeenRound round, CancellationToken cancel)
    {
        var people = await finder.CasesAsync(round, cancel);
        var earlier = (await finder.AllAsync(round.Viewer, cancel))
            .Where(r => r.Sight == round.Sight && r.State.OpenedAt < round.State.OpenedAt).ToDictionary(r => r.State.Id, StringComparer.Ordinal);
        var last = await LastAsync([.. people.Select(p => p.Number)], earlier, cancel);
        var now = await reviews.SheetsAsync(round, cancel);
        var then = new Dictionary<string, IReadOnlyDictionary<string, SheetState>>(StringComparer.Ordinal);
        foreach (var id in last.Values.Distinct()) then[id] = await reviews.SheetsAsync(earlier[id], cancel);
        return new([.. people.Select(p => last.TryGetValue(p.Number, out var id)
            ? new ReviewCompared(p.Number, ReviewNames.Of(earlier[id].State), [.. Differences(p.Number, then[id], now)])
            : new ReviewCompared(p.Number, null, []))]);
    }

    private static IEnumerable<ReviewDifference> Differences(string number, IReadOnlyDictionary<string, SheetState> then, IReadOnlyDictionary<string, SheetState> now)
    {
        foreach (var (unit, sheet) in now)
            if (then.TryGetValue(unit, out var old) && (Answer(old, number), sheet.StateOf(number)) is var (before, after) && before != after && IsAnswer(after))
                yield return new(unit, before, after);
    }

    /// <summary>What was answered then, whether or not it still holds.</summary>
    private static CellState Answer(SheetState sheet, string number) => sheet.CellOf(number) switch
    {
        { Recused: true } => CellState.Recused,
        { Confirmed: { } confirmed } => confirmed.Opinion.Answer switch
        {
            OpinionAnswer.Objection => CellState.Objection,
            OpinionAnswer.Verifying => CellState.Verifying,
            _ => CellState.NoObjection,
        },
        _ => sheet.StateOf(number),
    };

    private static bool IsAnswer(CellState state) => state is CellState.NoObjection or CellState.Objection or CellState.Verifying;

    /// <summary>The id of the latest earlier round by person.</summary>
    private async Task<Dictionary<string, string>> LastAsync(string[] people, Dictionary<string, SeenRound> earlier, CancellationToken cancel)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        if (earlier.Count == 0) return last;
        string[] rounds = [.. earlier.Keys];
        foreach (var some in people.Chunk(Chunk))
        {
            Condition[] where = [new("round", Comparison.In, rounds), new("cadre", Comparison.In, some)];
            foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.RoundPeople, where, [], Most), cancel))
            {
                var (id, cadre) = ((string)row[0]!, (string)row[1]!);
                if (!last.TryGetValue(cadre, out var known) || earlier[known].State.OpenedAt < earlier[id].State.OpenedAt) last[cadre] = id;
            }
        }

        return last;
    }
}
