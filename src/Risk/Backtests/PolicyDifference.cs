using System.Text.Json;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Risk.Backtests;

/// <summary>Which patterns mean the same under two policies: themselves, their parameters, and what of the policy all patterns read.</summary>
public static class PolicyDifference
{
    private const string FreshDays = "signal.freshDays";

    /// <summary>With fields: the sources of a convergence are pairs, which have nothing else.</summary>
    private static readonly JsonSerializerOptions Whole = new() { IncludeFields = true };

    /// <summary>Whether what all patterns read is the same: levels, kinds, and from when on news is old.</summary>
    public static bool IsSameGround(Policy current, Policy changed) =>
        Text(current.Levels) == Text(changed.Levels) && Text(current.Kinds) == Text(changed.Kinds) && Parameters(current, [FreshDays]) == Parameters(changed, [FreshDays]);

    /// <returns>Codes of the patterns that both policies have and judge alike.</returns>
    public static HashSet<string> Unchanged(Policy current, Policy changed)
    {
        if (!IsSameGround(current, changed))
            return [];
        var before = current.Patterns.ToDictionary(p => p.Code, p => Meaning(current, p));
        return [.. changed.Patterns.Where(p => before.TryGetValue(p.Code, out var known) && known == Meaning(changed, p)).Select(p => p.Code)];
    }

    private static string Meaning(Policy policy, Pattern pattern) =>
        pattern.GetType().Name + JsonSerializer.Serialize(pattern, pattern.GetType(), Whole) + Parameters(policy, [.. pattern.Parameters]);

    private static string Parameters(Policy policy, string[] codes) => Text(policy.Parameters.Where(p => codes.Contains(p.Code)));

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
