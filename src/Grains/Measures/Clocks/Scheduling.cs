using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures.Clocks;

/// <summary>Counts a deadline out: its last day, the warning before it, and who is told after it.</summary>
internal sealed class Scheduling(Judgement judgement, MeasureRules rules, bool urgent)
{
    public DeadlineSchedule Of(string name, DateOnly from, TimeLimit limit)
    {
        var due = DueDays.After(judgement, from, limit.Count, limit.Unit);
        return due.Day is { } day ? Until(name, from, day) : new(null, due.MissingYear, null, null, [], judgement.CalendarVersion);
    }

    /// <summary>A deadline whose last day is known already.</summary>
    public DeadlineSchedule Until(string name, DateOnly from, DateOnly day)
    {
        var hours = QuietHours.Of(rules);
        var (warn, missing) = WarnDay(name, from, day);
        var overdue = Cadres.Deadlines.StartOf(day.AddDays(1), judgement.Zone);
        var steps = new List<EscalationStep>();
        if (name != DeadlineNames.Influence)
        {
            var told = day;
            var pause = TimeLimit.Of(rules.Figure("measure.escalate"));
            foreach (var rank in rules.Ranks("escalation"))
            {
                (told, var year) = Notice(told, pause);
                missing ??= year;
                steps.Add(new(rank, hours.Hold(Cadres.Deadlines.StartOf(told, judgement.Zone), urgent, judgement)));
            }
        }

        var warnAt = hours.Hold(Cadres.Deadlines.StartOf(warn, judgement.Zone), urgent, judgement);
        return new(day, missing, warnAt < overdue ? warnAt : null, overdue, steps, judgement.CalendarVersion);
    }

    private (DateOnly Day, int? MissingYear) WarnDay(string name, DateOnly from, DateOnly due)
    {
        var ahead = TimeLimit.Of(rules.Find($"measure.warn.{name}") ?? rules.Figure("measure.warn"));
        var counted = ahead.Unit == TimeLimit.WorkingDay ? DueDays.WorkingDaysBefore(judgement, due, ahead.Count) : new(due.AddDays(-ahead.Count), null);
        var day = counted.Day ?? due.AddDays(-ahead.Count);
        return (day > from ? day : from, counted.MissingYear);
    }

    /// <summary>Where working days cannot be counted, a notice (never a legal day) goes by days.</summary>
    private (DateOnly Day, int? MissingYear) Notice(DateOnly from, TimeLimit pause)
    {
        var counted = DueDays.After(judgement, from, pause.Count, pause.Unit);
        return (counted.Day ?? from.AddDays(pause.Count), counted.MissingYear);
    }
}
