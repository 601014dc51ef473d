using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Meetings;

public static partial class MeetingDecider
{
    private static Decision Sign(MeetingState state, SignIn command)
    {
        if (state.Phase >= MeetingPhase.Ended)
            return Decision.Refuse("meetingEnded", "会议已经结束。");
        var presence = state.Attendances[command.By].Presence;
        if (presence is Presence.InRoom or Presence.Waiting)
            return Decision.NoChange(new MeetingReply(state.Id));
        var waits = state.Phase == MeetingPhase.Live && command.By != state.Convener;
        return Done(state, new SignedIn(command.By, waits, command.At, command.By));
    }

    private static Decision Leave(MeetingState state, LeaveRoom command)
    {
        if (state.Attendances[command.By].Presence is not (Presence.InRoom or Presence.Waiting))
            return Decision.NoChange(new MeetingReply(state.Id));
        var events = new List<Event> { new LeftRoom(command.By, command.At, command.By) };
        if (state.Phase == MeetingPhase.Live && state.Presenter == command.By && command.By != state.Convener)
            events.Add(new PresentingHandedOver(command.By, state.Convener, command.At, command.By));
        return new(events, [], new MeetingReply(state.Id));
    }

    /// <summary>Recusal may be declared at any time before the end; it never shortens.</summary>
    private static Decision Recuse(MeetingState state, RecordItemRecusal command)
    {
        if (command.By != "system" && !state.Leads(command.By) && command.Accounts.Any(a => a != command.By))
            return Decision.Refuse("notLeading", "只能为本人申请回避。");
        if (state.Phase >= MeetingPhase.Ended)
            return Decision.Refuse("meetingEnded", "会议已经结束。");
        if (state.Find(command.Item) is not { } item)
            return UnknownItem;
        return command.Accounts.All(item.Recused.Contains)
            ? Decision.NoChange(new MeetingReply(state.Id))
            : Done(state, new ItemRecusalRecorded(command.Item, [.. command.Accounts.Order(StringComparer.Ordinal)], command.At, command.By));
    }

    private static Decision Conduct(MeetingState state, MeetingCommand command)
    {
        if (state.Phase != MeetingPhase.Live)
            return NotLive;
        if (!state.IsInRoom(command.By))
            return Decision.Refuse("notSignedIn", "请先签到；会议开始后到场的，须经主持人准入。");
        var presents = state.Presenter == command.By;
        return command switch
        {
            ShowItem c => Show(state, c, presents),
            HandOverPresenting c => HandOver(state, c, presents),
            SetMask c => Mask(state, c, presents),
            LetInLatecomer c when presents || state.Leads(c.By) => Admit(state, c),
            _ => Decision.Refuse("notPresenting", "只有主持人、记录人或当前主讲人可以准入。"),
        };
    }

    private static Decision Show(MeetingState state, ShowItem command, bool presents)
    {
        if (!presents)
            return Decision.Refuse("notPresenting", "当前由其他人主讲，请先交接。");
        if (state.Find(command.Item) is not { } item)
            return UnknownItem;
        if (item.Recused.Contains(command.By))
            return Decision.Refuse("recused", "该议题应当回避，请先将主讲交给他人。");
        return state.CurrentItem == command.Item ? Decision.NoChange(new MeetingReply(state.Id)) : Done(state, new ItemShown(command.Item, command.At, command.By));
    }

    private static Decision HandOver(MeetingState state, HandOverPresenting command, bool presents)
    {
        if (!presents && command.By != state.Convener)
            return Decision.Refuse("notPresenting", "只有当前主讲人或主持人可以交接主讲。");
        if (!state.IsInRoom(command.To) || (!state.Presenters.Contains(command.To) && command.To != state.Convener))
            return Decision.Refuse("presenterMissing", "只能交给在场的主讲人。", "to");
        return state.Presenter == command.To
            ? Decision.NoChange(new MeetingReply(state.Id))
            : Done(state, new PresentingHandedOver(state.Presenter ?? "", command.To, command.At, command.By));
    }

    private static Decision Mask(MeetingState state, SetMask command, bool presents)
    {
        if (!(presents || command.By == state.Convener || (command.On && state.Presenters.Contains(command.By))))
            return Decision.Refuse("notPresenting", "遮屏由主持人或主讲人操作，解除遮屏由主持人或当前主讲人操作。");
        return state.Masked == command.On ? Decision.NoChange(new MeetingReply(state.Id)) : Done(state, new MaskSet(command.On, command.At, command.By));
    }

    private static Decision Admit(MeetingState state, LetInLatecomer command) =>
        state.Attendances.TryGetValue(command.Account, out var a) && a.Presence == Presence.Waiting
            ? Done(state, new LetIn(command.Account, command.At, command.By))
            : state.IsInRoom(command.Account) ? Decision.NoChange(new MeetingReply(state.Id)) : Decision.Refuse("notWaiting", "该人员未在等候。", "account");

    private static Decision UnknownItem => Decision.Refuse("unknownItem", "议程中没有该议题。", "item");
}
