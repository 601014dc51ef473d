using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

/// <summary>Every rule about a joint meeting. A function of state, command and judgement alone.</summary>
public static partial class MeetingDecider
{
    public static Decision Decide(MeetingState state, MeetingCommand command, Judgement judgement) => command switch
    {
        CallMeeting c => Call(state, c, judgement),
        _ when state.Phase == MeetingPhase.None => Unknown,
        MeetingDeadlineDue c => Due(state, c),
        NoteLateInformation c => NoteLate(state, c),
        NoteAppointment c => NoteAppointed(state, c, judgement),
        EndWatch c => GiveUp(state, c),
        RemoveParticipant c when c.By == "system" => Remove(state, c),
        NarrowParticipant c when c.By == "system" => Narrow(state, c),
        RecordItemRecusal c when c.By == "system" => Recuse(state, c),
        SettleMatter c => Settle(state, c),
        SettleLateInformation c => SettleLate(state, c),
        _ when !IsInvited(state, command.By) => Unknown,
        SignIn c => Sign(state, c),
        LeaveRoom c => Leave(state, c),
        ShowItem or HandOverPresenting or SetMask or LetInLatecomer => Conduct(state, command),
        RecordItemRecusal c => Recuse(state, c),
        ConfirmMinutes c => Confirm(state, c),
        StartMeeting c => Start(state, c),
        _ when !state.Leads(command.By) => Decision.Refuse("notLeading", "只有会议主持人或记录人可以进行此操作。"),
        InviteParticipant c => Invite(state, c),
        RemoveParticipant c => Remove(state, c),
        SetAgenda c => Set(state, c),
        FreezeMaterial c => Freeze(state, c),
        EndMeeting c => state.Phase == MeetingPhase.Live ? Done(state, new MeetingEnded(c.At, c.By)) : NotLive,
        RecordConclusion or RecordDissent or AssignMatter => Record(state, command, judgement),
        DraftMinutes c => DraftOf(state, c),
        IssueCopy c => Copy(state, c),
        _ => Decision.Refuse("unknownCommand", "会议不支持该操作。"),
    };

    /// <summary>The same words whether there is no such meeting or the account is not of it.</summary>
    private static Decision Unknown => Decision.Refuse("unknownMeeting", "没有找到该会议。");

    private static Decision NotLive => Decision.Refuse("notLive", "会议未在进行。");

    private static bool IsInvited(MeetingState state, string account) =>
        state.Attendances.TryGetValue(account, out var a) && a.Presence != Presence.Removed;

    private static Decision Call(MeetingState state, CallMeeting command, Judgement judgement)
    {
        if (state.Phase != MeetingPhase.None)
            return Decision.Refuse("meetingCalled", "该会议已经建立。");
        var accounts = command.Participants.Select(p => p.Account).ToHashSet(StringComparer.Ordinal);
        if (accounts.Count != command.Participants.Count || !accounts.Contains(command.Convener) || !accounts.Contains(command.Recorder))
            return Decision.Refuse("participantMissing", "参会名单须包含主持人和记录人，且不得重复。", "participants");
        if (command.Presenters.Count == 0 || !command.Presenters.All(accounts.Contains))
            return Decision.Refuse("presenterMissing", "至少指定一名主讲人，主讲人须在参会名单中。", "presenters");
        return Done(state, new MeetingCalled(
            command.Year, command.Number, command.Convener, command.Recorder, command.Presenters, command.Participants, judgement.Policy.Conclusions, command.Round, command.At, command.By));
    }

    private static Decision Invite(MeetingState state, InviteParticipant command) =>
        state.Phase >= MeetingPhase.Ended
            ? Decision.Refuse("meetingEnded", "会议已经结束。")
            : Done(state, new ParticipantInvited(command.Participant, command.At, command.By));

    private static Decision Narrow(MeetingState state, NarrowParticipant command)
    {
        if (!state.Attendances.TryGetValue(command.Account, out var known) || known.Presence == Presence.Removed)
            return Decision.NoChange(new MeetingReply(state.Id));
        var before = known.Participant;
        var narrowed = before with
        {
            Clearance = command.Clearance < before.Clearance ? command.Clearance : before.Clearance,
            SeesComplaints = before.SeesComplaints && command.SeesComplaints,
        };
        return narrowed == before ? Decision.NoChange(new MeetingReply(state.Id)) : Done(state, new ParticipantInvited(narrowed, command.At, command.By));
    }

    private static Decision Remove(MeetingState state, RemoveParticipant command)
    {
        if (!IsInvited(state, command.Account))
            return Decision.NoChange(new MeetingReply(state.Id));
        var events = new List<Event> { new ParticipantRemoved(command.Account, command.At, command.By) };
        // Somebody must be able to step on: the convener takes over from a presenter whose account is gone.
        if (state.Phase == MeetingPhase.Live && state.Presenter == command.Account && command.Account != state.Convener)
            events.Add(new PresentingHandedOver(command.Account, state.Convener, command.At, command.By));
        return new(events, [], new MeetingReply(state.Id));
    }

    private static Decision Set(MeetingState state, SetAgenda command)
    {
        if (state.Phase != MeetingPhase.Called)
            return Decision.Refuse("materialFrozen", "会议材料已经冻结，议程不能再变更。");
        if (command.Items.Count == 0 || command.Items.DistinctBy(i => i.Id).Count() < command.Items.Count
            || command.Items.Any(i => (i.Kind == ItemKind.Person) != (i.Cadre is not null)))
            return Decision.Refuse("agendaInvalid", "议程为空、重复或缺少干部编号，请核对。", "items");
        return Done(state, new AgendaSet(command.Items, command.At, command.By));
    }

    private static Decision Freeze(MeetingState state, FreezeMaterial command)
    {
        if (state.Phase != MeetingPhase.Called)
            return Decision.Refuse("materialFrozen", "会议材料已经冻结。");
        if (state.Items.IsEmpty || !state.Items.Select(i => i.Id).SequenceEqual(command.Items.Select(i => i.Item)))
            return Decision.Refuse("materialMissing", "每个议题都须有一份材料，且与议程顺序一致。", "items");
        var texts = command.Items.Select((item, i) => new EventText(0, $"material.{i}", item.Text)).ToList();
        List<FrozenItem> frozen =
            [.. command.Items.Select(i => new FrozenItem(i.Item, Material.Sha256(i.Text.Bytes.Span), i.Text.Hash, i.Pieces, i.Running))];
        return Done(state, new MaterialFrozen(Material.Sha256(frozen), frozen, command.At, command.By)).With(texts);
    }

    private static Decision Start(MeetingState state, StartMeeting command)
    {
        if (state.Phase != MeetingPhase.Frozen)
            return Decision.Refuse("materialMissing", "会议材料尚未冻结，或会议已经开始。");
        if (!state.Presenters.Contains(command.By) && command.By != state.Convener)
            return Decision.Refuse("notPresenting", "只有主持人或主讲人可以开始会议。");
        return state.IsInRoom(command.By)
            ? Done(state, new MeetingStarted(command.By, command.At, command.By))
            : Decision.Refuse("notSignedIn", "请先签到。");
    }

    private static Decision Done(MeetingState state, MeetingEvent @event) => Decision.Of(new MeetingReply(state.Id), @event);
}
