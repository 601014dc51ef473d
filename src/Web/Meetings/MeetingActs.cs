using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.JointReviews.Meetings;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Meetings;

/// <summary>Acts on one meeting. Who is not of it, and an item that is not on the own agenda, get the words for what is not there.</summary>
internal sealed class MeetingActs(
    IGrainRuntime runtime, IViewerAccess access, MeetingStore store, MeetingAgenda agenda, MeetingInvitations invitations, MeetingMinutes minutes, MaterialBuilder material,
    MeetingMeasures measures, MeetingWatches watches, TimeProvider time)
{
    private const int LongestText = 4_000;

    private static readonly HashSet<string> Absent = ["unknownMeeting", "unknownItem", "unknownMatter", "unknownCommand"];

    public static ProblemHttpResult NoSuchMeeting() => Problems.NotFound("这次会议");

    public async Task<Results<Ok<MeetingDone>, ProblemHttpResult>> CallAsync(ClaimsPrincipal user, CallRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (viewer.Phone || !MeetingReader.MayCall(viewer)) return NoSuchMeeting();
        if (request.Year is < 2000 or > 2200 || request.Number is < 1 or > 999) return Problems.Of(new Refusal("numberMissing", "请填写年度和次数。", "number"));
        if (request.Convener == request.Recorder) return Problems.Of(new Refusal("recorderMissing", "主持人与记录人须为两人。", "recorder"));
        var round = await invitations.RoundAsync(request.Round, viewer.Account, cancel);
        if (request.Round is not null && round is null) return Problems.Of(new Refusal("roundUnknown", "没有找到该联审批次。", "round"));
        var participants = new List<Participant>();
        foreach (var one in Wanted(request, round?.Units.SelectMany(u => new[] { u.Unit.Liaison, u.Unit.Deputy }) ?? []))
        {
            var made = invitations.Of(one, round);
            if (made is Refusal refusal) return Problems.Of(refusal with { Message = $"{one.Account}：{refusal.Message}" });
            participants.Add((Participant)made);
        }

        var (now, id) = (time.GetUtcNow(), Guid.NewGuid().ToString("N"));
        return Answer(await runtime.AskAsync(MeetingGrain.IdOf(id), new CallMeeting(
            Guid.CreateVersion7(now), now, viewer.Account, request.Year, request.Number, request.Convener ?? "", request.Recorder ?? "", request.Presenters ?? [request.Convener ?? ""],
            participants, round?.Id), CancellationToken.None));
    }

    public async Task<Results<Ok<MeetingDone>, ProblemHttpResult>> ActAsync(ClaimsPrincipal user, string id, string action, MeetingActRequest request, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(user);
        if (viewer.Phone || await store.FindAsync(id, cancel) is not { } meeting) return NoSuchMeeting();
        var owes = action is "settleMatter" or "settleLate" or "noteAppointment" or "endWatch";
        if (!owes && !MeetingStore.IsOf(meeting, viewer.Account)) return NoSuchMeeting();
        if (request.Text is { } text && (text.Length > LongestText || text.Contains('\0', StringComparison.Ordinal)))
            return Problems.Of(new Refusal("tooLong", $"文字过长或者含有空字符，最多 {LongestText} 字。", "text"));
        if (action is "noteAppointment" or "endWatch" && !await watches.MayActAsync(viewer, meeting, request.Cadre, cancel)) return NoSuchMeeting();
        if (request.Item is { } item && !OwnAgenda(meeting, viewer.Account).Contains(item)) return NoSuchMeeting();
        var now = time.GetUtcNow();
        var act = new Act(Guid.CreateVersion7(now), now, viewer.Account);
        if (action == "draftMeasure") return await measures.DraftAsync(user, meeting, request, cancel);
        var command = await CommandAsync(viewer, meeting, action, act, request, cancel);
        if (command is not MeetingCommand put) return command is Refusal refusal ? Answer(refusal) : NoSuchMeeting();
        return Answer(await runtime.AskAsync(MeetingGrain.IdOf(meeting.Id), put, CancellationToken.None));
    }

    private async Task<object?> CommandAsync(Viewer viewer, MeetingState meeting, string action, Act a, MeetingActRequest r, CancellationToken cancel)
    {
        var leads = meeting.Leads(viewer.Account);
        switch (action)
        {
            case "invite" when leads:
                return await InviteAsync(meeting, a, r.Invite ?? new(r.Account), cancel);
            case "agenda" when leads:
                return await agenda.ItemsAsync(viewer, meeting, r.Items ?? [], cancel) switch { List<AgendaItem> items => new SetAgenda(a.Id, a.At, a.By, items), var refused => refused };
            case "freeze" when leads:
                return new FreezeMaterial(a.Id, a.At, a.By, await material.BuildAsync(meeting, cancel));
            case "draftMinutes" when leads:
                return meeting.Phase == MeetingPhase.Ended ? new DraftMinutes(a.Id, a.At, a.By, await minutes.HashAsync(meeting, cancel)) : new DraftMinutes(a.Id, a.At, a.By, "");
            case "confirm":
                return leads ? new ConfirmMinutes(a.Id, a.At, a.By, r.Revision ?? 0) : null;
            default:
                return MeetingActTable.All.TryGetValue(action, out var make) ? make(a, r, store) : null;
        }
    }

    /// <summary>Recusals first: a screen never opens on an item that its viewer has to leave for.</summary>
    private async Task<object> InviteAsync(MeetingState meeting, Act a, InviteRequest request, CancellationToken cancel)
    {
        var round = meeting.Round is null ? null : await runtime.StateAsync<Grains.JointReviews.RoundState>(Grains.JointReviews.RoundGrain.IdOf(meeting.Round), cancel);
        if (invitations.Of(request, round) is not Participant participant) return invitations.Of(request, round);
        var recused = access.Find(participant.Account)!.Recused;
        foreach (var item in meeting.Items.Where(i => i.Cadre is { } cadre && recused.Contains(cadre) && !i.Recused.Contains(participant.Account)))
            await runtime.AskAsync(MeetingGrain.IdOf(meeting.Id), new RecordItemRecusal(Guid.CreateVersion7(a.At), a.At, "system", item.Id, [participant.Account]), CancellationToken.None);
        return new InviteParticipant(a.Id, a.At, a.By, participant);
    }

    /// <summary>Items that this account may name: of its screen while the session is on, and of the whole for who leads.</summary>
    private static IEnumerable<string> OwnAgenda(MeetingState meeting, string account) =>
        meeting.Leads(account) ? MeetingView.Prepared(meeting, account).Agenda
        : MeetingView.For(meeting with { Masked = false, CurrentItem = null }, account).Agenda;

    private static IEnumerable<InviteRequest> Wanted(CallRequest request, IEnumerable<string> liaisons)
    {
        var asked = request.Participants ?? [];
        var all = asked.Concat(liaisons.Append(request.Convener).Append(request.Recorder).Concat(request.Presenters ?? []).Where(x => !string.IsNullOrEmpty(x)).Select(x => new InviteRequest(x)));
        return all.DistinctBy(p => p.Account);
    }

    private static Results<Ok<MeetingDone>, ProblemHttpResult> Answer(object reply) => reply switch
    {
        MeetingReply done => TypedResults.Ok(new MeetingDone(done.Meeting, done.Number, done.Running is null ? null : [.. done.Running.Select(MeetingScreens.MeasureWord)])),
        Refusal { Rule: var rule } when Absent.Contains(rule) => NoSuchMeeting(),
        Refusal { Rule: "changedMeanwhile" } refusal => Problems.Of(StatusCodes.Status409Conflict, refusal.Rule, refusal.Message, refusal.Field),
        Refusal refusal => Problems.Of(refusal),
        _ => throw new InvalidOperationException($"A meeting answered with {reply.GetType().Name}."),
    };

    /// <summary>What every command carries.</summary>
    internal sealed record Act(Guid Id, DateTimeOffset At, string By);
}
