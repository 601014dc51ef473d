using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Silo.Attachments;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Measures;

/// <summary>Scans of signed originals. They are seen by whoever sees the measure that they hang on, and by nobody else.</summary>
internal sealed class MeasureScans(IGrainRuntime runtime, IViewerAccess access, MeasureRows rows, AttachmentStore store, IJudgementSource judgements, TimeProvider time)
{
    private const int MostPages = 999;

    /// <summary>Asks the grain first, then keeps the file, then attaches it: a refusal leaves nothing behind, unless somebody changed the measure in that moment.</summary>
    public async Task<Results<Ok<MeasureReply>, ProblemHttpResult>> AttachAsync(ClaimsPrincipal user, string id, ScanQuery query, HttpRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (await rows.FindAsync(viewer, id, cancel) is not { } row) return MeasureActs.NoSuchMeasure();
        if (viewer.Phone) return Problems.Of(MeasureActs.NotOnPhone);
        if (MeasureActTable.Word<PaperKind>(query.Paper) is not { } kind) return Problems.Of(new Refusal("paperMissing", "请选择扫描件的种类。", "paper"));
        if (query.Pages is not (>= 1 and <= MostPages)) return Problems.Of(new Refusal("pagesOutOfRange", $"页数应为 1 至 {MostPages}。", "pages"));
        var (now, grain) = (time.GetUtcNow(), MeasureGrain.IdOf(row.Id));
        var state = await runtime.StateAsync<MeasureState>(grain, cancel);
        if (ActorFor(viewer, row, state, judgements.Capture(now), now, out var refused) is not { } actor) return Problems.Of(refused!);
        if (query.Version is { } seen && seen != state.Version) return Problems.Of(StatusCodes.Status409Conflict, "changedMeanwhile", "此件已有新的变动，请刷新后再办理。");
        using var body = await RequestBody.ReadAsync(request, cancel);
        if (body is null) return RequestBody.TooLarge();
        object kept;
        try
        {
            kept = await store.PutAsync(body.Bytes, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "storeUnavailable", "扫描件未能保存，请稍后重试；仍不成功的，请告知管理员。");
        }

        if (kept is Refusal file) return Problems.Of(file);
        var attach = new AttachScan(Guid.CreateVersion7(now), now, actor, kind, ((Attachment)kept).Hash, query.Pages.Value) { Seen = query.Version };
        return MeasureActs.Answer(await runtime.AskAsync(grain, attach, CancellationToken.None));
    }

    /// <summary>The file, or null where the viewer sees no measure with such a scan.</summary>
    public async Task<(byte[] Bytes, string MediaType)?> FindAsync(Viewer viewer, string id, string hash, CancellationToken cancel) =>
        await rows.FindAsync(viewer, id, cancel) is { } row && row.Body.Scans.Any(scan => scan.Hash == hash) ? await store.FindAsync(hash, cancel) : null;

    private static MeasureActor? ActorFor(Viewer viewer, MeasureRow row, MeasureState state, Judgement judgement, DateTimeOffset now, out Refusal? refused)
    {
        refused = null;
        foreach (var actor in MeasureActors.Of(viewer, row.Case, row.Secrecy))
        {
            var attach = MeasureActions.For(state, actor, judgement, now).First(a => a.Code == "attach");
            if (attach.Possible) return actor;
            refused ??= new(attach.Rule!, attach.Why!);
        }

        return null;
    }
}

/// <param name="Paper">reminderLetter, inquiryNotice, admonitionLetter, assessmentLetter, talkRecord, reply, receipt or explanation.</param>
/// <param name="Pages">From 1.</param>
/// <param name="Version">The version the person looked at.</param>
internal sealed record ScanQuery(string? Paper, int? Pages, int? Version);
