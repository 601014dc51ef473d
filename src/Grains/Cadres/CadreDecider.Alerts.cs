using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

public static partial class CadreDecider
{
    private static Decision DecideAlert(CadreState state, AlertCommand command, Judgement judgement)
    {
        if (state.Alerts.Find(command.Alert) is not { } alert || !MayAct(state, alert, command.As))
            return Decision.Refuse("unknownAlert", "没有找到该预警，请刷新后重试。");
        if (command is { As.Phone: true } and not AcknowledgeAlert)
            return Decision.Refuse("notOnPhone", "手机上只能签收预警，其他处理请在电脑上进行。");
        if (!alert.IsOpen)
            return Decision.Refuse("alertEnded", "该预警已结束，不能再处理；如有新情况，系统会另行预警。");
        if (command.Seen is { } seen && seen != alert.Version)
            return Decision.Refuse("alertChanged", $"该预警已更新为第{alert.Version}版，请查看最新状态后再处理。");
        return command switch
        {
            AcknowledgeAlert when alert.AcknowledgedBy is not null => Decision.Refuse("alreadyAcknowledged", "该预警已签收，等级上升后才需重新签收。"),
            AcknowledgeAlert c => Act(alert, new AlertAcknowledged(alert.Id, c.At, c.By), null),
            AssignAlert c when string.IsNullOrWhiteSpace(c.Owner) => Decision.Refuse("ownerMissing", "请选择承办人。", "owner"),
            AssignAlert { As: not null } c when c.Assignee is null || !MayAct(state, alert, c.Assignee) =>
                Decision.Refuse("assigneeCannotSee", "该人员不能承办本条预警，请另选承办人。", "to"),
            AssignAlert c => Act(alert, new AlertAssigned(alert.Id, c.Owner, c.Note?.Hash, c.At, c.By), c.Note),
            SnoozeAlert c when c.Until <= judgement.DayOf(c.At) => Decision.Refuse("untilPast", "暂缓截止日须晚于今日，请另选日期。", "until"),
            SnoozeAlert c => Act(alert, new AlertSnoozed(alert.Id, c.Until, Deadlines.StartOf(c.Until, judgement.Zone), c.Reason?.Hash, c.At, c.By), c.Reason),
            DismissAlert { Reason: null or { Bytes.IsEmpty: true } } => Decision.Refuse("reasonMissing", "排除预警须写明理由，请填写后提交。", "reason"),
            DismissAlert c => Act(alert, new AlertDismissed(alert.Id, c.Reason!.Hash, c.At, c.By), c.Reason),
            CloseAlert c => Act(alert, new AlertClosed(alert.Id, c.Outcome, c.Note?.Hash, c.At, c.By), c.Note),
            EscalateAlert c when string.IsNullOrWhiteSpace(c.To) => Decision.Refuse("recipientMissing", "请选择呈报对象。", "to"),
            EscalateAlert { As: not null } c when c.Recipient is null || c.To == c.By || !MayAct(state, alert, c.Recipient) =>
                Decision.Refuse("recipientCannotSee", "不能向该人员呈报本条预警，请另选呈报对象。", "to"),
            EscalateAlert { As: not null, Note: null or { Bytes.IsEmpty: true } } => Decision.Refuse("reasonMissing", "呈报须写明理由，请填写后提交。", "reason"),
            EscalateAlert c => Act(alert, new AlertEscalated(alert.Id, c.To, c.Note?.Hash, c.At, c.By), c.Note),
            MergeAlert c when c.Into == alert.Id || state.Alerts.Find(c.Into) is not { IsOpen: true } into || !MayAct(state, into, c.As)
                || state.SecrecyOf(into) > state.SecrecyOf(alert) =>
                Decision.Refuse("cannotMergeThere", "只能并入同一干部的另一条未办结预警，且其密级不得高于本条，请重新选择。", "into"),
            MergeAlert { As: not null, Note: null or { Bytes.IsEmpty: true } } => Decision.Refuse("reasonMissing", "并案须写明理由，请填写后提交。", "reason"),
            MergeAlert c => Act(alert, new AlertMerged(alert.Id, c.Into, c.Note?.Hash, c.At, c.By), c.Note),
            _ => Decision.Refuse("unknownCommand", "该预警不支持此操作。"),
        };
    }

    /// <summary>On the current roster line and the causes as they stand now; the system itself may.</summary>
    private static bool MayAct(CadreState state, Alert alert, Viewer? viewer) =>
        viewer is null || CaseAccess.May(viewer, Capability.ActOnAlerts, CaseFacts.Of(state.Number, state.Roster), state.SecrecyOf(alert));

    private static Decision Act(Alert alert, AlertEvent e, SealedText? note) =>
        Decision.Of(new AlertReply(alert.Id, alert.Version + 1), e).With(Note(0, note));
}
