using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Measures;

/// <summary>A paper as it reads, for the page.</summary>
/// <param name="Number">文号; with a gap where none is taken yet.</param>
/// <param name="Secrecy">秘密★5年; empty for what is not classified.</param>
/// <param name="Copy">份号：01; empty for what is not classified.</param>
/// <param name="Body">Its paragraphs.</param>
/// <param name="Issued">False for a preview of what would be issued today.</param>
/// <param name="Warnings">What to look at before it is issued.</param>
public sealed record LetterView(
    string Title, string? Number, string Secrecy, string Copy, string Salutation, IReadOnlyList<string> Body, string Issuer, string Date, string CopyTo, bool Issued,
    IReadOnlyList<string> Warnings);

/// <summary>Letters before they are issued, and the explanation sheet for the person.</summary>
internal sealed class MeasurePapers(
    IGrainRuntime runtime, MeasureRows rows, MeasureWording wording, LetterDesk desk, LetterHead head, IJudgementSource judgements, TimeProvider time)
{
    /// <summary>The letter as it was issued, or as it would be today; null for a measure without one, or that the viewer does not see.</summary>
    public async Task<LetterView?> PreviewAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await OpenAsync(viewer, id, cancel) is not var (row, state) || LetterWords.PaperOf(state.Kind) is not { } kind || state.Mode == MeasureMode.Talk) return null;
        var (judgement, issued) = (judgements.Capture(time.GetUtcNow()), state.Stage > MeasureStage.Approved && state.Papers.Count > 0);
        var on = issued ? state.IssuedOn!.Value : judgement.DayOf(time.GetUtcNow());
        var number = issued ? state.Papers[^1].Number : $"{head.Series}〔{on.Year}〕　号";
        var data = await desk.DataAsync(state, head, new(MeasureMode.Letter, on, state.Content.CopyTo ?? []), number, cancel);
        return View(new LetterWriter(judgement).Write(kind, data), issued, issued ? [] : await WarningsAsync(viewer, row, state, data.Matter, cancel));
    }

    /// <summary>Which facts and which article led to the measure; null before it was issued, for a follow-up, or where the viewer does not see it.</summary>
    public async Task<LetterView?> ExplanationAsync(Viewer viewer, string id, CancellationToken cancel) =>
        await ExplainAsync(viewer, id, cancel) is { } content ? View(content, issued: true, []) : null;

    /// <summary>The same as a file; without bytes where the office's template cannot be used.</summary>
    public async Task<(bool Found, byte[]? File)> ExplanationFileAsync(Viewer viewer, string id, CancellationToken cancel) =>
        await ExplainAsync(viewer, id, cancel) is { } content ? (true, desk.Rendered(PaperKind.Explanation, content)) : (false, null);

    private async Task<LetterContent?> ExplainAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await OpenAsync(viewer, id, cancel) is not (_, { Round: > 0 } state)) return null;
        var judgement = judgements.Capture(time.GetUtcNow());
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(state.Cadre), cancel);
        var data = await desk.DataAsync(state, head, new(MeasureMode.Letter, judgement.DayOf(time.GetUtcNow()), []), null, cancel);
        return new LetterWriter(judgement).Write(PaperKind.Explanation, data with { Facts = ExplanationFacts.Of(state, cadre, judgement) });
    }

    private async Task<(MeasureRow Row, MeasureState State)?> OpenAsync(Viewer viewer, string id, CancellationToken cancel) =>
        await rows.FindAsync(viewer, id, cancel) is { } row ? (row, await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(row.Id), cancel)) : null;

    private async Task<IReadOnlyList<string>> WarningsAsync(Viewer viewer, MeasureRow row, MeasureState state, string matter, CancellationToken cancel)
    {
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(state.Cadre), cancel);
        return await wording.RepeatedAsync(viewer, row.Case, cadre, matter, state.Content.Basis, cancel) is { } warning ? [warning] : [];
    }

    private static LetterView View(LetterContent content, bool issued, IReadOnlyList<string> warnings)
    {
        return new(
            Field("title"), Field("number") is { Length: > 0 } number ? number : null, Field("secrecy"), Field("copy"), Field("salutation"), Field("body").Split('\n'), Field("issuer"),
            Field("date"), Field("copyTo"), issued, warnings);

        string Field(string tag) => content.Fields.GetValueOrDefault(tag) ?? "";
    }
}
