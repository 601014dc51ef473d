using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>
/// Several sanctions in one decision (政务处分法 第十五条): of several kinds the heaviest is carried out; of several of that kind one is, for a
/// length between one period and their sum, not beyond the limit of the rule. Which lengths these are the policy says.
/// </summary>
internal static class TogetherDecided
{
    public static IEnumerable<LengthRange> Combine(IEnumerable<RuledMeasure> measures, InfluencePolicy policy, string? authority) =>
        measures.GroupBy(pair => (pair.Rule.Family, Decision: pair.Measure.Decision ?? $"\0{pair.Measure.Id}"))
            .SelectMany(together => Combine([.. together], policy, authority));

    private static IEnumerable<LengthRange> Combine(ImmutableArray<RuledMeasure> together, InfluencePolicy policy, string? authority)
    {
        var day = together[0].Measure.ApprovedOn;
        var family = together[0].Rule.Family;
        if (together.Length == 1 || policy.Find(CombinationKind.Heaviest, family, day, authority) is not { } heaviest)
            return together.Select(Alone);
        var first = together.MaxBy(pair => pair.Rule.Severity)!;
        ImmutableArray<RuledMeasure> same = [.. together.Where(pair => pair.Rule.Code == first.Rule.Code)];
        var executed = same.Length > 1 && policy.Find(CombinationKind.SameKind, family, day, authority) is { } rule
            ? SameKind(first, same, rule)
            : Alone(first);
        if (same.Length < together.Length)
            executed = executed with { Note = $"{executed.Note}同一决定执行最重的{first.Rule.Name}（{heaviest.Provision}），" };
        return together.Select(pair => pair == first ? executed : Alone(pair) with { CarriedOutAs = first.Measure.Id });
    }

    private static LengthRange SameKind(RuledMeasure first, ImmutableArray<RuledMeasure> same, CombinationRule rule)
    {
        var sum = same.Sum(pair => pair.Rule.Period.Most);
        var decided = same.Select(pair => pair.Measure.DecidedMonths).FirstOrDefault(months => months is not null);
        var most = Math.Min(sum, rule.MostMonths ?? sum);
        return new LengthRange(
            first.Measure with { DecidedMonths = decided },
            first.Rule,
            first.Rule.Period.Least,
            most,
            $"{same.Length}个{first.Rule.Name}合并，在{first.Rule.Period.Least}至{most}个月之间确定（{rule.Provision}），",
            null);
    }

    private static LengthRange Alone(RuledMeasure pair) =>
        new(pair.Measure, pair.Rule, pair.Rule.Period.Least, pair.Rule.Period.Most, "", null);
}
