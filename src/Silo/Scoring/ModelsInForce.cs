using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Risk.Scoring;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Models;

namespace CadreWatch.Silo.Scoring;

/// <summary>A model that scores.</summary>
/// <param name="Run">The latest month scored with it; null before the first.</param>
/// <param name="Population">The snapshot of that run.</param>
public sealed record ModelInUse(RiskModel Model, ModelState State, ScoreRun? Run, PopulationSnapshot Population);

/// <summary>
/// The models in the shadow and live, with their latest month, as the journal and the rows of runs have them: read at the start, before anything is decided, and
/// again with every event of a model and after every run. The live one is handed to the judgements.
/// </summary>
public sealed class ModelsInForce : IJournalSubscriber, IDisposable
{
    private readonly IJournal journal;
    private readonly RulesInForce rules;
    private readonly TimeZoneInfo zone;
    private readonly SemaphoreSlim reading = new(1);
    private volatile IReadOnlyList<ModelInUse> inUse = [];

    private ModelsInForce(IJournal journal, EventCodec codec, RulesInForce rules, TimeZoneInfo zone) =>
        (this.journal, Files, this.rules, this.zone) = (journal, new(journal, codec), rules, zone);

    public ModelFiles Files { get; }

    /// <summary>Every model in the shadow or live, the live one first.</summary>
    public IReadOnlyList<ModelInUse> InUse => inUse;

    /// <summary>The live one that came last; null where policy alone is at work.</summary>
    public ModelInUse? Live => inUse is [{ State.Standing: ModelStanding.Live } first, ..] ? first : null;

    public static async Task<ModelsInForce> LoadAsync(IJournal journal, EventCodec codec, RulesInForce rules, TimeZoneInfo zone, CancellationToken cancel)
    {
        var models = new ModelsInForce(journal, codec, rules, zone);
        await models.ReloadAsync(cancel).ConfigureAwait(false);
        return models;
    }

    public async Task ReloadAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var found = new List<ModelInUse>();
            foreach (var state in await Files.AllAsync(cancel).ConfigureAwait(false))
                if (state.Standing is ModelStanding.Shadow or ModelStanding.Live && await ReadAsync(state, cancel).ConfigureAwait(false) is { } model) found.Add(model);
            inUse = [.. found.OrderBy(m => m.State.Standing == ModelStanding.Live ? 0 : 1).ThenByDescending(m => m.State.LiveSince)];
            rules.Use(Live is { } live ? live.Model.With(live.Population, zone, live.Run?.Cut) : null);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    async ValueTask IJournalSubscriber.OnStartAsync(long position, CancellationToken cancel) => await ReloadAsync(cancel).ConfigureAwait(false);

    async ValueTask IJournalSubscriber.OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (batch.Has<ModelEvent>()) await ReloadAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>One that was trained for other features than this build computes, or whose bytes were erased or are not those that were proposed, does not score; the verifier tells of the latter.</summary>
    private async Task<ModelInUse?> ReadAsync(ModelState state, CancellationToken cancel)
    {
        try
        {
            if ((inUse.FirstOrDefault(m => m.Model.Version == state.Version)?.Model ?? await Files.ModelAsync(state.Version, cancel).ConfigureAwait(false)) is not { } model) return null;
            var run = (await journal.Tables.QueryAsync(
                    new(ReadTableSet.ScoreRuns, [new("model", Comparison.Equal, state.Version)], [("month", true)], 1), cancel).ConfigureAwait(false)) is [var row] ? ScoreRun.Read(row) : null;
            var population = run is null ? null : await new SnapshotStore(journal).FindAsync(run.Snapshot, cancel).ConfigureAwait(false);
            return new(model, state, population is null ? null : run, population ?? PopulationSnapshot.Empty);
        }
        catch (Exception e) when (e is FormatException or JournalCorruptException)
        {
            return null;
        }
    }
}
