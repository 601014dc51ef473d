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
    private const int MarginsAtOnce = 10_000;

    /// <summary>Months that a model's first run makes up for.</summary>
    private const int MonthsBefore = 5;

    private readonly JournalHistories histories = new(journal, codec);
    private readonly SnapshotStore snapshots = new(journal);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Margins of everybody at the last run by model, ascending.</summary>
    private readonly Dictionary<string, double[]> margins = [];

    /// <summary>Scores everybody for this month; answers how many.</summary>
    public Task<int> RunAsync(CancellationToken cancel) => RunAsync(null, cancel);

    /// <summary>The same, in the background of something more urgent.</summary>
    /// <param name="giveWay">Awaited after every person read.</param>
    public async Task<int> RunAsync(Func<CancellationToken, ValueTask>? giveWay, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await RunAloneAsync(giveWay, cancel).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The position up to which today's scores know everything; null where something in use was not scored today. What a run that was cut short left unasked is asked.
    /// </summary>
    public async Task<long?> ResumeAsync(DateOnly today, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await models.ReloadAsync(cancel).ConfigureAwait(false);
            List<ScoreRun?> runs = [.. models.InUse.Select(m => m.Run)];
            if (models.Live is null) runs.Add(await LatestAsync(ScoreRun.CountAlone, cancel).ConfigureAwait(false));
            if (runs.Any(run => run is null || run.Position == 0 || Days.Of(run.ScoredAt, zone) != today)) return null;
            await AskAsync(rules.Capture(time.GetUtcNow()).Policy, cancel).ConfigureAwait(false);
            return runs.Min(run => run!.Position);
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

    private async Task<int> RunAloneAsync(Func<CancellationToken, ValueTask>? giveWay, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = Days.Of(now, zone);
        var head = await journal.HeadAsync(cancel).ConfigureAwait(false);
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        foreach (var unused in margins.Keys.Where(version => models.InUse.All(m => m.Model.Version != version)).ToList()) margins.Remove(unused);
        var fresh = models.InUse.Where(m => m.Run is null).Select(m => (RiskModel?)m.Model).ToList();
        var ends = Enumerable.Range(1, fresh.Count > 0 ? MonthsBefore : 0).Select(back => new DateOnly(today.Year, today.Month, 1).AddMonths(1 - back).AddDays(-1)).Reverse().ToList();
        var populations = models.InUse is [] ? [] : await PopulationsAsync([.. ends.Append(today).Select(LastOfTheMonthBefore)], cancel).ConfigureAwait(false);
        foreach (var day in ends) await ScoreAsync(fresh, day, Days.StartOf(day.AddDays(1), zone).AddTicks(-10), populations, head, giveWay, cancel).ConfigureAwait(false);
        var people = await ScoreAsync(Models(), today, now, populations, head, giveWay, cancel).ConfigureAwait(false);
        if (people == 0) return 0;
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        await AskAsync(rules.Capture(now).Policy, cancel).ConfigureAwait(false);
        return people;
    }

    /// <summary>Every model in use, and null for the plain count alone where none of them is live: rankings then follow it.</summary>
    private List<RiskModel?> Models() => [.. models.Live is null ? (RiskModel?[])[null] : [], .. models.InUse.Select(m => m.Model)];

    private async Task<ScoreRun?> LatestAsync(string version, CancellationToken cancel) =>
        await journal.Tables.QueryAsync(new(ReadTableSet.ScoreRuns, [new("model", Comparison.Equal, version)], [("month", true)], 1), cancel).ConfigureAwait(false) is [var row]
            ? ScoreRun.Read(row)
            : null;

    private static DateOnly LastOfTheMonthBefore(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddDays(-1);

    /// <summary>Everybody as known on a day, for the month of that day.</summary>
    /// <param name="populations">By day; empty for the plain count, which compares nobody.</param>
    private async Task<int> ScoreAsync(
        IReadOnlyList<RiskModel?> scored, DateOnly day, DateTimeOffset at, Dictionary<DateOnly, PopulationSnapshot> populations, long head,
        Func<CancellationToken, ValueTask>? giveWay, CancellationToken cancel)
    {
        var (policy, month) = (rules.Capture(at).Policy, new DateOnly(day.Year, day.Month, 1));
        var population = populations.GetValueOrDefault(LastOfTheMonthBefore(day), PopulationSnapshot.Empty);
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
            if (giveWay is not null) await giveWay(cancel).ConfigureAwait(false);
        }

        if (found.Values.All(s => s.Count == 0)) return 0;
        foreach (var scorer in scorers) await KeepAsync(scorer.Version, month, at, policy, population.Version, found[scorer.Version], gone[scorer.Version], outcomes, head, cancel).ConfigureAwait(false);
        return found.Values.Max(s => s.Count);
    }

    private async Task RescoreAloneAsync(IReadOnlyCollection<string> cadres, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (today, policy) = (Days.Of(now, zone), rules.Capture(now).Policy);
        var month = new DateOnly(today.Year, today.Month, 1);
        List<PersonScorer> scorers = [.. models.InUse.Where(m => m.Run?.Month == month).Select(m => Scorer(m.Model, policy, today, m.Population))];
        foreach (var scorer in scorers) await LearnMarginsAsync(scorer.Version, month, cancel).ConfigureAwait(false);
        if (models.Live is null) scorers.Add(Scorer(null, policy, today, PopulationSnapshot.Empty));
        var states = await Task.WhenAll(cadres.Order(StringComparer.Ordinal).Select(async cadre =>
            (Cadre: cadre, State: await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre), cancel).ConfigureAwait(false)))).ConfigureAwait(false);
        var rows = new List<RowChange>();
        foreach (var (cadre, state) in states)
            foreach (var scorer in scorers) rows.AddRange(Rows(scorer.Version, month, now, cadre, scorer.Of(state, today)));

        await PutAsync(rows, cancel).ConfigureAwait(false);
    }

    private PersonScorer Scorer(RiskModel? model, Policy policy, DateOnly today, PopulationSnapshot population)
    {
        var months = (int)(policy.Parameter("model.countWindow", today)?.Value ?? 24);
        string[] kinds = [.. policy.Kinds.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code)];
        return new(model, new("负面与待核", kinds, today.DayNumber - today.AddMonths(-months).DayNumber, 1, Effective: true), population, zone);
    }

    /// <summary>The snapshots of some days; those that there are not yet are made in one reading of the journal.</summary>
    private async Task<Dictionary<DateOnly, PopulationSnapshot>> PopulationsAsync(IReadOnlyList<DateOnly> days, CancellationToken cancel)
    {
        var found = new Dictionary<DateOnly, PopulationSnapshot>();
        var missing = new List<(AsOf AsOf, PopulationSnapshotBuilder Builder)>();
        foreach (var day in days)
        {
            var asOf = AsOf.Of(day, zone);
            var builder = new PopulationSnapshotBuilder(asOf);
            if (await snapshots.FindAsync(builder.Build().Version, cancel).ConfigureAwait(false) is { } known) found[day] = known;
            else missing.Add((asOf, builder));
        }

        if (missing.Count == 0) return found;
        await foreach (var history in histories.ReadAsync(cancel).ConfigureAwait(false))
            foreach (var (asOf, builder) in missing) builder.Add(history.StateAsOf(asOf));
        foreach (var (asOf, builder) in missing)
        {
            var made = found[asOf.Day] = builder.Build();
            if (made.All.People > 0) await snapshots.PutAsync(made, cancel).ConfigureAwait(false);
        }

        return found;
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
