using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.Trail;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.JointReviews;

/// <summary>
/// The trail of rounds is visible to those who are named in them, auditors too. A refusal shows to any auditor: it stands there whether or not there is such a round.
/// </summary>
internal sealed class ReviewTrails(IJournal journal, IGrainRuntime runtime, RoundFinder finder)
{
    public const string Type = "review";

    private const int Most = 1_000;
    private const int Page = 300;
    private static readonly string Refusal = TrailGrain.WordOf(TrailKind.Refusal);

    /// <summary>Who looked at the round, and what was refused; the newest first.</summary>
    public async Task<ReviewTrailPage> OfAsync(SeenRound round, CancellationToken cancel)
    {
        Condition[] where = [new("type", Comparison.Equal, Type), new("target", Comparison.Equal, round.State.Id)];
        var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Trail, where, [("at", true)], Page + 1), cancel);
        return new([.. rows.Take(Page).Select(row => Web.Trail.TrailItem.Of(row)).Select(i => new ReviewTrailLine(i.At, finder.Account(i.Account), i.Kind, i.Verb, i.Address))], rows.Count > Page);
    }

    /// <summary>What a list of the trail carries for one auditor.</summary>
    public async Task<Condition> ForAsync(Viewer viewer, CancellationToken cancel)
    {
        var named = new List<string>();
        foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Rounds, [], [("opened_at", true)], Most), cancel))
            if (((string)row[9]!).Contains($" {viewer.Account} ", StringComparison.Ordinal)
                && ReviewAccess.SeesTrail(viewer, await runtime.StateAsync<RoundState>(RoundGrain.IdOf((string)row[0]!), cancel))) named.Add((string)row[0]!);
        List<IReadOnlyList<Condition>> groups = [[new("type", Comparison.NotEqual, Type)], [new("kind", Comparison.Equal, Refusal)]];
        if (named.Count > 0) groups.Add([new("target", Comparison.In, named.ToArray())]);
        return Condition.AnyOf(groups);
    }
}
