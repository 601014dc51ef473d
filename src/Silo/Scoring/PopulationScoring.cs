using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Population;
using CadreWatch.Risk.Scoring;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Replay;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Scoring;

/// <summary>
/// Scores people by every model in use, or by the plain count alone, and writes the rows that rankings are read from. An alert is decided by the cadre's own grain;
/// here only those are asked whom the budget's end may have passed. One caller at a time.
/// </summary>
public sealed partial class PopulationScoring(
    IGrainRuntime runtime, IJournal journal, EventCodec codec, RulesInForce rules, ModelsInForce models, TimeZoneInfo zone, TimeProvider time)
{
    private const int RowsAtOnce = 600;
    private readonly JournalHistories histories = new(journal, codec);
    private readonly SnapshotStore snapshots = new(journal);

    /// <summary>Margins of everybody at the last run by model, ascending.</summary>
    private readonly Dictionary<string, double[]> margins = [];

    /// <summary>Scores everybody for this month; answers how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (today, policy) = (Days.Of(now, zone), rules.Capture(now).Policy);
        var month = new DateOnly(today.Year, today.Month, 1);
        var population = await SnapshotAsync(month.AddDays(-1), cancel).ConfigureAwait(false);
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        var scorers = Scorers(policy, today, population);
        var scored = scorers.ToDictionary(s => s.Version, _ => new List<Scored>());
        var (outcomes, claims, gone) = (0, policy.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code).ToHashSet(), new List<string>());
        await foreach (var history in histories.ReadAsync(cancel).ConfigureAwait(false))
        {
            var state = history.StateAsOf(AsOf.Of(today, zone));
            outcomes += state.Signals.NewestFirst().Count(s => s is { Status: SignalStatus.Substantiated, IsEffective: true } && claims.Contains(s.Kind));
            foreach (var scorer in scorers)
                if (scorer.Of(state, today) is { Count: > 0 } scores) scored[scorer.Version].Add(new(history.Number, scores));
                else gone.Add(history.Number);
        }

        if (scored.Values.All(s => s.Count == 0)) return 0;
        foreach (var scorer in scorers) await KeepAsync(scorer.Version, month, now, policy, population.Version, scored[scorer.Version], gone, outcomes, cancel).ConfigureAwait(false);
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        await AskAsync(policy, cancel).ConfigureAwait(false);
        return scored.Values.Max(s => s.Count);
    }

    /// <summary>Scores some people again; whether an alert rises or falls, their grains have decided with the change itself.</summary>
    public async Task RescoreAsync(IReadOnlyCollection<string> cadres, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (today, policy) = (Days.Of(now, zone), rules.Capture(now).Policy);
        var month = new DateOnly(today.Year, today.Month, 1);
        var scorers = models.InUse is [] ? Scorers(policy, today, PopulationSnapshot.Empty) : [.. models.InUse.Where(m => m.Run?.Month == month).Select(m => Scorer(m.Model, policy, today, m.Population))];
        var rows = new List<RowChange>();
        foreach (var cadre in cadres.Order(StringComparer.Ordinal))
        {
            var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre), cancel).ConfigureAwait(false);
            foreach (var scorer in scorers) rows.AddRange(Rows(scorer.Version, month, now, cadre, scorer.Of(state, today)));
        }

        await PutAsync(rows, cancel).ConfigureAwait(false);
    }

    private List<PersonScorer> Scorers(Policy policy, DateOnly today, PopulationSnapshot population) =>
        models.InUse is [] ? [Scorer(null, policy, today, population)] : [.. models.InUse.Select(m => Scorer(m.Model, policy, today, population))];

    private PersonScorer Scorer(RiskModel? model, Policy policy, DateOnly today, PopulationSnapshot population)
    {
        var months = (int)(policy.Parameter("model.countWindow", today)?.Value ?? 24);
        string[] kinds = [.. policy.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code)];
        return new(model, new("负面与待核", kinds, today.DayNumber - today.AddMonths(-months).DayNumber, 1, Effective: true), population, zone);
    }

    /// <summary>The snapshot of a day; made now where it was not yet.</summary>
    private async Task<PopulationSnapshot> SnapshotAsync(DateOnly day, CancellationToken cancel)
    {
        var (asOf, builder) = (AsOf.Of(day, zone), new PopulationSnapshotBuilder(AsOf.Of(day, zone)));
        var version = builder.Build().Version;
        if (await snapshots.FindAsync(version, cancel).ConfigureAwait(false) is { } known) return known;
        await foreach (var history in histories.ReadAsync(cancel).ConfigureAwait(false)) builder.Add(history.StateAsOf(asOf));
        var made = builder.Build();
        if (made.All.People > 0) await snapshots.PutAsync(made, cancel).ConfigureAwait(false);
        return made;
    }

    /// <summary>Those above the cut and those with a standing hint of a model: most of the answers change nothing.</summary>
    private async Task AskAsync(Policy policy, CancellationToken cancel)
    {
        string[] patterns = [.. policy.Patterns.OfType<ModelPattern>().Select(p => p.Code)];
        if (patterns.Length == 0) return;
        var standing = await journal.Tables.QueryAsync(
            new(ReadTableSet.Alerts, [new("pattern", Comparison.In, patterns), new("state", Comparison.In, new[] { "open", "snoozed" })], [], 10_000), cancel).ConfigureAwait(false);
        var asked = standing.Select(row => (string)row[1]!).ToHashSet(StringComparer.Ordinal);
        if (models.Live is { Run.Cut: { } cut } live)
            asked.UnionWith(await AboveAsync(live.Model.Version, live.Run.Month, cut, cancel).ConfigureAwait(false));
        foreach (var cadre in asked.Order(StringComparer.Ordinal))
        {
            var now = time.GetUtcNow();
            await runtime.AskAsync(CadreGrain.IdOf(cadre), new JudgeByModel(Guid.CreateVersion7(now), now, "system"), cancel).ConfigureAwait(false);
        }
    }

    private async Task<IEnumerable<string>> AboveAsync(string model, DateOnly month, ScoreCut cut, CancellationToken cancel)
    {
        Condition[] where =
        [
            new("model", Comparison.Equal, model), new("month", Comparison.Equal, month), new("reach", Comparison.Equal, (long)Secrecy.Secret),
            new("margin", Comparison.AtLeast, Micro(cut.Raise)!.Value - 1),
        ];
        return (await journal.Tables.QueryAsync(new(ReadTableSet.Scores, where, [], 10_000), cancel).ConfigureAwait(false)).Select(row => (string)row[2]!);
    }

    /// <summary>A person's scores, the highest reach first.</summary>
    private sealed record Scored(string Cadre, IReadOnlyList<PersonScore> Scores)
    {
        public double? Margin => Scores[0].Margin;
    }
}
