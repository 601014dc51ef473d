using System.Security.Claims;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.JointReviews.Tables;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews;

/// <summary>What a unit does with its own column. That the account may answer now is asked at each act, and by the sheet again.</summary>
internal sealed class OpinionActs(
    IGrainRuntime runtime, RoundFinder finder, OpinionContents contents, OpinionTables tables, OpinionFiles files, IJudgementSource judgements, TimeProvider time)
{
    internal const int LongestText = 2_000;
    private const int MostEntries = 2_000;
    private const int MostFacts = 20;

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> EnterAsync(ClaimsPrincipal user, string id, string unit, OpinionsRequest request, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var given = request.Entries ?? [];
        if (given.Count is 0 or > MostEntries) return ReviewActs.Bad("entriesMissing", $"请填报 1 至 {MostEntries} 人的意见。", "entries");
        var (entries, brought) = (new List<OpinionEntry>(given.Count), new GivenFiles(await runtime.StateAsync<SheetState>(SheetGrain.IdOf(id, unit), cancel)));
        foreach (var one in given)
        {
            var written = Written(one, brought, out var fault);
            if (written is null) return fault!;
            entries.Add(contents.Entry(written, one.Secrecy, one.Seen));
        }

        return await AskAsync(round, unit, entries.Select(e => e.Cadre), (command, at, by) => new EnterOpinions(command, at, by, entries, Recused(round)), brought);
    }

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> ConfirmAsync(ClaimsPrincipal user, string id, string unit, PendingsRequest request, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var cells = Cells(request);
        return cells.Count == 0
            ? ReviewActs.Bad("nothingToConfirm", "请选择待确认的意见。", "cells")
            : await AskAsync(round, unit, cells.Select(c => c.Cadre), (command, at, by) => new ConfirmOpinions(command, at, by, cells, Recused(round)));
    }

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> ReturnAsync(ClaimsPrincipal user, string id, string unit, PendingsRequest request, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var cells = Cells(request);
        if (cells.Count == 0) return ReviewActs.Bad("nothingToConfirm", "请选择待确认的意见。", "cells");
        return Reason(request.Reason, out var reason) ?? await AskAsync(round, unit, cells.Select(c => c.Cadre), (command, at, by) => new ReturnOpinions(command, at, by, cells, reason!));
    }

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> RecuseAsync(ClaimsPrincipal user, string id, string unit, RecusalRequest request, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var cadres = request.Cadres ?? [];
        if (cadres.Count == 0) return ReviewActs.Bad("cadresMissing", "请选择干部。", "cadres");
        if (request.End) return await AskAsync(round, unit, cadres, (command, at, by) => new EndRecusal(command, at, by, cadres));
        return Reason(request.Reason, out var reason) ?? await AskAsync(round, unit, cadres, (command, at, by) => new DeclareRecusal(command, at, by, cadres, reason!));
    }

    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> AskExtensionAsync(ClaimsPrincipal user, string id, string unit, ExtensionRequest request, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var cadres = request.Cadres ?? [];
        if (cadres.Count == 0) return ReviewActs.Bad("cadresMissing", "请选择干部。", "cadres");
        if (request.Until is not { } until) return ReviewActs.Bad("untilMissing", "请选择延期到哪一天。", "until");
        return Reason(request.Reason, out var reason) ?? await AskAsync(round, unit, cadres, (command, at, by) => new AskExtension(command, at, by, cadres, until, reason!));
    }

    /// <summary>A table that came back: taken whole, or refused with its faults by cell.</summary>
    public async Task<Results<Ok<SheetReply>, ProblemHttpResult>> ImportAsync(ClaimsPrincipal user, string id, string unit, byte[] file, CancellationToken cancel)
    {
        if (await OwnAsync(user, id, unit, cancel) is not { } round) return ReviewActs.NoSuchRound();
        var reading = tables.Read(file, await TableAsync(round, cancel), judgements.Capture(time.GetUtcNow()).DayOf(time.GetUtcNow()));
        if (reading.Errors.Count > 0)
        {
            return Problems.Of(
                StatusCodes.Status422UnprocessableEntity, "tableFaults", $"表中有 {reading.Errors.Count} 处错误，没有导入任何意见。", "file",
                ("errors", reading.Errors.Select(e => new ReviewCellError(e.Cell, e.Message)).ToList()));
        }

        return reading.Entries.Count == 0
            ? ReviewActs.Bad("entriesMissing", "表中没有填报意见。", "file")
            : await AskAsync(round, unit, reading.Entries.Select(e => e.Cadre), (command, at, by) => new EnterOpinions(command, at, by, reading.Entries, Recused(round)));
    }

    /// <summary>The table of the viewer's own unit; people from whom the viewer is recused are not in it.</summary>
    public async Task<OpinionTable> TableAsync(SeenRound round, CancellationToken cancel)
    {
        var (people, unit) = (await finder.PeopleAsync(round, cancel), round.Unit!);
        return new(round.State.Id, unit.Unit, unit.Letter!, unit.DueOn!.Value, [.. people.Select(p => new TablePerson(p.Case.Number, p.View.Name))]);
    }

    /// <summary>The round, where the viewer answers for the unit in it.</summary>
    public async Task<SeenRound?> OwnAsync(ClaimsPrincipal user, string id, string unit, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { Unit: { } own } round && own.Unit.Id == unit ? round : null;

    private async Task<Results<Ok<SheetReply>, ProblemHttpResult>> AskAsync(
        SeenRound round, string unit, IEnumerable<string> cadres, Func<Guid, DateTimeOffset, string, SheetCommand> command, GivenFiles? brought = null)
    {
        // In the words for somebody who is not listed: that a relative is listed is not to be learned here.
        if (cadres.Any(round.Viewer.Recused.Contains)) return Problems.Of(new Refusal("unknownCadre", "名单中没有该干部，请核对编号。", "cadre"));
        var at = time.GetUtcNow();
        var put = command(Guid.CreateVersion7(at), at, round.Viewer.Account);
        if (brought is { New.Count: > 0 })
        {
            // Decided on trial before anything is kept: a refusal leaves no file behind.
            if (SheetDecider.Decide(brought.Sheet, put, judgements.Capture(at)).Reply is Refusal refused) return ReviewActs.Refused(refused);
            if (await files.KeepAsync(brought.New, CancellationToken.None) is { } fault) return fault;
        }

        return ReviewActs.Answer<SheetReply>(await runtime.AskAsync(SheetGrain.IdOf(round.State.Id, unit), put, CancellationToken.None));
    }

    private static string[] Recused(SeenRound round) => [.. round.Viewer.Recused];

    private static List<PendingCell> Cells(PendingsRequest request) => [.. (request.Cells ?? []).Select(c => new PendingCell(c.Cadre ?? "", c.Revision))];

    private static ProblemHttpResult? Reason(string? text, out SealedText? sealedText)
    {
        var reason = text?.Trim();
        sealedText = string.IsNullOrEmpty(reason) || IsFaulty(reason) ? null : OpinionContents.Sealed(reason);
        return sealedText is null ? ReviewActs.Bad("reasonMissing", $"请写明理由，最多 {LongestText} 字。", "reason") : null;
    }

    private static WrittenOpinion? Written(OpinionRequest one, GivenFiles brought, out ProblemHttpResult? fault)
    {
        fault = null;
        var facts = new List<WrittenFact>();
        if (one.Cadre is not { Length: > 0 } cadre) fault = ReviewActs.Bad("cadreMissing", "请写明干部编号。", "cadre");
        else if (one.Answer is not { } answer) fault = ReviewActs.Bad("answerMissing", "请选择意见。", "answer");
        else if (one.Facts?.Count > MostFacts) fault = ReviewActs.Bad("tooManyFacts", $"一人最多填报 {MostFacts} 项事实。", "facts");
        else
        {
            foreach (var fact in one.Facts ?? [])
                if ((fault = Fact(cadre, fact, brought, facts)) is not null) return null;
            return new(cadre, answer, facts, one.ExpectedOn);
        }

        return null;
    }

    private static ProblemHttpResult? Fact(string cadre, FactRequest fact, GivenFiles brought, List<WrittenFact> facts)
    {
        if (fact.Class is not { } kind) return ReviewActs.Bad("classMissing", "请选择负面信息类别。", "class");
        if (fact.From is not { } from) return ReviewActs.Bad("fromMissing", "请填写发生日期。", "from");
        if (fact.Status is not { } status) return ReviewActs.Bad("statusMissing", "请选择核实情况。", "status");
        if (fact.Responsibility is not { } responsibility) return ReviewActs.Bad("responsibilityMissing", "请选择责任。", "responsibility");
        var (text, basis) = (fact.Text?.Trim().Normalize() ?? "", fact.Basis?.Trim().Normalize() ?? "");
        if (text.Length == 0 || IsFaulty(text)) return ReviewActs.Bad("textMissing", $"请填写事实，最多 {LongestText} 字。", "text");
        if (basis.Length == 0 || IsFaulty(basis)) return ReviewActs.Bad("basisMissing", $"请填写依据，最多 {LongestText} 字。", "basis");
        var attached = brought.Take(cadre, fact.Attachments);
        if (attached is Refusal refused) return ReviewActs.Refused(refused);
        facts.Add(new(kind, from, fact.To ?? from, status, responsibility, text, basis, (IReadOnlyList<WrittenAttachment>?)attached));
        return null;
    }

    internal static bool IsFaulty(string text) => text.Length > LongestText || text.Contains('\0', StringComparison.Ordinal);
}
