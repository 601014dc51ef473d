using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>Organizational handling received together with discipline: of two bars on one thing that overlap, the longer governs.</summary>
internal static class LongerGoverns
{
    public static ImmutableArray<Bar> Mark(ImmutableArray<Bar> bars, ImmutableArray<InfluencePeriod> periods, InfluencePolicy policy, string? authority)
    {
        var rules = periods.ToDictionary(period => period.Measure.Id);
        return [.. bars.Select(bar => bar.Extent == Extent.Period ? Mark(bar) : bar)];

        Bar Mark(Bar bar)
        {
            var longer = bars.Where(other => Together(bar, other) && End(other) > End(bar)).MaxBy(End);
            if (longer is null || RuleOf(bar, longer) is not { } rule)
                return bar;
            var until = longer.To is { } end ? $"至{end.Iso()}" : "，止日未定";
            return bar with
            {
                GovernedBy = longer.Cause,
                IsUnverified = bar.IsUnverified || rule.Provision.IsUnverified,
                Steps = $"{bar.Steps.TrimEnd('。')}；与{longer.CauseWord}同时受到，从长按{longer.CauseWord}{until}{rule.Provision.Mark()}。",
            };
        }

        bool Together(Bar bar, Bar other) =>
            bar.Effect == other.Effect && other.Extent == Extent.Period && bar.From <= End(other) && other.From <= End(bar) && RuleOf(bar, other) is not null;

        CombinationRule? RuleOf(Bar bar, Bar other) => Directed(rules[bar.Cause], rules[other.Cause]) ?? Directed(rules[other.Cause], rules[bar.Cause]);

        CombinationRule? Directed(InfluencePeriod handling, InfluencePeriod discipline) =>
            discipline.Rule.Family is MeasureFamily.Government or MeasureFamily.Party
                ? policy.Find(CombinationKind.LongerGoverns, handling.Rule.Family, handling.Measure.ApprovedOn, authority)
                : null;
    }

    private static DateOnly End(Bar bar) => bar.To ?? DateOnly.MaxValue;
}
