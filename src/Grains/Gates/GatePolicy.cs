using System.Collections.Immutable;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Gates;

/// <summary>A filed investigation bars these.</summary>
public sealed record InvestigationRule(
    ImmutableArray<Effect> On, string Words, Provision Provision, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, string? Authority = null)
    : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>Results of last year's assessment that bar these until the year is over.</summary>
public sealed record AssessmentRule(
    ImmutableArray<Effect> On,
    ImmutableArray<string> Results,
    string Words,
    Provision Provision,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>An expired measure awaits a recorded judgement before these (期满影响使用).</summary>
public sealed record ExpiryRule(
    ImmutableArray<Effect> On, string Words, Provision Provision, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, string? Authority = null)
    : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>What a person has to see to, because it cannot be computed.</summary>
/// <param name="Code">Stable name in <see cref="CheckDone"/>.</param>
/// <param name="On">Before which actions.</param>
/// <param name="Words">What has to be done.</param>
/// <param name="Provision">Where it is said.</param>
/// <param name="Value">A figure of the item; null where it has none.</param>
/// <param name="Unit">The figure's unit (个工作日, 年); null without a figure.</param>
/// <param name="ValidFrom">First day of the rule.</param>
/// <param name="ValidTo">Last day of the rule.</param>
/// <param name="Authority">Whose rule it is.</param>
public sealed record ChecklistRule(
    string Code,
    ImmutableArray<Effect> On,
    string Words,
    Provision Provision,
    int? Value = null,
    string? Unit = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>The rules of the gate as data.</summary>
public sealed record GatePolicy(
    ImmutableArray<InvestigationRule> Investigation,
    ImmutableArray<AssessmentRule> Assessment,
    ImmutableArray<ExpiryRule> Expiry,
    ImmutableArray<ChecklistRule> Checklist)
{
    /// <summary>The rows of the law as they ship with the product.</summary>
    public static GatePolicy Shipped { get; } = PolicyJson.Shipped<GatePolicy>("gates.json");

    /// <summary>Reads a policy from JSON (UTF-8). Never throws for what the file says.</summary>
    public static PolicyReading<GatePolicy> Read(ReadOnlySpan<byte> utf8) => PolicyJson.Read<GatePolicy>(utf8, Faults);

    private static IEnumerable<string> Faults(GatePolicy policy)
    {
        var rows = policy.Investigation.Select(rule => (rule.On, rule.Words, rule.Provision))
            .Concat(policy.Assessment.Select(rule => (rule.On, rule.Words, rule.Provision)))
            .Concat(policy.Expiry.Select(rule => (rule.On, rule.Words, rule.Provision)))
            .Concat(policy.Checklist.Select(rule => (rule.On, rule.Words, rule.Provision)));
        foreach (var (on, words, provision) in rows)
            if (on.IsEmpty || words.Length == 0 || provision.Source.Length == 0)
                yield return $"规则“{words}”的对象、内容或者来源为空。";
    }
}
