using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures;

public static partial class MeasureDecider
{
    private static Decision BySystem(MeasureCourse course, MeasureCommand command)
    {
        switch (command)
        {
            case MeasureDue due when course.State.Deadline(due.Deadline) is { } deadline:
                FallDue(course, deadline);
                break;
            case RecountDeadlines:
                foreach (var deadline in course.State.Deadlines.Where(deadline => deadline.IsOpen))
                    Recount(course, deadline);
                break;
            case MoveMeasure move when (move.Unit, move.Authority) != (course.State.Unit, course.State.Authority):
                course.Add(new MeasureMoved(move.Unit, move.Authority, course.Sign));
                break;
            case SettleDebt settle when course.State.Debts.Contains(settle.Debt):
                course.Add(new MeasureSettled(settle.Debt, course.Sign));
                break;
        }

        return course.Reply();
    }

    /// <summary>Says everything whose instant has come: after three weeks stopped that is the overdue state and whom it is reported to, at once.</summary>
    private static void FallDue(MeasureCourse course, MeasureDeadline deadline)
    {
        var (name, schedule) = (deadline.Name, deadline.Schedule);
        if (deadline.Overdue || schedule.OverdueAt <= course.At)
        {
            if (name == DeadlineNames.Influence)
                course.Add(new InfluenceExpired(schedule.DueOn!.Value, course.Sign));
            else if (!deadline.Overdue)
                course.Add(new DeadlineOverdue(name, course.Sign));
            foreach (var step in schedule.Escalations.Skip(deadline.Escalated).TakeWhile(step => step.At <= course.At))
                course.Add(new DeadlineEscalated(name, step.Rank, course.Sign));
        }
        else if (!deadline.Warned && schedule.WarnAt <= course.At)
        {
            course.Add(new DeadlineWarned(name, course.Sign));
        }
    }

    private static void Recount(MeasureCourse course, MeasureDeadline deadline)
    {
        var scheduling = Scheduler(course);
        var (from, limit) = deadline.Counting;
        var schedule = deadline is { Name: DeadlineNames.Influence, Schedule.DueOn: { } end }
            ? scheduling.Until(deadline.Name, from, end)
            : scheduling.Of(deadline.Name, from, limit);
        if (!schedule.IsSameAs(deadline.Schedule))
            course.Add(new DeadlineMoved(deadline.Name, schedule, deadline.Overdue && schedule.OverdueAt <= course.At, course.Sign));
    }

    private static void StartFollowUp(MeasureCourse course)
    {
        if (course.State is { Kind: var kind, Content.StartOn: { } start } && kind.IsFollowUp())
            StartClock(course, DeadlineNames.Of(kind), start);
    }

    private static void StartClock(MeasureCourse course, string name, DateOnly from)
    {
        var limit = TimeLimit.Of(course.Rules.Figure($"measure.{name}"));
        course.Add(new DeadlineSet(name, from, limit, Scheduler(course).Of(name, from, limit), course.Sign));
    }

    /// <summary>The end of the influence period, by the rows of the influence policy: set once the day that starts it is known, set again where a later fact moves it.</summary>
    private static void StartInfluence(MeasureCourse course)
    {
        var state = course.State;
        var facts = MeasureInfluence.Facts(state, course.Judgement.Zone);
        var period = InfluencePeriods.Of(facts, course.Today, InfluencePolicy.Shipped, state.Content.Authority).Periods.FirstOrDefault();
        if (period is not { HasPeriod: true, Issue: null, CertainEnd: { } end } || state.Deadline(DeadlineNames.Influence)?.Schedule.DueOn == end)
            return;
        var (length, provision) = (period.Rule.Period, period.Rule.Provision);
        var limit = new TimeLimit(length.Most, length.Unit, $"influence.{period.Rule.Code}", provision);
        course.Add(new DeadlineSet(DeadlineNames.Influence, period.Start, limit, Scheduler(course).Until(DeadlineNames.Influence, period.Start, end), course.Sign));
    }

    private static Decision DecideExtension(MeasureCourse course, DecideExtension command)
    {
        if (course.State.Deadline(command.Deadline) is not { Request: { } request } deadline)
            return Decision.Refuse("nothingAsked", "没有待审批的延期申请。", "deadline");
        if (command.Actor.IsAmong([request.By, request.For ?? request.By]))
            return Decision.Refuse("ownRequest", "申请人不得审批自己的延期申请，请由其他人办理。");
        if (!command.Granted)
            return command.Comment is null
                ? Missing("comment", "不同意延期须写明理由。")
                : course.Add(new ExtensionDecided(deadline.Name, null, command.Comment.Hash, course.Sign), ("comment", command.Comment)).Reply();
        if (Longest(course, deadline.Name) is not { } longest || request.Count > longest.Count)
            return Decision.Refuse("extensionTooLong", "申请的延期超过现行政策允许的最长期限。");
        var limit = longest with { Count = request.Count };
        if (BaseOf(course, deadline) is not { } from)
            return Decision.Refuse("calendarNotPublished", $"{deadline.Schedule.MissingYear}年放假安排尚未公布，原到期日不能确定，暂不能延期。");
        var grant = new ExtensionGrant(from, limit, Scheduler(course).Of(deadline.Name, from, limit));
        if (grant.Schedule.DueOn is { } later && later <= deadline.Schedule.DueOn)
            return Decision.Refuse("extensionShortens", "按现行起算办法，延期后的到期日不晚于原到期日，无须延期。");
        return course.Add(new ExtensionDecided(deadline.Name, grant, command.Comment?.Hash, course.Sign), ("comment", command.Comment)).Reply();
    }

    /// <summary>The policy says whether an extension counts from the old last day (1) or from the day of approval (2).</summary>
    private static DateOnly? BaseOf(MeasureCourse course, MeasureDeadline deadline) =>
        course.Rules.Figure("measure.extension.base").Value == 2 ? course.Today : deadline.Schedule.DueOn;

    private static TimeLimit? Longest(MeasureCourse course, string deadline) =>
        course.Rules.Find($"measure.extension.{deadline}") is { } figure ? TimeLimit.Of(figure) : null;

    private static Scheduling Scheduler(MeasureCourse course) => new(course.Judgement, course.Rules, course.State.Content.Urgent);
}
