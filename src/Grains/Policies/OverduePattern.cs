using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>
/// A rectification whose last day has passed without completion: raised by time alone. Complete is what has a completion date, or as many
/// <c>done</c> as <c>total</c>. Counts working days; without a published calendar, days, and says so.
/// </summary>
/// <param name="Steps">Levels by days overdue, each “at least”; working days where known.</param>
public sealed record OverduePattern(string Code, string Name, IReadOnlyList<string> Kinds, IReadOnlyList<LevelStep> Steps) : Pattern(Code, Name)
{
    private const int LooksAhead = 400;

    public override IEnumerable<string> Parameters => Steps.Select(s => s.Parameter);

    public override bool Concerns(Signal signal, Policy policy) => signal.DueOn is not null && Kinds.Contains(signal.Kind);

    public override Answer Evaluate(Question question)
    {
        var (overdue, next, waiting) = (new List<Signal>(), default(DateOnly?), default(Signal));
        var on = question.On.DayNumber;
        foreach (var signal in question.Cadre.Signals.Newest(
            Kinds, DateOnly.MinValue, DateOnly.MaxValue, question.KnownBy, (in KindSummary part) => part.LastRunsUntil > on))
        {
            if (signal.RunsUntil <= on || signal.DueOn is not { } due)
                continue;
            if (due < question.On)
                overdue.Add(signal);
            else if (next is null || due < next)
                (next, waiting) = (due, signal);
        }

        Answer answer = new Answer.Negative();
        if (overdue.Count > 0)
        {
            overdue.Sort((a, b) => a.DueOn != b.DueOn ? a.DueOn!.Value.CompareTo(b.DueOn!.Value) : a.Key.CompareTo(b.Key));
            answer = Judge(question, overdue);
        }

        if (waiting is not null && next is { } last && last < DateOnly.MaxValue && (answer.NextChange is null || last.AddDays(1) <= answer.NextChange))
            answer = answer with { NextChange = last.AddDays(1), NextDeadline = Deadlines.OfRectification(waiting.Key) };
        return answer;
    }

    private Answer Judge(Question question, List<Signal> overdue)
    {
        var worst = overdue[0];
        var due = worst.DueOn!.Value;
        var working = question.Judgement.WorkingDays(due, question.On);
        var days = working ?? question.On.DayNumber - due.DayNumber;
        var unit = working is null ? "日" : "个工作日";
        var conditions = new List<FindingCondition>(Steps.Count);
        (LevelStep Step, PolicyParameter From)? reached = null;
        decimal? nextStep = null;
        foreach (var step in Steps)
        {
            if (question.Parameter(step.Parameter) is not { } from)
                return Answer.NotApplicable.Missing(step.Parameter);
            var met = days >= from.Value;
            if (met && (reached is null || step.Rank < reached.Value.Step.Rank))
                reached = (step, from);
            if (!met && (nextStep is null || from.Value < nextStep))
                nextStep = from.Value;
            conditions.Add(Condition(from.Name, $"{Wording.Number(days)} {unit}", "≥", from, met));
        }

        var next = nextStep is { } target ? DayOf(question, due, target) : null;
        if (reached is not var (level, limit))
            return new Answer.Negative { NextChange = next };
        var (total, done) = (worst.Metric("total"), worst.Metric("done"));
        var progress = total is > 0 and < 100_000 && done is >= 0 and < 100_000 ? $"完成 {Wording.Number(done.Value)} / {Wording.Number(total.Value)}" : "";
        var mark = Wording.UnprovenMark(worst.Status);
        var name = question.Policy.Kind(worst.Kind)?.Name ?? "";
        var core = $"{name}问题应于{Wording.Day(due, question.On)}完成整改，至{Wording.Day(question.On, question.On)}逾期 {Wording.Number(days)} {unit}";
        var aside = Wording.Aside(progress.Length == 0 ? mark : mark.Length == 0 ? progress : $"{progress}；{mark}");
        var several = overdue.Count > 1 ? $"，共 {Wording.Number(overdue.Count)} 项逾期" : "";
        var calendar = working is null ? "期间有年度工作日历未公布，按日计算。" : "";
        var secrecy = overdue.Max(s => s.Secrecy);
        return new Answer.Positive(new(
            Code, Name, question.Policy.Level(level.Rank), Wording.Fit(core + aside + several, core + aside, core + Wording.Aside(mark)),
            $"{core}{aside}{several}。{calendar}依据{limit.Provision}。", null, conditions, question.Causes(overdue), overdue.Count, secrecy, question.JudgedBy))
        {
            NextChange = next,
        };
    }

    /// <summary>The first day on which so many days are overdue; a week later where no calendar tells, to ask again.</summary>
    private static DateOnly? DayOf(Question question, DateOnly due, decimal target)
    {
        var day = question.On;
        for (var ahead = 0; ahead < LooksAhead && day < DateOnly.MaxValue; ahead++)
        {
            day = day.AddDays(1);
            if ((question.Judgement.WorkingDays(due, day) ?? day.DayNumber - due.DayNumber) >= target)
                return day;
        }

        return null;
    }
}
