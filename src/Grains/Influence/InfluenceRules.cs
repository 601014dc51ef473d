using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Influence;

/// <summary>The kinds of measures that the rules treat alike.</summary>
public enum MeasureFamily
{
    [JsonStringEnumMemberName("日常监督")]
    Care = 1,

    [JsonStringEnumMemberName("组织处理")]
    Organizational = 2,

    [JsonStringEnumMemberName("政务处分")]
    Government = 3,

    [JsonStringEnumMemberName("党纪处分")]
    Party = 4,
}

/// <summary>The day on which a period begins.</summary>
public enum PeriodStart
{
    [JsonStringEnumMemberName("批准")]
    Approval = 1,

    [JsonStringEnumMemberName("谈话")]
    Talk = 2,

    [JsonStringEnumMemberName("送达")]
    Delivery = 3,
}

/// <summary>How far an effect reaches.</summary>
public enum Extent
{
    /// <summary>As long as the influence period.</summary>
    [JsonStringEnumMemberName("影响期")]
    Period = 1,

    /// <summary>The calendar year in which the period begins: its assessment, whenever that is held.</summary>
    [JsonStringEnumMemberName("年度")]
    Year = 2,

    /// <summary>The term of office in which the period begins.</summary>
    [JsonStringEnumMemberName("任期")]
    Term = 3,
}

/// <summary>The ways in which measures go together.</summary>
public enum CombinationKind
{
    /// <summary>Several of one kind in one decision: between one period and their sum.</summary>
    [JsonStringEnumMemberName("同种多个")]
    SameKind = 1,

    /// <summary>Several kinds in one decision: the heaviest is carried out.</summary>
    [JsonStringEnumMemberName("择一重")]
    Heaviest = 2,

    /// <summary>A new one inside an old period: what remains of the old and the new.</summary>
    [JsonStringEnumMemberName("余期相加")]
    CarryOver = 3,

    /// <summary>Organizational handling together with discipline: the longer governs.</summary>
    [JsonStringEnumMemberName("从长")]
    LongerGoverns = 4,
}

/// <summary>When and where a row of the policy holds.</summary>
/// <param name="ValidFrom">First day; null where it is not known or always.</param>
/// <param name="ValidTo">Last day; null where it still holds.</param>
/// <param name="Authority">The authority (市/县) that it holds for; null for all. A row for the authority goes before a row for all.</param>
public abstract record PolicyRow(DateOnly? ValidFrom, DateOnly? ValidTo, string? Authority)
{
    /// <summary>True on the days and for the authority that the row holds for.</summary>
    public bool Holds(DateOnly day, string? authority) =>
        day >= (ValidFrom ?? DateOnly.MinValue) && day <= (ValidTo ?? DateOnly.MaxValue) && (Authority is null || Authority == authority);
}

/// <summary>A length.</summary>
/// <param name="Least">The shortest that a decision can fix, 0 to 600.</param>
/// <param name="Most">The longest, not below <paramref name="Least"/>; 0 where the rules know no period.</param>
/// <param name="Unit">Always 月.</param>
/// <param name="AfterRestoration">Months that run on from the day on which Party rights are restored; 0 where the rule knows no such thing.</param>
public sealed record PeriodLength(int Least, int Most, string Unit, int AfterRestoration = 0);

/// <summary>The first day of a period, and where that is said.</summary>
public sealed record StartRule(PeriodStart At, Provision Provision);

/// <summary>What a measure stands in the way of.</summary>
/// <param name="On">The things barred.</param>
/// <param name="Extent">How far.</param>
/// <param name="Applies">False for a question that the rules leave open and the policy decides in the person's favour: said, but no bar.</param>
/// <param name="Words">The bar in the rule's words.</param>
/// <param name="Provision">Where it is said.</param>
/// <param name="Months">A length of its own; null for the measure's period.</param>
public sealed record EffectRule(ImmutableArray<Effect> On, Extent Extent, bool Applies, string Words, Provision Provision, int? Months = null);

/// <summary>One measure of the rules: its period and what it bars.</summary>
/// <param name="Code">Stable name in facts.</param>
/// <param name="Name">The word on screen.</param>
/// <param name="Family">Its kind.</param>
/// <param name="Severity">Rank within the family; the higher is the heavier.</param>
/// <param name="Period">Its length.</param>
/// <param name="Start">Its first day.</param>
/// <param name="Provision">Where the length is said.</param>
/// <param name="Effects">What it bars; empty for a measure that is only recorded.</param>
/// <param name="Lifting">What the expiry does by itself; null where the rules say nothing.</param>
/// <param name="ValidFrom">First day of the rule.</param>
/// <param name="ValidTo">Last day of the rule.</param>
/// <param name="Authority">Whose rule it is.</param>
public sealed record MeasureRule(
    string Code,
    string Name,
    MeasureFamily Family,
    int Severity,
    PeriodLength Period,
    StartRule Start,
    Provision Provision,
    ImmutableArray<EffectRule> Effects,
    string? Lifting = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>How several measures go together.</summary>
/// <param name="Kind">Which rule this is.</param>
/// <param name="Families">The families it is about.</param>
/// <param name="MostMonths">The longest that the combination may last, in months; null for no limit.</param>
/// <param name="Words">The rule in one clause.</param>
/// <param name="Provision">Where it is said.</param>
/// <param name="ValidFrom">First day of the rule.</param>
/// <param name="ValidTo">Last day of the rule.</param>
/// <param name="Authority">Whose rule it is.</param>
public sealed record CombinationRule(
    CombinationKind Kind,
    ImmutableArray<MeasureFamily> Families,
    int? MostMonths,
    string Words,
    Provision Provision,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);
