using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>What the periods bar. A bar by year or term is reckoned from the first day alone and outlives the period.</summary>
internal static class BarsOf
{
    public static ImmutableArray<Bar> Periods(IEnumerable<InfluencePeriod> periods, ImmutableArray<TermOfOffice> terms) =>
    [
        .. from period in periods
           where period.IsExecuted
           from rule in period.Rule.Effects
           where rule.Applies
           from effect in rule.On
           select Of(period, rule, effect, terms),
    ];

    public static IEnumerable<OpenQuestion> Questions(InfluencePeriod period) =>
        from rule in period.Rule.Effects
        where period.IsExecuted && !rule.Applies
        from effect in rule.On
        select new OpenQuestion(
            effect,
            period.Measure.Id,
            period.Start,
            period.LatestEnd,
            $"{period.Rule.Name}期间是否限制{effect.Word()}，规定未明{rule.Provision.Mark()}，现行规则按不限制处理。");

    private static Bar Of(InfluencePeriod period, EffectRule rule, Effect effect, ImmutableArray<TermOfOffice> terms)
    {
        var (certain, latest, steps) = rule.Extent switch
        {
            Extent.Year => OfYear(period),
            Extent.Term => OfTerm(period, terms),
            _ when rule.Months is { } months && period.CertainEnd >= period.Start => OfMonths(period, months),
            _ => (period.CertainEnd, period.LatestEnd, period.Steps),
        };
        var unverified = rule.Provision.IsUnverified || period.Rule.Provision.IsUnverified || period.Rule.Start.Provision.IsUnverified;
        return new Bar(
            effect, rule.Extent, period.Measure.Id, period.Rule.Name, rule.Words, rule.Provision, period.Start, certain, latest, unverified,
            $"{steps.TrimEnd('。')}，{rule.Words}{rule.Provision.Mark()}。");
    }

    private static (DateOnly? Certain, DateOnly? Latest, string Steps) OfYear(InfluencePeriod period)
    {
        var end = new DateOnly(period.Start.Year, 12, 31);
        return (Certainly(period, end), end, $"{Begun(period)}，及于{end.Year}年度，不随影响期届满而结束");
    }

    private static (DateOnly? Certain, DateOnly? Latest, string Steps) OfTerm(InfluencePeriod period, ImmutableArray<TermOfOffice> terms)
    {
        var term = terms.LastOrDefault(term => term.From <= period.Start && period.Start <= (term.To ?? DateOnly.MaxValue));
        return term switch
        {
            null => (period.Start.AddDays(-1), null, $"{Begun(period)}，及于本任期，任期未登记，止日待核实"),
            { To: null } => (Certainly(period, null), null, $"{Begun(period)}，及于{term.From.Iso()}开始的任期，止日未定"),
            { To: { } end } => (Certainly(period, end), end, $"{Begun(period)}，及于本任期（至{end.Iso()}），不随影响期届满而结束"),
        };
    }

    private static (DateOnly? Certain, DateOnly? Latest, string Steps) OfMonths(InfluencePeriod period, int months)
    {
        var end = Months.End(period.Start, months);
        return (end, end, $"{Begun(period)}，{months}个月至{end.Iso()}（当日仍受限）");
    }

    // A year or a term is reckoned from the first day: where that is missing nothing is certain.
    private static DateOnly? Certainly(InfluencePeriod period, DateOnly? end) =>
        period.LatestEnd is null && period.CertainEnd < period.Start ? period.CertainEnd : end;

    private static string Begun(InfluencePeriod period) =>
        period.Rule.Start.Provision.IsUnverified
            ? $"{period.Rule.Name}，{period.Start.Iso()}起算（起算点{Provisions.Provision.UnverifiedMark}）"
            : $"{period.Rule.Name}，{period.Start.Iso()}起算";
}
