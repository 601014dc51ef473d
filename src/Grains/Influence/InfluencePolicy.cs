using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>The figures of influence periods: every row names its source, and nothing of it is repeated in code.</summary>
/// <param name="Measures">The measures; several rows of one code where a rule changed or an authority differs.</param>
/// <param name="Combinations">How they go together.</param>
public sealed record InfluencePolicy(ImmutableArray<MeasureRule> Measures, ImmutableArray<CombinationRule> Combinations)
{
    /// <summary>The rows of the law as they ship with the product.</summary>
    public static InfluencePolicy Shipped { get; } = PolicyJson.Shipped<InfluencePolicy>("influence.json");

    /// <summary>Reads a policy from JSON (UTF-8). Never throws for what the file says.</summary>
    public static PolicyReading<InfluencePolicy> Read(ReadOnlySpan<byte> utf8) => PolicyJson.Read<InfluencePolicy>(utf8, InfluenceFaults.Of);

    /// <summary>The row in force for a measure decided on <paramref name="day"/>; null where the policy has none.</summary>
    public MeasureRule? Find(string code, DateOnly day, string? authority) =>
        Prefer(Measures.Where(rule => rule.Code == code && rule.Holds(day, authority)));

    internal CombinationRule? Find(CombinationKind kind, MeasureFamily family, DateOnly day, string? authority) =>
        Prefer(Combinations.Where(rule => rule.Kind == kind && rule.Families.Contains(family) && rule.Holds(day, authority)));

    private static T? Prefer<T>(IEnumerable<T> rows)
        where T : PolicyRow => rows.OrderBy(row => row.Authority is null).FirstOrDefault();
}
