using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

public static partial class MeetingDecider
{
    /// <summary>While the session is on, and after it until the minutes are final; a change then voids the draft.</summary>
    private static Decision Record(MeetingState state, MeetingCommand command, Judgement judgement)
    {
        if (state.Phase is not (MeetingPhase.Live or MeetingPhase.Ended))
            return state.Phase == MeetingPhase.Final ? Decision.Refuse("minutesFinal", "会议纪要已经确认，不能再变更。") : NotLive;
        return command switch
        {
            RecordConclusion c => Conclude(state, c),
            RecordDissent c => Dissent(state, c),
            AssignMatter c => Assign(state, c, judgement),
            _ => Unknown,
        };
    }

    private static Decision Conclude(MeetingState state, RecordConclusion command)
    {
        if (state.Find(command.Item) is not { } item)
            return UnknownItem;
        if (item.Recused.Contains(command.By))
            return Decision.Refuse("recused", "该议题应当回避，不能记录结论。");
        if (state.Conclusions.FirstOrDefault(c => c.Code == command.Code) is not { } kind)
            return Decision.Refuse("unknownConclusion", "结论不在清单中，请重新选择。", "code");
        if (command.Reason is not { Bytes.Length: > 0 } reason)
            return Decision.Refuse("reasonMissing", "请填写结论的理由。", "reason");
        var revision = (state.Concluded.TryGetValue(item.Id, out var before) ? before.Revision : 0) + 1;
        var running = kind.Measure is { } measure && state.Frozen.TryGetValue(item.Id, out var frozen) ? frozen.Running.Where(r => r == measure).ToList() : [];
        return Decision.Of(
            new MeetingReply(state.Id, revision, running), new ConclusionRecorded(item.Id, kind.Code, kind.Measure, reason.Hash, revision, command.At, command.By))
            .With([new(0, "reason", reason)]);
    }

    private static Decision Dissent(MeetingState state, RecordDissent command)
    {
        if (state.Find(command.Item) is not { } item)
            return UnknownItem;
        if (!state.Attendances.TryGetValue(command.Account, out var a) || !a.Attended || item.Recused.Contains(command.Account))
            return Decision.Refuse("notPresent", "不同意见只能记在参加该议题讨论的人名下。", "account");
        return Done(state, new DissentRecorded(item.Id, command.Account, command.Name.Hash, command.Text.Hash, command.At, command.By))
            .With([new(0, "name", command.Name), new(0, "dissent", command.Text)]);
    }

    private static Decision Assign(MeetingState state, AssignMatter command, Judgement judgement)
    {
        if (command.Item is not null && state.Find(command.Item) is null)
            return UnknownItem;
        if (command.Matter.Length == 0 || state.Matters.ContainsKey(command.Matter))
            return Decision.Refuse("matterTaken", "督办事项编号缺失或重复。", "matter");
        if (command.Owner.Length == 0)
            return Decision.Refuse("ownerMissing", "请指定督办事项的责任人。", "owner");
        if (command.Item is not null && state.Find(command.Item)!.Recused.Contains(command.Owner))
            return Decision.Refuse("recused", "该人员须回避这一事项，请另行指定责任人。", "owner");
        if (command.DueOn < judgement.DayOf(command.At))
            return Decision.Refuse("dueInPast", "办结期限不能早于今日。", "dueOn");
        var dueAt = Deadlines.StartOf(command.DueOn.AddDays(1), judgement.Zone);
        return Done(state, new MatterAssigned(
            command.Matter, command.Item, command.Item is null ? null : state.Find(command.Item)!.Cadre, command.Owner, command.Unit, command.DueOn, dueAt,
            command.Text.Hash, command.At, command.By)).With([new(0, "matter", command.Text)]);
    }

    private static Decision Settle(MeetingState state, SettleMatter command)
    {
        if (!state.Matters.TryGetValue(command.Matter, out var matter) || (command.By != matter.Owner && !state.Leads(command.By)))
            return Decision.Refuse("unknownMatter", "没有找到该督办事项。", "matter");
        return matter.Settled
            ? Decision.NoChange(new MeetingReply(state.Id))
            : Done(state, new MatterSettled(matter.Id, command.Note.Hash, command.At, command.By)).With([new(0, "note", command.Note)]);
    }

    private static Decision DraftOf(MeetingState state, DraftMinutes command)
    {
        if (state.Phase != MeetingPhase.Ended)
            return state.Phase == MeetingPhase.Final ? Decision.Refuse("minutesFinal", "会议纪要已经确认，不能再变更。") : Decision.Refuse("meetingOn", "会议结束后才能成稿。");
        if (state.Items.Any(i => !state.Concluded.ContainsKey(i.Id)))
            return Decision.Refuse("conclusionMissing", "尚有议题没有结论，请补齐后成稿。");
        var revision = (state.Minutes?.Revision ?? 0) + 1;
        return state.Minutes is { } known && known.Sha256 == command.Sha256
            ? Decision.NoChange(new MeetingReply(state.Id, known.Revision))
            : Decision.Of(new MeetingReply(state.Id, revision), new MinutesDrafted(revision, command.Sha256, command.At, command.By));
    }

    private static Decision Confirm(MeetingState state, ConfirmMinutes command)
    {
        if (state.Minutes is not { Sha256: not null } draft || draft.Revision != command.Revision)
            return Decision.Refuse("changedMeanwhile", "会议纪要没有这一稿或已有新稿，请刷新后重试。", "revision");
        if (!state.Attendances[command.By].Attended)
            return Decision.Refuse("notPresent", "会议纪要由参会人员确认。");
        if (draft.ConfirmedBy.Contains(command.By))
            return state.Phase == MeetingPhase.Final
                ? Decision.NoChange(new MeetingReply(state.Id, draft.Revision))
                : Decision.Refuse("secondPersonNeeded", "您已确认，须由另一人再次确认。");
        return state.Phase == MeetingPhase.Final
            ? Decision.NoChange(new MeetingReply(state.Id, draft.Revision))
            : Decision.Of(new MeetingReply(state.Id, draft.Revision), new MinutesConfirmed(draft.Revision, command.At, command.By));
    }

    private static Decision Copy(MeetingState state, IssueCopy command)
    {
        if (state.Phase != MeetingPhase.Final)
            return Decision.Refuse("minutesNotFinal", "会议纪要经两人确认后才能编号分发。");
        if (state.Copies.Find(c => c.Recipient == command.Recipient) is { } known)
            return Decision.NoChange(new MeetingReply(state.Id, known.Number));
        var number = state.Copies.Count + 1;
        return Decision.Of(new MeetingReply(state.Id, number), new CopyIssued(number, command.Recipient, command.Name.Hash, command.At, command.By))
            .With([new(0, "name", command.Name)]);
    }
}
