using System.Collections.Immutable;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Gates;

/// <summary>One question of the gate for one action.</summary>
internal sealed class ActionInquiry(
    GatePolicy policy, GateQuestion question, ImmutableArray<CadreFact> known, InfluenceAnswer reckoned, Effect action)
{
    private readonly ImmutableArray<Bar> bars = [.. reckoned.Bars.Where(bar => bar.Effect == action)];

    public GateAnswer Answer()
    {
        ImmutableArray<HardBar> hard = [.. Investigations(), .. PeriodBars().Concat(LastAssessment()).Concat(StillAffecting()).OrderByDescending(bar => bar.To ?? DateOnly.MaxValue)];
        ImmutableArray<string> unsettled = [.. Unsettled()];
        ImmutableArray<PendingJudgement> pending = [.. Pending()];
        var verdict = this switch
        {
            _ when !hard.IsEmpty => GateVerdict.Barred,
            _ when !unsettled.IsEmpty => GateVerdict.Unsettled,
            _ when !pending.IsEmpty => GateVerdict.AwaitingJudgement,
            _ => GateVerdict.NoHardBarFound,
        };
        ImmutableArray<ChecklistItem> checklist = [.. Checklist()];
        var sentence = GateSentences.Of(action, hard, unsettled, pending, checklist);
        return new GateAnswer(action, verdict, hard, unsettled, pending, [.. Remarks()], checklist, sentence);
    }

    private IEnumerable<HardBar> Investigations() =>
        from filed in known.OfType<InvestigationFiled>()
        let closed = known.OfType<InvestigationClosed>().Where(fact => fact.Investigation == filed.Id).Select(fact => (DateOnly?)fact.On).Max()
        where filed.FiledOn <= question.On && question.On <= (closed ?? DateOnly.MaxValue)
        from rule in policy.Investigation
        where rule.On.Contains(action) && rule.Holds(question.On, question.Authority)
        select new HardBar(
            filed.Id, "立案调查", rule.Words, rule.Provision, filed.FiledOn, closed, rule.Provision.IsUnverified,
            $"{filed.FiledOn.Iso()}{filed.Organ}立案，{(closed is { } day ? $"至{day.Iso()}结案（当日仍受限）" : "尚未结案")}，{rule.Words}{rule.Provision.Mark()}。");

    private IEnumerable<HardBar> PeriodBars() =>
        from bar in bars
        where StandingOf(bar) == BarStanding.InForce
        select new HardBar(bar.Cause, bar.CauseWord, bar.Words, bar.Provision, bar.From, bar.To, bar.IsUnverified, bar.Steps);

    // The assessment of a year is often held in the next one: a bar on that year holds whenever it is asked about.
    private BarStanding StandingOf(Bar bar)
    {
        if (action != Effect.Commendation || question.AssessmentYear is not { } year)
            return bar.On(question.On);
        if (bar.Extent == Extent.Year)
            return bar.From.Year == year ? bar.On(bar.From) : BarStanding.Over;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        if (bar.From > last)
            return BarStanding.Ahead;
        return bar.On(bar.From > first ? bar.From : first);
    }

    private IEnumerable<HardBar> LastAssessment() =>
        from assessment in known.OfType<AnnualAssessment>()
        where assessment.Year == question.On.Year - 1
        from rule in policy.Assessment
        where rule.On.Contains(action) && rule.Results.Contains(assessment.Result) && rule.Holds(question.On, question.Authority)
        let end = new DateOnly(question.On.Year, 12, 31)
        select new HardBar(
            assessment.Id, $"{assessment.Year}年度考核{assessment.Result}", rule.Words, rule.Provision, new DateOnly(question.On.Year, 1, 1), end,
            rule.Provision.IsUnverified, $"上一年度（{assessment.Year}年）考核结果为{assessment.Result}，{rule.Words}{rule.Provision.Mark()}。");

    private IEnumerable<HardBar> StillAffecting() =>
        from expired in Expired()
        where expired.Judgement is { StillAffects: true }
        let judgement = expired.Judgement
        select new HardBar(
            expired.Period.Measure.Id, expired.Period.Rule.Name, expired.Rule.Words, expired.Rule.Provision, judgement.On, null, expired.Rule.Provision.IsUnverified,
            $"{expired.Period.Rule.Name}影响期已于{expired.End.Iso()}届满，{judgement.On.Iso()}{judgement.Meeting}研判认为仍影响使用（{judgement.By}记录）{expired.Rule.Provision.Mark()}。");

    private IEnumerable<string> Unsettled()
    {
        foreach (var bar in bars.Where(bar => StandingOf(bar) == BarStanding.Unsettled))
            yield return bar.Steps;
        foreach (var unknown in reckoned.Unknown.Where(unknown => unknown.Measure.ApprovedOn <= question.On))
            yield return unknown.Words;
    }

    private IEnumerable<PendingJudgement> Pending() =>
        from expired in Expired()
        where expired.Judgement is null
        select new PendingJudgement(
            expired.Period.Measure.Id, expired.End, expired.Rule.Provision,
            $"{expired.Period.Rule.Name}影响期已于{expired.End.Iso()}届满{(expired.Period.LiftedOn is null ? "" : $"，{expired.Period.Rule.Lifting}")}，"
            + $"期满待研判：{expired.Rule.Words}（{expired.Rule.Provision}）。");

    private IEnumerable<(InfluencePeriod Period, ExpiryRule Rule, DateOnly End, UseJudged? Judgement)> Expired() =>
        from period in reckoned.Periods
        where period.HasPeriod && period.IsExecuted && period.AbsorbedBy is null
        let own = bars.Where(bar => bar.Cause == period.Measure.Id && bar.Extent == Extent.Period).ToArray()
        where own.Length > 0 && own.All(bar => bar.On(question.On) == BarStanding.Over)
        from rule in policy.Expiry
        where rule.On.Contains(action) && rule.Holds(question.On, question.Authority)
        let end = own.Max(bar => bar.To)!.Value
        select (period, rule, end, JudgementOf(period.Measure.Id, end));

    private UseJudged? JudgementOf(FactId measure, DateOnly end) =>
        known.OfType<UseJudged>()
            .Where(fact => fact.Measure == measure && fact.On > end && fact.On <= question.On)
            .Where(fact => !string.IsNullOrWhiteSpace(fact.Meeting) && !string.IsNullOrWhiteSpace(fact.By))
            .MaxBy(fact => fact.On);

    private IEnumerable<string> Remarks()
    {
        foreach (var open in reckoned.Questions)
            if (open.Effect == action && question.On >= open.From && question.On <= (open.To ?? DateOnly.MaxValue))
                yield return open.Words;
        foreach (var bar in bars.Where(bar => bar.Extent == Extent.Year && question.AssessmentYear is null && bar.From.Year == question.On.Year - 1))
            yield return $"如评定的是{bar.From.Year}年度：{bar.Steps}";
        if (policy.Assessment.Any(rule => rule.On.Contains(action)) && known.OfType<AnnualAssessment>().All(fact => fact.Year != question.On.Year - 1))
            yield return $"上一年度（{question.On.Year - 1}年）考核结果未登记，须由人核实。";
        foreach (var period in reckoned.Periods.Where(period => bars.Any(bar => bar.Cause == period.Measure.Id) && LiftedOn(period) <= question.On))
            yield return $"{period.Rule.Name}{period.Rule.Lifting}。";
    }

    // A sanction whose rest a later one took up is lifted with that one; what the lifting does not restore stays unrestored.
    private DateOnly? LiftedOn(InfluencePeriod period)
    {
        var last = period;
        while (last.AbsorbedBy is { } later)
            last = reckoned.Periods.Single(other => other.Measure.Id == later);
        return period.Rule.Lifting is null ? null : last.LiftedOn;
    }

    private IEnumerable<ChecklistItem> Checklist() =>
        from rule in policy.Checklist
        where rule.On.Contains(action) && rule.Holds(question.On, question.Authority)
        let record = known.OfType<CheckDone>().Where(fact => fact.Item == rule.Code && fact.On <= question.On).MaxBy(fact => fact.On)
        let standing = record switch { null => CheckStanding.Open, { Clear: true } => CheckStanding.Done, _ => CheckStanding.ProblemFound }
        select new ChecklistItem(rule.Code, $"{rule.Words}{rule.Value}{rule.Unit}{rule.Provision.Mark()}", rule.Provision, standing, record);
}
