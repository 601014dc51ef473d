using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Risk.Scoring;

namespace CadreWatch.Silo.Scoring;

public sealed partial class PopulationScoring
{
    private static readonly Secrecy[] Reaches = [Secrecy.Internal, Secrecy.Confidential, Secrecy.Secret];

    /// <summary>The share of the population within the first <paramref name="percent"/>, from where on a margin is among them; null where equal margins would exceed it.</summary>
    /// <param name="ascending">Margins of everybody.</param>
    internal static double? Edge(double[] ascending, decimal percent)
    {
        var most = (int)Math.Clamp(Math.Floor(ascending.Length * percent / 100), 0, ascending.Length);
        var first = ascending.Length - most;
        while (first < ascending.Length && first > 0 && ascending[first] == ascending[first - 1]) first++;
        return first < ascending.Length ? ascending[first] : null;
    }

    private async Task KeepAsync(
        string version, DateOnly month, DateTimeOffset now, Policy policy, string snapshot, List<Scored> scored, List<string> gone, int outcomes, long position, CancellationToken cancel)
    {
        double[] ascending = [.. scored.Select(s => s.Margin).OfType<double>().Order()];
        margins[version] = ascending;
        var on = month;
        var (budget, release) = (policy.Parameter("model.budget", on)?.Value ?? 0, policy.Parameter("model.release", on)?.Value ?? 0);
        var known = await journal.Tables.FindAsync(ReadTableSet.ScoreRuns, [version, month], cancel).ConfigureAwait(false) is { } row ? ScoreRun.Read(row) : null;
        var cut = known is not null && (known.Budget, known.Release, known.Snapshot) == (budget, release, snapshot) ? known.Cut : CutOf(ascending, budget, release);
        var rows = new List<RowChange>(RowsAtOnce + 8);
        foreach (var person in scored)
        {
            rows.AddRange(Rows(version, month, now, person.Cadre, person.Scores));
            if (rows.Count < RowsAtOnce) continue;
            await PutAsync(rows, cancel).ConfigureAwait(false);
            rows.Clear();
        }

        foreach (var cadre in gone) rows.AddRange(Rows(version, month, now, cadre, []));
        rows.Add(new ScoreRun(version, month, now, snapshot, scored.Count, outcomes, cut, budget, release, position).Row());
        await PutAsync(rows, cancel).ConfigureAwait(false);
        if (known is null && cut is not null) await WatchAsync(version, month, ascending, cut, cancel).ConfigureAwait(false);
    }

    private static ScoreCut? CutOf(double[] ascending, decimal budget, decimal release) =>
        Edge(ascending, budget) is { } raise ? new(raise, Math.Min(raise, Edge(ascending, Math.Max(budget, release)) ?? raise), ascending.Length) : null;

    /// <summary>The monthly watch over a model: how far its population has moved from what it was trained on.</summary>
    private async Task WatchAsync(string version, DateOnly month, double[] ascending, ScoreCut cut, CancellationToken cancel)
    {
        if (models.InUse.FirstOrDefault(m => m.Model.Version == version) is not { } used || used.Model.Deciles.Count == 0) return;
        var now = time.GetUtcNow();
        var before = await journal.Tables.FindAsync(ReadTableSet.ScoreRuns, [version, month.AddMonths(-1)], cancel).ConfigureAwait(false) is { } row ? ScoreRun.Read(row).Cut : null;
        var above = ascending.Count(m => m >= (before ?? cut).Raise) / (double)ascending.Length;
        var figures = new DriftFigures(month, Math.Round(Drift.Stability(used.Model.Deciles, ascending), 4), Math.Round(ascending.Average(), 4), Math.Round(above, 4));
        await runtime.AskAsync(ModelGrain.IdOf(version), new MeasureModelDrift(Guid.CreateVersion7(now), now, "system", figures), cancel).ConfigureAwait(false);
    }

    /// <summary>Margins of everybody at the last run of a model; read once where another process made it.</summary>
    private async Task LearnMarginsAsync(string version, DateOnly month, CancellationToken cancel)
    {
        if (version == ScoreRun.CountAlone || margins.ContainsKey(version)) return;
        var found = new List<double>();
        Condition[] where = [new("model", Comparison.Equal, version), new("month", Comparison.Equal, month), new("reach", Comparison.Equal, (long)Secrecy.Secret)];
        for (IReadOnlyList<object?>? last = null; ;)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Scores, where, [("cadre", false)], MarginsAtOnce, last), cancel).ConfigureAwait(false);
            found.AddRange(rows.Where(row => row[5] is long).Select(row => (long)row[5]! / 1_000_000d));
            if (rows.Count < MarginsAtOnce) break;
            last = [rows[^1][2], rows[^1][0], rows[^1][1], rows[^1][2], rows[^1][3]];
        }

        found.Sort();
        margins[version] = [.. found];
    }

    /// <summary>All rows of one person in a month: those there are, and those there are no more.</summary>
    private IEnumerable<RowChange> Rows(string version, DateOnly month, DateTimeOffset now, string cadre, IReadOnlyList<PersonScore> scores)
    {
        foreach (var reach in Reaches)
        {
            var score = scores.FirstOrDefault(s => s.Reach == reach);
            yield return score is null
                ? new(ReadTableSet.Scores, [version, month, cadre, (long)reach], Delete: true)
                : new(ReadTableSet.Scores,
                [
                    version, month, cadre, (long)reach, (long)score.Received, Micro(score.Margin), Micro(score.Proven), Micro(score.Unproven), Micro(score.Post),
                    Place(version, score.Margin), now,
                ]);
        }
    }

    /// <summary>Where a margin stands among everybody's, 1 the first; null without a model or before a run of this process.</summary>
    private long? Place(string version, double? margin)
    {
        if (margin is not { } own || !margins.TryGetValue(version, out var all) || all.Length == 0) return null;
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle] > own) high = middle;
            else low = middle + 1;
        }

        return all.Length - low + 1;
    }

    private async Task PutAsync(List<RowChange> rows, CancellationToken cancel)
    {
        foreach (var some in rows.Chunk(RowsAtOnce)) await journal.PutComputedAsync(some, cancel).ConfigureAwait(false);
    }

    private static long? Micro(double? value) => value is { } known ? (long)Math.Round(known * 1_000_000) : null;
}
