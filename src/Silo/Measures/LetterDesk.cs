using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Grains.Numbers;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures;

/// <summary>Who issues: the same for all letters of an office.</summary>
/// <param name="Series">机关代字, the number series.</param>
/// <param name="Issuer">发文机关.</param>
/// <param name="Office">Where replies go.</param>
public sealed record LetterHead(string Series, string Issuer, string Office);

/// <summary>What is asked of the desk beside what the measure knows.</summary>
/// <param name="On">成文日期.</param>
/// <param name="CopyTo">Names of 抄送.</param>
/// <param name="Copies">份数, from 1.</param>
/// <param name="Basis">The basis as the cadre's grain has it now; null keeps what is known.</param>
/// <param name="Seen">The version the person looked at.</param>
public sealed record IssueOrder(
    MeasureMode Mode, DateOnly On, IReadOnlyList<string> CopyTo, int Copies = 1, IReadOnlyList<BasisItem>? Basis = null, int? Seen = null);

/// <summary>
/// Issues measures: asks first whether the measure can be issued, then takes the number, writes the letter and puts it to the grain. The number belongs to the
/// paper: tried again after a crash it is the same one.
/// </summary>
public sealed class LetterDesk(IGrainRuntime runtime, IJournal journal, IJudgementSource judgements, LetterTemplates templates, TimeProvider time)
{
    /// <returns>A <see cref="MeasureReply"/>, or the <see cref="Refusal"/> that says what is missing.</returns>
    public async Task<object> IssueAsync(MeasureId measure, MeasureActor actor, LetterHead head, IssueOrder order, CancellationToken cancel)
    {
        var (now, grain) = (time.GetUtcNow(), MeasureGrain.IdOf(measure));
        var judgement = judgements.Capture(now);
        var state = await runtime.StateAsync<MeasureState>(grain, cancel).ConfigureAwait(false);
        if (MeasureActions.For(state, actor, judgement, now).FirstOrDefault(action => action.Code == "issue") is not { Possible: true } issue)
            return new Refusal("wrongStage", $"此件现为“{state.Stage.Word()}”，不能签发。");
        var command = new IssueMeasure(Guid.CreateVersion7(now), now, actor, order.Mode, order.On, [], null, order.Basis) { Seen = order.Seen };
        if (order.Mode == MeasureMode.Talk || LetterWords.PaperOf(state.Kind) is not { } kind)
            return await runtime.AskAsync(grain, command, cancel).ConfigureAwait(false);
        if (MeasureDecider.Decide(state, command with { Papers = [Trial(kind)] }, judgement).Reply is Refusal refused)
            return refused;
        var document = $"{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}.{state.Round + 1}";
        var number = await AllocateAsync(measure, document, head, order.On, actor.Account, cancel).ConfigureAwait(false);
        if (number is not NumberReply { Number: var taken })
            return number;
        var data = await DataAsync(state, head, order, taken.ToString(), cancel).ConfigureAwait(false);
        var content = new LetterWriter(judgement).Write(kind, data);
        if (Rendered(kind, content) is not { } file)
            return TemplateUnusable;
        var paper = new IssuedPaper(kind, document, taken.ToString(), taken.Code, content.Hash, Convert.ToHexStringLower(SHA256.HashData(file)), order.Copies);
        var text = SealedText.Of(Convert.ToBase64String(file), RandomNumberGenerator.GetBytes(16));
        return await runtime.AskAsync(grain, command with { Papers = [paper], File = text }, cancel).ConfigureAwait(false);
    }

    /// <summary>What <see cref="Rendered"/> without a file means.</summary>
    public static Refusal TemplateUnusable { get; } = new("templateUnusable", "本单位的文书模板不能使用，请检查模板文件后重试。");

    /// <summary>The file; null where the office's template is broken or held by another program.</summary>
    public byte[]? Rendered(PaperKind kind, LetterContent content)
    {
        try
        {
            return LetterRenderer.Render(templates.Of(kind), content.Fields);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True where the paper would say something else if it were issued now: the measure has changed since.</summary>
    public async Task<bool> DiffersAsync(MeasureState state, IssuedPaper paper, LetterHead head, IssueOrder order, CancellationToken cancel)
    {
        var data = await DataAsync(state, head, order, paper.Number, cancel).ConfigureAwait(false);
        return new LetterWriter(judgements.Capture(time.GetUtcNow())).Write(paper.Kind, data).DiffersFrom(paper);
    }

    /// <summary>What a paper is written from, with names and matter as the read tables have them.</summary>
    public async Task<LetterData> DataAsync(MeasureState state, LetterHead head, IssueOrder order, string? number, CancellationToken cancel)
    {
        var cadre = await journal.Tables.FindAsync(ReadTableSet.Cadres, [state.Cadre], cancel).ConfigureAwait(false);
        var texts = await journal.Tables.QueryAsync(
            new(
                ReadTableSet.MeasureTexts, [new("measure", Comparison.Equal, state.Id.ToString()), new("field", Comparison.Equal, "matter")], [("version", true)], 1),
            cancel).ConfigureAwait(false);
        return new(state, (string?)cadre?[1] ?? state.Cadre, (string?)cadre?[4] ?? state.Content.Unit, (string?)cadre?[5], head.Issuer, head.Office, order.On)
        {
            Number = number,
            Matter = texts.Count == 0 ? "" : (string)texts[0][4]!,
            CopyTo = order.CopyTo,
        };
    }

    private Task<object> AllocateAsync(MeasureId measure, string document, LetterHead head, DateOnly on, string by, CancellationToken cancel)
    {
        var name = $"{measure}/{document}";
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"number\n{head.Series}\n{on.Year}\n{name}")).AsSpan(0, 16));
        return AskAsync();

        // The id in the journal already means that the number is taken: asked under a new id, the grain tells which one.
        async Task<object> AskAsync() =>
            await runtime.AskAsync(NumberSeries.IdOf(head.Series, on.Year), new AllocateNumber(id, time.GetUtcNow(), by, name), cancel).ConfigureAwait(false) is var reply
            && reply is AlreadyDone
                ? await runtime.AskAsync(
                    NumberSeries.IdOf(head.Series, on.Year), new AllocateNumber(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), by, name), cancel).ConfigureAwait(false)
                : reply;
    }

    /// <summary>Stands for the paper while the decider is asked whether it would be issued, before a number is taken.</summary>
    private static IssuedPaper Trial(PaperKind kind) => new(kind, "trial", "trial", null, "", "");
}
