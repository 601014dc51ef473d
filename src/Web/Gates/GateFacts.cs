using System.Collections.Immutable;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Measures;

namespace CadreWatch.Web.Gates;

/// <summary>
/// What one viewer may put before the gate: recorded measures and sanctions, filed investigations, the measures that run here, and the judgements of meetings.
/// Results of assessments and the checklist are not recorded anywhere yet; the gate says of them that a person has to look.
/// </summary>
internal sealed class GateFacts(IGrainRuntime runtime, IViewerAccess access, MeasureRows rows)
{
    private const string RecordedMeasure = "measure";

    public async Task<ImmutableArray<CadreFact>> OfAsync(Viewer viewer, CaseFacts cadre, Judgement judgement, CancellationToken cancel)
    {
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre.Cadre), cancel);
        var facts = new List<CadreFact>();
        foreach (var signal in state.Signals.NewestFirst().Where(s => access.SeesSignal(viewer, cadre, s.Secrecy)))
            facts.AddRange(Of(signal, judgement));
        foreach (var measure in await rows.OfCadreAsync(viewer, cadre, cancel))
            facts.AddRange(MeasureInfluence.Facts(await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(measure.Id), cancel), judgement.Zone));
        var seen = facts.Select(f => f.Id).ToHashSet();
        return [.. facts, .. state.Judgements.Where(j => seen.Contains(j.Measure))];
    }

    private static IEnumerable<CadreFact> Of(Signal signal, Judgement judgement)
    {
        var (id, known) = (FactId.Parse(signal.Key.ToString()), judgement.DayOf(signal.KnownOn));
        if (signal.Status is SignalStatus.Withdrawn or SignalStatus.Cleared || signal.Category is not { } category) yield break;
        if (IsFiled(signal.Kind, category, judgement.Policy))
        {
            yield return new InvestigationFiled(id, known, signal.OccurredFrom, signal.Agency ?? "");
            if (signal.Status == SignalStatus.Unsubstantiated) yield return new InvestigationClosed(FactId.Parse($"{id}.closed"), known, id, known);
        }

        // A measure that ran here speaks for itself; the signal of its end would count it twice.
        if (signal.Kind != RecordedMeasure || signal.Source == MeasureDebts.SignalSource || signal.Status == SignalStatus.Unsubstantiated) yield break;
        if (InfluencePolicy.Shipped.Measures.FirstOrDefault(m => m.Code == category || m.Name == category) is { } rule)
            yield return new MeasureTaken(id, known, rule.Code, signal.OccurredFrom);
    }

    private static bool IsFiled(string kind, string category, Policy policy) =>
        policy.Patterns.OfType<FindingPattern>().Any(p => p.FiledKinds.Contains(kind) && p.FiledCategories.Contains(category));
}
