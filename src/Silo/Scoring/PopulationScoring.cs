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
/// here only those are asked whom the budget's end may have passed. Callers wait for each other.
/// </summary>
public sealed partial class PopulationScoring(
    IGrainRuntime runtime, IJournal journal, EventCodec codec, RulesInForce rules, ModelsInForce models, TimeZoneInfo zone, TimeProvider time) : IDisposable
{
    private const int RowsAtOnce = 600;

    /// <summary>Months that a model's first run makes up for.</summary>
    private const int MonthsBefore = 5;

    private readonly JournalHistories histories = new(journal, codec);
    private readonly SnapshotStore snapshots = new(journal);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Margins of everybody at the last run by model, ascending.</summary>
    private readonly Dictionary<string, double[]> margins = [];

    /// <summary>Scores everybody for this month; answers how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await RunAloneAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Scores some people again; whether an alert rises or falls, their grains have decided with the change itself.</summary>
    public async Task RescoreAsync(IReadOnlyCollection<string> cadres, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await RescoreAloneAsync(cadres, cancel).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<int> RunAloneAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = Days.Of(now, zone);
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        var fresh = await FreshAsync(cancel).ConfigureAwait(false);
        for (var back = MonthsBefore; back > 0 && fresh.Count > 0; back--)
        {
            var day = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - back).AddDays(-1);
            await ScoreAsync(fresh, day, Days.StartOf(day.AddDays(1), zone).AddTicks(-10), cancel).ConfigureAwait(false);
        }

        var people = await ScoreAsync(Models(), today, now, cancel).ConfigureAwait(false);
        if (people == 0) return 0;
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        await AskAsync(rules.Capture(now).Policy, cancel).ConfigureAwait(false);
        return people;
    }

    /// <summary>Every model in use; null stands for the plain count alone.</summary>
    private List<RiskModel?> Models() => models.InUse is [] ? [null] : [.. models.InUse.Select(m => m.Model)];

    /// <summary>Those that were never scored with: the months before are made up for, as they were known then, so that there is something to compare with.</summary>
    private async Task<List<RiskModel?>> FreshAsync(CancellationToken cancel)
    {
        var fresh = new List<RiskModel?>();
        foreach (var model in Models())
            if ((await journal.Tables.QueryAsync(
                    new(ReadTableSet.ScoreRuns, [new("model", Comparison.Equal, model?.Version ?? ScoreRun.CountAlone)], [], 1), cancel).ConfigureAwait(false)).Count == 0) fresh.Add(model);
        return fresh;
    }

    /// <summary>Everybody as known on a day, for the month of that day.</summary>
    private async Task<int> ScoreAsync(IReadOnlyList<RiskModel?> scored, DateOnly day, DateTimeOffset at, CancellationToken cancel)
    {
        var (policy, month) = (rules.Capture(at).Policy, new DateOnly(day.Year, day.Month, 1));
        var population = await SnapshotAsync(month.AddDays(-1), cancel).ConfigureAwait(false);
        var scorers = scored.Select(m => Scorer(m, policy, day, population)).ToList();
        var found = scorers.ToDictionary(s => s.Version, _ => new List<Scored>());
        var gone = scorers.ToDictionary(s => s.Version, _ => new List<string>());
        var (outcomes, claims) = (0, policy.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code).ToHashSet());
        await foreach (var history in histories.ReadAsync(cancel).ConfigureAwait(false))
        {
            var state = history.StateAsOf(AsOf.Of(day, zone));
            outcomes += state.Signals.NewestFirst().Count(s => s is { Status: SignalStatus.Substantiated, IsEffective: true } && claims.Contains(s.Kind));
            foreach (var scorer in scorers)
                if (scorer.Of(state, day) is { Count: > 0 } scores) found[scorer.Version].Add(new(history.Number, scores));
                else gone[scorer.Version].Add(history.Number);
        }

        if (found.Values.All(s => s.Count == 0)) return 0;
        foreach (var scorer in scorers) await KeepAsync(scorer.Version, month, at, policy, population.Version, found[scorer.Version], gone[scorer.Version], outcomes, cancel).ConfigureAwait(false);
        return found.Values.Max(s => s.Count);
    }

    private async Task RescoreAloneAsync(IReadOnlyCollection<string> cadres, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (today, policy) = (Days.Of(now, zone), rules.Capture(now).Policy);
        var month = new DateOnly(today.Year, today.Month, 1);
        List<PersonScorer> scorers = models.InUse is []
            ? [Scorer(null, policy, today, PopulationSnapshot.Empty)]
            : [.. models.InUse.Where(m => m.Run?.Month == month).Select(m => Scorer(m.Model, policy, today, m.Population))];
        var rows = new List<RowChange>();
        foreach (var cadre in cadres.Order(StringComparer.Ordinal))
        {
            var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre), cancel).ConfigureAwait(false);
            foreach (var scorer in scorers) rows.AddRange(Rows(scorer.Version, month, now, cadre, scorer.Of(state, today)));
        }

        await PutAsync(rows, cancel).ConfigureAwait(false);
    }

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
