using System.Security.Claims;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Measures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Meetings;

/// <summary>
/// A conclusion drafts the measure that it recommends: on the open alerts of the frozen material, by whoever may draft under the measure's own rules, with the
/// warnings that every draft gets.
/// </summary>
internal sealed class MeetingMeasures(IGrainRuntime runtime, IViewerAccess access, MeasureDrafts drafts)
{
    public async Task<Results<Ok<MeetingDone>, ProblemHttpResult>> DraftAsync(ClaimsPrincipal user, MeetingState meeting, MeetingActRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (!meeting.Leads(viewer.Account) || request.Item is null || meeting.Find(request.Item)?.Cadre is not { } cadre
            || !meeting.Concluded.TryGetValue(request.Item, out var conclusion)) return MeetingActs.NoSuchMeeting();
        if (conclusion.Measure is not { } kind) return Hosting.Problems.Of(new Grains.Contracts.Refusal("measureMissing", "该结论不建议采取措施。"));
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(cadre), cancel);
        var shown = MeetingView.Prepared(meeting, viewer.Account, request.Item).Pieces.ToHashSet(StringComparer.Ordinal);
        var alerts = state.Alerts.Where(a => a.IsOpen && a.Finding.Model is null && shown.Contains($"alert.{a.Id}")).Select(a => a.Id.ToString()).ToList();
        var answer = await drafts.DraftAsync(user, new(kind, cadre, alerts, [], request.Text, request.Codes), cancel);
        return answer.Result switch
        {
            Ok<DraftedView> { Value: { } draft } => TypedResults.Ok(new MeetingDone(meeting.Id, draft.Version, null, draft.Id, draft.Warnings)),
            ProblemHttpResult problem => problem,
            _ => MeetingActs.NoSuchMeeting(),
        };
    }
}
