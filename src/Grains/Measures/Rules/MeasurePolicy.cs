using System.Collections.Immutable;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Measures.Rules;

/// <summary>One figure of the measures.</summary>
/// <param name="Code">Stable name, such as <c>measure.reply</c>.</param>
/// <param name="Name">The word on screen.</param>
/// <param name="Value">The figure; not negative.</param>
/// <param name="Unit">工作日, 日, 月, 时, 字 or 项; always said beside the value.</param>
/// <param name="Provision">Source, article and grade.</param>
/// <param name="ValidFrom">First day of the figure.</param>
/// <param name="ValidTo">Last day of the figure.</param>
/// <param name="Authority">Whose figure it is.</param>
public sealed record MeasureFigure(
    string Code,
    string Name,
    decimal Value,
    string Unit,
    Provision Provision,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>Who agrees, in which order.</summary>
/// <param name="Act">What it is about: a kind of measure (<c>inquiry</c>) or one act (<c>extension</c>, <c>talk.admonition</c>).</param>
/// <param name="Ranks">Codes of <see cref="MeasureRanks"/>; never empty.</param>
/// <param name="Provision">Where it is said.</param>
/// <param name="Any">True where one of the ranks is enough; otherwise each agrees in turn.</param>
/// <param name="Study">True where the department's meeting studies it before the second rank.</param>
/// <param name="ValidFrom">First day of the rule.</param>
/// <param name="ValidTo">Last day of the rule.</param>
/// <param name="Authority">Whose rule it is.</param>
public sealed record ApprovalChain(
    string Act,
    ImmutableArray<string> Ranks,
    Provision Provision,
    bool Any = false,
    bool Study = false,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Authority = null) : PolicyRow(ValidFrom, ValidTo, Authority);

/// <summary>One item of a code list.</summary>
public sealed record CodeItem(string Code, string Name);

/// <summary>A list of the rules as data: <c>aspects</c> of an inquiry, <c>situations</c> of an admonition, <c>grounds</c>, <c>statements</c>, <c>meetings</c>.</summary>
public sealed record CodeList(string List, string Name, Provision Provision, ImmutableArray<CodeItem> Items);

/// <summary>The figures, chains and lists of the measures as they ship. A parameter or chain of the district's policy with the same code goes first.</summary>
public sealed record MeasurePolicy(ImmutableArray<MeasureFigure> Figures, ImmutableArray<ApprovalChain> Chains, ImmutableArray<CodeList> Lists)
{
    /// <summary>The rows that ship with the product.</summary>
    public static MeasurePolicy Shipped { get; } = PolicyJson.Shipped<MeasurePolicy>("measures.json");

    /// <summary>The item of a list, or null.</summary>
    public CodeItem? Item(string list, string code) => Lists.FirstOrDefault(l => l.List == list)?.Items.FirstOrDefault(item => item.Code == code);
}
