using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures;

public static partial class MeasureDecider
{
    private static Decision Draft(MeasureCourse course, DraftMeasure command)
    {
        if (course.State.Stage != MeasureStage.None)
            return Decision.Refuse("alreadyDrafted", "此件已起草，请打开原件办理。");
        if (command.Actor.Recused)
            return Decision.Refuse("recused", "您与该干部存在回避情形，不得办理此件。");
        if (!command.Actor.Roles.Contains(MeasureRanks.Supervisor) && !(command.Kind.IsFollowUp() && command.Actor.Roles.Contains(MeasureRanks.System)))
            return Decision.Refuse("notEntitled", $"起草由{MeasureRanks.Word(MeasureRanks.Supervisor)}办理。");
        if (!Enum.IsDefined(command.Kind) || string.IsNullOrWhiteSpace(command.Cadre))
            return Decision.Refuse("cadreMissing", "缺少对象或者措施种类，请补充。", "cadre");
        if (BasisRule.Check(command.Kind, command.Content, command.Content.Basis, command.Matter is not null) is { } missing)
            return Refuse(missing);
        course.Add(new MeasureDrafted(command.Kind, command.Cadre, command.Content, command.Matter?.Hash, course.Sign), ("matter", command.Matter));
        StartFollowUp(course);
        return course.Reply();
    }

    private static Decision Revise(MeasureCourse course, ReviseMeasure command)
    {
        var matter = command.Matter?.Hash ?? course.State.Matter;
        if (BasisRule.Check(course.State.Kind, command.Content, command.Content.Basis, matter is not null) is { } missing)
            return Refuse(missing);
        return course.Add(new MeasureRevised(command.Content, matter, course.Sign), ("matter", command.Matter)).Reply();
    }

    private static Decision Submit(MeasureCourse course, SubmitMeasure command)
    {
        var state = course.State;
        if (StillBased(state, command) is { } missing)
            return Refuse(missing);
        if (course.Rules.Chain(state.Kind.Code()) is not { Ranks.IsEmpty: false } chain)
            return Decision.Refuse("chainMissing", $"政策没有规定{state.Kind.Word()}的审批层级，请先补充政策。");
        return course.Add(new MeasureSubmitted([.. chain.Ranks], chain.Study, course.Rules.PolicyVersion, command.Basis ?? state.Content.Basis, course.Sign)).Reply();
    }

    private static Decision Study(MeasureCourse course, StudyMeasure command)
    {
        if (MeetingFault(command.Meeting) is { } fault)
            return fault;
        return command.On > course.Today ? Future("on") : course.Add(new MeasureStudied(command.Meeting, command.On, course.Sign)).Reply();
    }

    private static Decision Opine(MeasureCourse course, OpineMeasure command)
    {
        if (!command.Agreed && command.Comment is null)
            return Missing("comment", "退回须写明意见。");
        if (command.Agreed && StillBased(course.State, command) is { } missing)
            return Refuse(missing);
        course.Add(new MeasureOpined(course.State.NextRank!, command.Agreed, command.Comment?.Hash, course.Sign), ("comment", command.Comment));
        StartInfluence(course);
        return course.Reply();
    }

    /// <summary>A basis that was cleared since carries nothing any more: looked at again at every step up to issue.</summary>
    private static Refusal? StillBased(MeasureState state, BasedCommand command) =>
        BasisRule.Check(state.Kind, state.Content, command.Basis ?? state.Content.Basis, state.Matter is not null);

    private static Decision Cancel(MeasureCourse course, CancelMeasure command) =>
        command.Reason is null
            ? Missing("reason", "撤销须写明理由；已用文号作废，不再使用。")
            : course.Add(new MeasureCancelled(command.Reason.Hash, course.Sign), ("reason", command.Reason)).Reply();
}
