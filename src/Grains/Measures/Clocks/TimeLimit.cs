using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Measures.Clocks;

/// <summary>Names of a measure's deadlines; also the names of their rows.</summary>
public static class DeadlineNames
{
    public const string Reply = "reply";
    public const string SelfExamination = "selfExamination";
    public const string FollowUp = "followUp";

    /// <summary>The last day of the influence period; nothing is overdue behind it, it turns to 期满待研判.</summary>
    public const string Influence = "influence";

    public const string PostVisit = "postVisit";
    public const string Probation = "probation";
    public const string PreventiveEducation = "preventiveEducation";
    public const string CareVisit = "careVisit";

    public static string Word(string name) => name switch
    {
        Reply => "书面回复",
        SelfExamination => "书面检查",
        FollowUp => "跟踪回访",
        Influence => "影响期",
        PostVisit => "任职回访",
        Probation => "试用期",
        PreventiveEducation => "任前教育",
        CareVisit => "暖心回访",
        _ => name,
    };

    /// <summary>The deadline that a follow-up opens with.</summary>
    internal static string Of(MeasureKind followUp) => followUp switch
    {
        MeasureKind.PreventiveEducation => PreventiveEducation,
        MeasureKind.PostVisit => PostVisit,
        MeasureKind.ProbationEnd => Probation,
        _ => CareVisit,
    };
}

/// <summary>How long, as the policy said when it began.</summary>
/// <param name="Unit">工作日, 日 or 月.</param>
/// <param name="Figure">The policy's code.</param>
public sealed record TimeLimit(int Count, string Unit, string Figure, Provision Provision)
{
    public const string WorkingDay = "工作日";
    public const string Day = "日";
    public const string Month = "月";

    internal static TimeLimit Of(MeasureFigure figure) => new((int)figure.Value, figure.Unit, figure.Code, figure.Provision);

    /// <summary>15个工作日, 6个月, 30日; with （未核实） where the grade asks for it.</summary>
    public override string ToString() =>
        $"{Count}{(Unit == Day ? "" : "个")}{Unit}{(Provision.IsUnverified ? $"（{Provision.UnverifiedMark}）" : "")}";
}

/// <summary>Reported to a rank at an instant, if the deadline is still open then.</summary>
public sealed record EscalationStep(string Rank, DateTimeOffset At);

/// <summary>A deadline counted out by the calendar known on the day of counting.</summary>
/// <param name="DueOn">Its last day, itself in time; null where a year on the way has no published calendar.</param>
/// <param name="MissingYear">
/// The first year without a calendar that the count met. With a <paramref name="DueOn"/> it concerns the notices alone: they then go by days (日).
/// </param>
/// <param name="WarnAt">When the warning is given; null without a day.</param>
/// <param name="OverdueAt">The first instant after the last day; null without a day.</param>
/// <param name="Escalations">In order of their instants.</param>
/// <param name="Calendar">The calendar's version.</param>
public sealed record DeadlineSchedule(
    DateOnly? DueOn, int? MissingYear, DateTimeOffset? WarnAt, DateTimeOffset? OverdueAt, IReadOnlyList<EscalationStep> Escalations, string Calendar)
{
    internal bool IsSameAs(DeadlineSchedule other) =>
        (DueOn, MissingYear, WarnAt, OverdueAt) == (other.DueOn, other.MissingYear, other.WarnAt, other.OverdueAt) && Escalations.SequenceEqual(other.Escalations);
}

/// <summary>An extension that was approved.</summary>
/// <param name="Base">The day it counts from: the old last day, or the day of approval.</param>
/// <param name="Limit">By how much.</param>
/// <param name="Schedule">The deadline as it is now.</param>
public sealed record ExtensionGrant(DateOnly Base, TimeLimit Limit, DeadlineSchedule Schedule);
