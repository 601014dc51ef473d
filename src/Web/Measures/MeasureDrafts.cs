using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Measures.Steps;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Measures;

/// <summary>Drafts of measures: the basis is looked up, never taken from the request, and running measures that a draft repeats are named.</summary>
internal sealed class MeasureDrafts(
    IGrainRuntime runtime, IViewerAccess access, MeasureRows rows, MeasureBasis bases, MeasureWording wording, TimeProvider time)
{
    private const int MostItems = 100;
    private const int LongestMatter = 4_000;

    public Refusal BasisUnknown { get; } = new("basisUnknown", "所选依据不存在、已失效，或者不属于该干部，请重新选定。", "basis");

    public async Task<Results<Ok<DraftedView>, ProblemHttpResult>> DraftAsync(ClaimsPrincipal user, DraftRequest draft, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (await rows.CadreAsync(viewer, draft.Cadre ?? "", cancel) is not { } person) return Problems.NotFound("这名干部");
        if (viewer.Phone) return Problems.Of(MeasureActs.NotOnPhone);
        if (Fault(draft) is { } fault) return Problems.Of(fault);
        var (cadre, now) = (person.Facts(), time.GetUtcNow());
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre.Cadre), cancel);
        if (bases.Named(viewer, cadre, state, draft) is not { } basis) return Problems.Of(BasisUnknown);
        var content = Content(draft, cadre, viewer.Account, basis);
        if (!MeasureRows.Sees(viewer, cadre, content.Secrecy)) return Problems.Of(new Refusal("secrecyTooHigh", "密级超出您的权限，请由有相应权限的人员起草。", "secrecy"));
        var kind = MeasureActTable.Word<MeasureKind>(draft.Kind)!.Value;
        var (id, actors) = (MeasureId.Of(Guid.NewGuid()), MeasureActors.Of(viewer, cadre, content.Secrecy));
        var actor = actors.FirstOrDefault(a => a.Roles.Contains(MeasureRanks.Supervisor)) ?? actors[0];
        var command = new DraftMeasure(Guid.CreateVersion7(now), now, actor, kind, cadre.Cadre, content, MeasureActTable.Sealed(draft.Matter));
        var warnings = await WarningsAsync(viewer, cadre, state, new(id.ToString(), cadre.Cadre, kind, MeasureStage.Draft, content.Codes, [.. basis.Select(b => b.Id)]), draft.Matter ?? "", basis, cancel);
        return await runtime.AskAsync(MeasureGrain.IdOf(id), command, CancellationToken.None) switch
        {
            MeasureReply reply => TypedResults.Ok(new DraftedView(id.ToString(), reply.Version, reply.Stage, warnings)),
            Refusal refusal => Problems.Of(refusal),
            var other => throw new InvalidOperationException($"A draft was answered with {other.GetType().Name}."),
        };
    }

    /// <summary>The command, or the <see cref="Refusal"/> that says what is wrong with it. What the request leaves out stays as it was.</summary>
    public async Task<object> ReviseAsync(Viewer viewer, MeasureRow row, MeasureState state, MeasureAct act, ActRequest request, CancellationToken cancel)
    {
        var draft = request.Draft ?? new DraftRequest(null, null, null, null, null, null);
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(state.Cadre), cancel);
        var kept = draft is { Alerts: null, Signals: null };
        if (Fault(draft with { Kind = state.Kind.Code() }) is { } fault) return fault;
        if ((kept ? act.Basis : bases.Named(viewer, row.Case, cadre, draft)) is not { } basis) return BasisUnknown;
        var old = state.Content;
        var content = Content(Kept(draft, old), row.Case, old.Handler, basis);
        content = content with { Secrecy = content.Secrecy > old.Secrecy ? content.Secrecy : old.Secrecy, SecrecyYears = draft.SecrecyYears ?? old.SecrecyYears, Origin = old.Origin };
        return new ReviseMeasure(act.Id, act.At, act.Actor, content, MeasureActTable.Sealed(draft.Matter)) { Seen = request.Version };
    }

    private static DraftRequest Kept(DraftRequest draft, MeasureContent old) => draft with
    {
        Codes = draft.Codes ?? old.Codes,
        Urgent = draft.Urgent ?? old.Urgent,
        IsPrincipal = draft.IsPrincipal ?? old.IsPrincipal,
        CoManaged = draft.CoManaged ?? old.CoManaged,
        NextLower = draft.NextLower ?? old.NextLower,
        CopyTo = draft.CopyTo ?? old.CopyTo,
        Score = draft.Score ?? old.Score,
        Place = draft.Place ?? old.Place,
        PlaceOf = draft.PlaceOf ?? old.PlaceOf,
    };

    private static Refusal? Fault(DraftRequest draft)
    {
        if (MeasureActTable.Word<MeasureKind>(draft.Kind) is not { } kind || kind.IsFollowUp()) return new("kindMissing", "请选择措施种类。", "kind");
        if ((draft.Alerts?.Count ?? 0) + (draft.Signals?.Count ?? 0) > MostItems || draft.Codes?.Count > MostItems || draft.CopyTo?.Count > MostItems)
            return new("tooMany", $"依据、事项和抄送单位各不超过 {MostItems} 项。", "basis");
        if (draft.Matter?.Length > LongestMatter || draft.Matter?.Contains('\0', StringComparison.Ordinal) == true) return new("tooLong", $"事项最多 {LongestMatter} 字。", "matter");
        return draft.Secrecy is not null && MeasureActTable.Word<Secrecy>(draft.Secrecy) is null ? new("secrecyUnknown", "密级不正确。", "secrecy") : null;
    }

    private static MeasureContent Content(DraftRequest draft, CaseFacts cadre, string handler, IReadOnlyList<BasisItem> basis)
    {
        var asked = MeasureActTable.Word<Secrecy>(draft.Secrecy) ?? Secrecy.Internal;
        var highest = basis.Select(b => b.Secrecy).Append(asked).Max();
        return new(
            cadre.Authority, handler, cadre.Unit, basis, draft.Codes ?? [], cadre.Authority, highest, highest == Secrecy.Internal ? null : draft.SecrecyYears, draft.Urgent ?? false,
            draft.IsPrincipal ?? false, draft.CoManaged ?? false, draft.NextLower ?? false, draft.CopyTo, null, draft.Score, draft.Place, draft.PlaceOf);
    }

    private async Task<IReadOnlyList<string>> WarningsAsync(
        Viewer viewer, CaseFacts cadre, CadreState state, MeasureSummary mine, string matter, IReadOnlyList<BasisItem> basis, CancellationToken cancel)
    {
        var running = (await rows.OfCadreAsync(viewer, cadre, cancel)).Select(r => r.Body)
            .Select(b => new MeasureSummary(b.Id, b.Cadre, b.Kind, b.Stage, b.Content.Codes, [.. b.Content.Basis.Select(i => i.Id)]));
        var warnings = MeasureRepeat.Find(running, mine).Select(w => w.Words).ToList();
        if (await wording.RepeatedAsync(viewer, cadre, state, matter, basis, cancel) is { } repeated) warnings.Add(repeated);
        return warnings;
    }
}

/// <param name="Warnings">Running measures that it repeats, and words that it takes over from a complaint; nothing is refused for them.</param>
public sealed record DraftedView(string Id, int Version, MeasureStage Stage, IReadOnlyList<string> Warnings);
