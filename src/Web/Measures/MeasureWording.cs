using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Measures;

/// <summary>Finds words in a matter that were taken over from what it rests on: they would tell the person who wrote.</summary>
internal sealed class MeasureWording(SignalReader signals, IJudgementSource judgements, TimeProvider time)
{
    private const int MostSignals = 100;

    /// <summary>The warning, or null where nothing is repeated or the policy does not ask for it.</summary>
    public async Task<string?> RepeatedAsync(Viewer viewer, CaseFacts facts, CadreState cadre, string matter, IReadOnlyList<BasisItem> basis, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        if (MeasureRules.Of(judgement, judgement.DayOf(time.GetUtcNow()), facts.Authority).Find("measure.repetition") is not { } most) return null;
        var repeated = Repetition.Longest(matter, await TextsAsync(viewer, cadre, basis, cancel));
        return repeated.Length > most.Value
            ? $"事项与举报内容连续重合 {repeated.Length} 字（“{matter[repeated.Start..repeated.End]}”），请改写，以免暴露反映来源。"
            : null;
    }

    /// <summary>The texts of the signals behind a basis, as far as the viewer opens them.</summary>
    private async Task<IReadOnlyList<string>> TextsAsync(Viewer viewer, CadreState cadre, IReadOnlyList<BasisItem> basis, CancellationToken cancel)
    {
        var texts = new List<string>();
        foreach (var key in BasisSignals.Of(basis, cadre).Take(MostSignals))
            if ((await signals.FindAsync(viewer, SignalHandle.Of(cadre.Number, key.ToString()), cancel))?.Text is { } text) texts.Add(text);
        return texts;
    }
}
