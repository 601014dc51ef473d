using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Risk.Features;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Models;

namespace CadreWatch.Web.Rankings;

/// <summary>Why one person stands where they stand, as far as the viewer may know: worked out from the state of this moment, so that what was cleared is not in it.</summary>
internal sealed class FactorReader(
    IJournal journal, IGrainRuntime runtime, IViewerAccess access, ModelsInForce models, ModelStatus status, RankingReader ranking, IJudgementSource judgements, TimeProvider time)
{
    private const int MostFactors = 8;
    private const int MostMonths = 24;

    /// <returns>Null where there is no such person for this viewer.</returns>
    public async Task<FactorsView?> FindAsync(Viewer viewer, string number, CancellationToken cancel)
    {
        if (await SeenAsync(viewer, number, cancel) is not { } seen) return null;
        var (own, people) = await ranking.StandingAsync(viewer, number, cancel);
        var live = models.Live is { Run: not null } used ? used : null;
        return new(
            number, AlertReader.PersonOf(seen.Row), await status.WordAsync(cancel), live?.Model.Version, live?.Population.Version, own?.Place, people, own?.CountPlace, own?.Received,
            own?.Above ?? false, live is null ? [] : await FactorsAsync(viewer, live, number, seen.Reach, cancel), await ranking.HistoryAsync(number, seen.Reach, MostMonths, cancel),
            await AlertAsync(viewer, number, cancel));
    }

    /// <summary>Whether there is such a person for this viewer.</summary>
    public async Task<bool> SeesAsync(Viewer viewer, string number, CancellationToken cancel) => await SeenAsync(viewer, number, cancel) is not null;

    /// <summary>Whether the live model reads a feature of this name.</summary>
    public static bool Knows(string feature) => FeatureSchema.All.Any(f => f.Name == feature);

    /// <summary>The live model; null where policy alone is at work.</summary>
    public ModelInUse? Live => models.Live;

    private async Task<(object?[] Row, Secrecy Reach)?> SeenAsync(Viewer viewer, string number, CancellationToken cancel)
    {
        if (number.Contains('\0', StringComparison.Ordinal)) return null;
        return await journal.Tables.FindAsync(ReadTableSet.Cadres, [number], cancel) is { } row && CaseAccess.Reach(viewer, row.Facts()) is { } reach ? (row, reach) : null;
    }

    private async Task<IReadOnlyList<FactorView>> FactorsAsync(Viewer viewer, ModelInUse live, string number, Secrecy reach, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(number), cancel);
        var asOf = AsOf.Of(judgement.DayOf(now), judgement.Zone);
        if (live.Model.Score(state, asOf, live.Population, reach) is null) return [];
        Condition[] where =
        [
            new("cadre", Comparison.Equal, number), new("model", Comparison.Equal, live.Model.Version), new("account", Comparison.Equal, viewer.Account),
        ];
        var opinions = (await journal.Tables.QueryAsync(new(ReadTableSet.FactorOpinions, where, [], 1_000), cancel)).ToDictionary(r => (string)r[2]!);
        return
        [
            .. live.Model.Explain(state, asOf, live.Population, MostFactors, reach).Select(f =>
            {
                var opinion = opinions.GetValueOrDefault(f.Feature);
                return new FactorView(f.Feature, f.Sentence, Math.Round(f.Contribution, 2), GroupOf(f), opinion is null ? null : (long)opinion[4]! == 1, (string?)opinion?[7]);
            }),
        ];
    }

    private static string GroupOf(RiskFactor factor) => FeatureSchema.GroupOf(FeatureSchema.All.First(f => f.Name == factor.Feature)) switch
    {
        FactorGroup.Proven => "proven",
        FactorGroup.Unproven => "unproven",
        _ => "post",
    };

    private async Task<AlertRef?> AlertAsync(Viewer viewer, string number, CancellationToken cancel)
    {
        string[] patterns = [.. judgements.Capture(time.GetUtcNow()).Policy.Patterns.OfType<ModelPattern>().Select(p => p.Code)];
        if (patterns.Length == 0) return null;
        Condition[] where =
        [
            .. access.Alerts(viewer), new("cadre", Comparison.Equal, number), new("pattern", Comparison.In, patterns), new("state", Comparison.In, AlertReader.Standing),
        ];
        return await journal.Tables.QueryAsync(new(ReadTableSet.Alerts, where, [], 1), cancel) is [var row]
            ? new((string)row.In(ReadTableSet.Alerts, "id")!, (long)row.In(ReadTableSet.Alerts, "version")!, (long)row.In(ReadTableSet.Alerts, "acknowledged")! != 0)
            : null;
    }
}
