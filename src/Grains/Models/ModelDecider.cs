using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Models;

/// <summary>One person proposes a model, another lets it into the shadow and live; anybody entitled may stop it.</summary>
public static class ModelDecider
{
    /// <summary>No watch finds such a figure; NaN is none either.</summary>
    private const double Absurd = 1e9;

    /// <param name="bounds">What the policy in force says of drift; null says nothing.</param>
    public static Decision Decide(ModelState state, ModelCommand command, DriftBounds? bounds = null) => command switch
    {
        ProposeModel c => Propose(state, c),
        _ when state.Standing == ModelStanding.None => Decision.Refuse("unknownModel", $"登记簿中没有模型 {state.Version}，请先提交。", "version"),
        ApproveModel c => Approve(state, c),
        RejectModel c => state.Standing == ModelStanding.Proposed
            ? WithReason(state, c.Reason, hash => new ModelRejected(hash, c.At, c.By))
            : NotIn(state, "待审定"),
        TakeModelLive c => TakeLive(state, c),
        RollModelBack c => state.Standing == ModelStanding.Live
            ? WithReason(state, c.Reason, hash => new ModelRolledBack(hash, c.At, c.By))
            : NotIn(state, "启用"),
        RetireModel c => state.Standing is ModelStanding.Shadow or ModelStanding.Live
            ? WithReason(state, c.Reason, hash => new ModelRetired(hash, c.At, c.By))
            : NotIn(state, "试运行或启用"),
        MeasureModelDrift c => Measure(state, c, bounds),
        AcknowledgeModelDrift c => Acknowledge(state, c),
        _ => Decision.Refuse("unknownCommand", "模型登记不支持该操作。"),
    };

    private static Decision Propose(ModelState state, ProposeModel command)
    {
        var facts = command.Facts;
        if (!VersionName.IsValid(state.Version))
            return Decision.Refuse("versionMissing", "模型版本号须为 1 至 64 个字母、数字或 . _ -，并以字母或数字开头。", "version");
        if (facts.Features.Count == 0 || facts.Size <= 0)
            return Decision.Refuse("modelIncomplete", "模型缺少特征或内容，请重新训练后提交。", "facts");
        if (facts.DataTo > facts.KnownOn || facts.DataFrom > facts.DataTo)
            return Decision.Refuse("rangeWrong", "训练数据的起止日期不符：止日不得早于起日，也不得晚于结果的知悉日。", "dataTo");
        if (state.Standing == ModelStanding.None)
            return Done(state, new ModelProposed(facts, command.At, command.By)).With(command.Files ?? []);
        return state.Facts!.BytesDigest == facts.BytesDigest
            ? Decision.NoChange(new ModelReply(state.Version, state.Standing))
            : Decision.Refuse("versionTaken", $"模型 {state.Version} 已登记且内容不同，请改用新的版本号。", "version");
    }

    private static Decision Approve(ModelState state, ApproveModel command)
    {
        if (state.Standing == ModelStanding.Shadow && state.ApprovedBy == command.By)
            return Decision.NoChange(new ModelReply(state.Version, state.Standing));
        if (state.Standing != ModelStanding.Proposed)
            return NotIn(state, "待审定");
        return state.ProposedBy == command.By
            ? Decision.Refuse("secondPersonNeeded", "提交人不能审定自己提交的模型，请由另一人审定。")
            : Done(state, new ModelApproved(command.At, command.By));
    }

    private static Decision TakeLive(ModelState state, TakeModelLive command)
    {
        if (state.Standing == ModelStanding.Live)
            return Decision.NoChange(new ModelReply(state.Version, state.Standing));
        if (state.Standing != ModelStanding.Shadow)
            return NotIn(state, "试运行");
        return state.ProposedBy == command.By
            ? Decision.Refuse("secondPersonNeeded", "提交人不能启用自己提交的模型，请由另一人启用。")
            : !BeatsTheCount(state.Facts!)
            ? Decision.Refuse("notBetterThanCount", "测评没有证明该模型优于单纯计数，不能启用；请沿用计数排序。")
            : Done(state, new ModelWentLive(command.At, command.By));
    }

    /// <summary>Measured, and better than the plain count, also at the lower bound of the difference where that was measured: a model earns its place or has none.</summary>
    public static bool BeatsTheCount(ModelFacts facts) => Metric(facts, "auc") > Metric(facts, "countAuc") && !(Metric(facts, "aucOverCountLow") <= 0);

    private static double Metric(ModelFacts facts, string name)
    {
        foreach (var metric in facts.Metrics)
            if (metric.Name == name)
                return metric.Value;
        return double.NaN;
    }

    private static Decision Measure(ModelState state, MeasureModelDrift command, DriftBounds? bounds)
    {
        if (state.Standing is not (ModelStanding.Shadow or ModelStanding.Live))
            return Decision.Refuse("notInUse", "该模型不在试运行或启用中，无需监测。");
        var figures = command.Figures;
        if (!(Math.Abs(figures.Stability) < Absurd) || !(Math.Abs(figures.MeanMargin) < Absurd) || figures.AlertShare is not (>= 0 and <= 1))
            return Decision.Refuse("figuresWrong", "监测数值无效，请重新计算。", "figures");
        if (state.Drift.Contains(figures)) return Decision.NoChange(new ModelReply(state.Version, state.Standing));
        var measured = new ModelDriftMeasured(figures, command.At, command.By);
        var told = bounds is null || bounds.Month != figures.Month || state.Notices.Any(n => n.Month == figures.Month);
        return told || bounds!.Excesses(figures, state.Drift.FirstOrDefault(d => d.Month == figures.Month.AddMonths(-1))) is not { Count: > 0 } excesses
            ? Done(state, measured)
            : Done(state, measured, new ModelDriftNoticed(figures.Month, excesses, bounds.Policy, command.At, command.By));
    }

    private static Decision Acknowledge(ModelState state, AcknowledgeModelDrift command)
    {
        if (state.Notices.FirstOrDefault(n => n.Month == command.Month) is not { } notice)
            return Decision.Refuse("noNotice", $"模型 {state.Version} 在 {command.Month:yyyy-MM} 没有监测提醒，请刷新后重试。", "month");
        var answers = command.By == state.ProposedBy || (command.OwnerGone && command.By == state.ApprovedBy);
        if (!answers) return Decision.Refuse("ownerNeeded", "监测提醒由模型负责人确认；负责人账号停用后，由审定人确认。");
        return notice.AcknowledgedAt is not null
            ? Decision.NoChange(new ModelReply(state.Version, state.Standing))
            : Done(state, new ModelDriftAcknowledged(command.Month, command.At, command.By));
    }

    private static Decision WithReason(ModelState state, SealedText? reason, Func<string, ModelEvent> make) => reason is null or { Bytes.IsEmpty: true }
        ? Decision.Refuse("reasonMissing", "须写明理由，请填写后提交。", "reason")
        : Done(state, make(reason.Hash)).With([new(0, "note", reason)]);

    private static Decision Done(ModelState state, params ModelEvent[] events) => Decision.Of(new ModelReply(state.Version, events.Aggregate(state, ModelState.Apply).Standing), events);

    private static Decision NotIn(ModelState state, string wanted) =>
        Decision.Refuse("standingWrong", $"模型 {state.Version} 目前是“{Word(state.Standing)}”，须在“{wanted}”时才能这样做。");

    private static string Word(ModelStanding standing) => standing switch
    {
        ModelStanding.Proposed => "待审定",
        ModelStanding.Shadow => "试运行",
        ModelStanding.Live => "启用",
        ModelStanding.Retired => "停用",
        ModelStanding.Rejected => "未通过",
        _ => "未登记",
    };
}
