using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Influence;

/// <summary>What is wrong with a policy of influence periods, one Chinese sentence per fault.</summary>
internal static class InfluenceFaults
{
    private const int LongestMonths = 600;

    public static IEnumerable<string> Of(InfluencePolicy policy) =>
        policy.Measures.SelectMany(Of).Concat(policy.Combinations.SelectMany(Of)).Concat(Overlaps(policy));

    private static IEnumerable<string> Of(MeasureRule rule)
    {
        if (rule.Code.Length == 0 || rule.Name.Length == 0)
            yield return $"“{rule.Code}”的代码或者名称为空。";
        if (rule.Period.Unit != "月" || !InRange(rule.Period.Least) || !InRange(rule.Period.Most) || !InRange(rule.Period.AfterRestoration))
            yield return $"“{rule.Code}”的期限须以月计，不超过{LongestMonths}个月。";
        if (rule.Period.Least > rule.Period.Most)
            yield return $"“{rule.Code}”的最短期限长于最长期限。";
        if (rule.Effects.Any(effect => effect.On.IsEmpty || effect.Words.Length == 0 || !InRange(effect.Months ?? 0)))
            yield return $"“{rule.Code}”有一项影响的对象、内容或者单独期限有误。";
        if (rule.ValidTo < rule.ValidFrom)
            yield return $"“{rule.Code}”的失效日早于生效日。";
        if (Provisions(rule).Any(provision => provision.Source.Length == 0))
            yield return $"“{rule.Code}”有一处没有写明来源。";
    }

    private static IEnumerable<string> Of(CombinationRule rule)
    {
        if (rule.Families.IsEmpty || !InRange(rule.MostMonths ?? 0) || rule.Provision.Source.Length == 0)
            yield return $"合并规则“{rule.Words}”的类别、上限或者来源有误。";
    }

    private static IEnumerable<string> Overlaps(InfluencePolicy policy) =>
        policy.Measures.GroupBy(rule => (rule.Code, rule.Authority))
            .Where(same => Overlap([.. same.OrderBy(rule => rule.ValidFrom ?? DateOnly.MinValue)]))
            .Select(same => $"“{same.Key.Code}”有两行同时有效。");

    private static bool Overlap(MeasureRule[] ordered) =>
        ordered.Zip(ordered.Skip(1)).Any(pair => (pair.First.ValidTo ?? DateOnly.MaxValue) >= (pair.Second.ValidFrom ?? DateOnly.MinValue));

    private static bool InRange(int months) => months is >= 0 and <= LongestMonths;

    private static IEnumerable<Provision> Provisions(MeasureRule rule) =>
        [rule.Provision, rule.Start.Provision, .. rule.Effects.Select(effect => effect.Provision)];
}
