using System.Collections.Immutable;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures.Steps;

/// <summary>Every step of a measure, in the order of its life.</summary>
internal static class StepRules
{
    public static readonly StepRule Revise = new("revise", "修改", s => At(s, MeasureStage.Draft), Staff);
    public static readonly StepRule Submit = new("submit", "送审", s => At(s, MeasureStage.Draft), Staff);
    public static readonly StepRule Study = new("study", "登记部务会研究", NeedsStudy, Staff);
    public static readonly StepRule Consult = new("consult", "登记征求协管方意见", NeedsConsultation, Staff);
    public static readonly StepRule Opine = new("opine", "审批", AwaitsOpinion, (s, _) => [s.NextRank ?? MeasureRanks.DeputyHead], Independent: true);
    public static readonly StepRule Issue = new("issue", "签发", CanIssue, Staff);
    public static readonly StepRule Talk = new("recordTalk", "登记谈话", CanTalk, Staff);
    public static readonly StepRule Receive = new("receive", "登记签收", AwaitsReceipt, Staff);
    public static readonly StepRule RefuseReceipt = new("refuseReceipt", "登记拒签", AwaitsReceipt, Staff);
    public static readonly StepRule Reply = new("reply", "登记书面回复", AwaitsReply, Staff);
    public static readonly StepRule SelfExamination = new("selfExamination", "登记书面检查", AwaitsSelfExamination, Staff);
    public static readonly StepRule Conclude = new(
        "conclude", "认定结果", CanConclude, (s, r) => r.Ranks(s.Kind == MeasureKind.ProbationEnd ? "probation" : "conclusion"), Independent: true);

    public static readonly StepRule Visit = new("visit", "登记回访", CanVisit, Staff);
    public static readonly StepRule Archive = new("archive", "归档", CanArchive, Staff);
    public static readonly StepRule Cancel = new(
        "cancel", "撤销", CanCancel, (s, r) => s.Round == 0 ? [MeasureRanks.Supervisor, .. r.Ranks("cancellation")] : r.Ranks("cancellation"));

    public static readonly StepRule RequestExtension = new("requestExtension", "申请延期", CanExtend, Staff);
    public static readonly StepRule DecideExtension = new(
        "decideExtension", "审批延期", s => Asked(s) is null ? new("nothingAsked", "没有待审批的延期申请。") : null, (_, r) => r.Ranks("extension"));

    public static readonly StepRule Statement = new("statement", "登记陈述申辩", CanState, Staff);
    public static readonly StepRule ConsiderStatement = new(
        "considerStatement", "研究陈述申辩", s => Unheard(s) ? null : new("noStatement", "没有待研究的陈述申辩。"), (_, r) => r.Ranks("statement"), Independent: true);

    public static readonly StepRule Clarify = new("clarify", "澄清", CanEndEffect, (_, r) => r.Ranks("clarification"), Independent: true);
    public static readonly StepRule Tolerate = new("tolerate", "认定容错", CanEndEffect, (_, r) => r.Ranks("tolerance"), Independent: true);
    public static readonly StepRule Attach = new("attach", "附扫描件", s => s.Stage == MeasureStage.Cancelled ? Stage(s) : null, Staff);

    public static ImmutableArray<StepRule> All { get; } =
    [
        Revise, Submit, Study, Consult, Opine, Issue, Talk, Receive, RefuseReceipt, Reply, SelfExamination, Conclude, Visit, Archive, Cancel, RequestExtension,
        DecideExtension, Statement, ConsiderStatement, Clarify, Tolerate, Attach,
    ];

    /// <summary>The deadline whose extension waits for an answer, or null.</summary>
    public static MeasureDeadline? Asked(MeasureState state) => state.Deadlines.FirstOrDefault(deadline => deadline is { IsOpen: true, Request: not null });

    public static bool Unheard(MeasureState state) => state.Statements.Any(statement => statement.Result is null);

    public static Refusal Stage(MeasureState state) => new("wrongStage", $"此件现为“{state.Stage.Word()}”，尚不能或者不再能办理此事项。");

    private static string[] Staff(MeasureState state, MeasureRules rules) => [MeasureRanks.Supervisor];

    private static Refusal? At(MeasureState state, params ReadOnlySpan<MeasureStage> stages) => stages.Contains(state.Stage) ? null : Stage(state);

    private static Refusal? NeedsStudy(MeasureState state) =>
        !state.Study && state.Stage != MeasureStage.Draft ? new("studyNotNeeded", $"{state.Kind.Word()}无须部务会研究。")
        : state.Meeting is not null ? new("alreadyStudied", "部务会研究已登记。")
        : At(state, MeasureStage.UnderReview, MeasureStage.PendingApproval);

    private static Refusal? NeedsConsultation(MeasureState state) =>
        !state.Content.CoManaged ? new("notCoManaged", "不是双管干部，无须征求协管方意见。")
        : state.ConsultedOn is not null ? new("alreadyConsulted", "协管方意见已登记。")
        : At(state, MeasureStage.Draft, MeasureStage.UnderReview, MeasureStage.PendingApproval, MeasureStage.Approved);

    private static Refusal? AwaitsOpinion(MeasureState state)
    {
        if (At(state, MeasureStage.UnderReview, MeasureStage.PendingApproval) is { } early)
            return early;
        return state.Study && state.Meeting is null && state.Opinions.Count > 0
            ? new("studyMissing", $"{state.Kind.Word()}须先经部务会研究并登记日期和次数，再报{MeasureRanks.Word(state.NextRank!)}审批。")
            : null;
    }

    private static Refusal? CanIssue(MeasureState state)
    {
        if (At(state, MeasureStage.Approved) is { } early)
            return early;
        if (state.Kind == MeasureKind.Verification)
            return new("nothingToIssue", "了解核实不向本人签发文书，请直接认定结果。");
        if (Unheard(state))
            return new("statementUnheard", "有陈述申辩尚未研究，须先听取、核实并记录结果。");
        return state.Content.CoManaged && state.ConsultedOn is null ? new("consultationMissing", "双管干部须先征求协管方意见并登记。") : null;
    }

    private static Refusal? CanTalk(MeasureState state)
    {
        if (state.Kind == MeasureKind.PreventiveEducation)
            return At(state, MeasureStage.FollowUpDue);
        return state.Kind.IsFollowUp() || state.Kind == MeasureKind.Verification
            ? new("noTalk", $"{state.Kind.Word()}不登记谈话。")
            : At(state, MeasureStage.Issued, MeasureStage.Received, MeasureStage.Replied, MeasureStage.FollowUpDue);
    }

    private static Refusal? AwaitsReceipt(MeasureState state) =>
        At(state, MeasureStage.Issued) ?? (state.Mode == MeasureMode.Talk ? new("noLetter", "此件以谈话方式进行，请登记谈话。") : null);

    private static Refusal? AwaitsReply(MeasureState state) =>
        state.Kind != MeasureKind.Inquiry ? new("noReply", $"{state.Kind.Word()}不要求书面回复。") : At(state, MeasureStage.Received);

    private static Refusal? AwaitsSelfExamination(MeasureState state) =>
        state.Kind != MeasureKind.Admonition ? new("noSelfExamination", $"{state.Kind.Word()}不要求书面检查。") : At(state, MeasureStage.Received);

    private static Refusal? CanConclude(MeasureState state) => state.Kind switch
    {
        MeasureKind.Inquiry when state is { Stage: MeasureStage.Received } && state.Deadline(DeadlineNames.Reply) is { Overdue: true } => null,
        MeasureKind.Inquiry => state.Stage == MeasureStage.Received
            ? new("replyMissing", "未登记书面回复；回复后或者逾期未复的，方可认定结果。")
            : At(state, MeasureStage.Replied),
        MeasureKind.Verification => At(state, MeasureStage.Approved),
        MeasureKind.ProbationEnd => At(state, MeasureStage.FollowUpDue),
        _ => new("noConclusion", $"{state.Kind.Word()}不认定此类结果。"),
    };

    private static Refusal? CanVisit(MeasureState state) =>
        !state.Kind.HasVisit() ? new("noVisit", $"{state.Kind.Word()}不登记回访。") : At(state, MeasureStage.FollowUpDue);

    private static Refusal? CanArchive(MeasureState state)
    {
        if (Unheard(state))
            return new("statementUnheard", "有陈述申辩尚未研究，须先听取、核实并记录结果。");
        if (state is { Kind: MeasureKind.AssessmentNotice, Stage: MeasureStage.Received, TalkedOn: null })
            return new("talkMissing", "考核情况提示须谈话并送达提示函，请先登记谈话。");
        return state.Kind is MeasureKind.Summons or MeasureKind.AssessmentNotice
            ? At(state, MeasureStage.Received, MeasureStage.Concluded)
            : At(state, MeasureStage.Concluded);
    }

    private static Refusal? CanCancel(MeasureState state) =>
        state.Stage is MeasureStage.Concluded or MeasureStage.Archived or MeasureStage.Cancelled ? Stage(state) : null;

    private static Refusal? CanExtend(MeasureState state)
    {
        if (Asked(state) is not null)
            return new("alreadyAsked", "已有延期申请待审批。");
        return state.Deadlines.Any(IsExtensible) ? null : new("nothingToExtend", "没有可以延期的时限；已逾期的不再延期。");
    }

    internal static bool IsExtensible(MeasureDeadline deadline) =>
        deadline is { IsOpen: true, Overdue: false, Extension: null } && deadline.Name is not (DeadlineNames.Influence or DeadlineNames.Probation);

    private static Refusal? CanState(MeasureState state) =>
        state.Kind.IsFollowUp() ? new("noMeasure", $"{state.Kind.Word()}不是对本人的措施。") : state.Stage == MeasureStage.Cancelled ? Stage(state) : null;

    private static Refusal? CanEndEffect(MeasureState state) =>
        state.EffectEnd is not null ? new("alreadyEnded", "此件已不再产生影响。")
        : state.Round == 0 || state.Stage == MeasureStage.Cancelled ? new("notIssued", "尚未签发的措施没有影响，请改用撤销。")
        : null;
}
