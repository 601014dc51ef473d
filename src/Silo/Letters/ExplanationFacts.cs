using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Silo.Letters;

/// <summary>What a measure rested on, in the words of the explanation sheet: topic, standing and, where no person's word is behind it, the day.</summary>
public static class ExplanationFacts
{
    /// <summary>The source of the policy's kinds whose day would point at who wrote.</summary>
    private const string FromPersons = "complaint";

    /// <summary>Oldest first, equal ones once. What was cleared or withdrawn carries nothing and is left out, as is what is more secret than the measure itself.</summary>
    public static IReadOnlyList<LetterFact> Of(MeasureState measure, CadreState cadre, Judgement judgement) =>
    [
        .. BasisSignals.Of(measure.Content.Basis, cadre).Select(cadre.Signals.Find).OfType<Signal>().Where(signal => signal.IsEffective && signal.Secrecy <= measure.Content.Secrecy)
            .OrderBy(signal => signal.OccurredOn).ThenBy(signal => signal.Key.ToString(), StringComparer.Ordinal).Select(signal => Fact(signal, judgement)).Distinct(),
    ];

    private static LetterFact Fact(Signal signal, Judgement judgement)
    {
        var (kind, verified) = (judgement.Policy.Kind(signal.Kind), signal.Status == SignalStatus.Substantiated);
        var told = kind?.Source == FromPersons;
        var about = signal.Category is { } category ? $"{category}方面的{(verified ? "问题" : "情况")}" : "有关情况";
        return new(told ? null : signal.OccurredOn, told ? about : $"{kind?.Name ?? "监督"}中{about}", verified);
    }
}
