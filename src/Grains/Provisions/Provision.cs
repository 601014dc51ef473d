namespace CadreWatch.Grains.Provisions;

/// <summary>How well a figure of the rules is known. <see cref="M"/> and <see cref="U"/> are shown as 未核实.</summary>
public enum Grade
{
    /// <summary>Read in the law's or notice's own text.</summary>
    V = 1,

    /// <summary>From an official local rule, a form, a news item or an excerpt.</summary>
    S = 2,

    /// <summary>Commonly quoted, not verified.</summary>
    M = 3,

    /// <summary>Looked for and not found: the value is an assumption of the policy.</summary>
    U = 4,
}

/// <summary>
/// Where a figure or a bar comes from. It says nothing of when the figure was in force, nor for whom: that belongs to the
/// policy row that carries it.
/// </summary>
/// <param name="Source">The document's title, without 《》; never empty.</param>
/// <param name="Article">The article as the document counts it (第十九条); empty where it is not known.</param>
/// <param name="Grade">How well the figure is known.</param>
public sealed record Provision(string Source, string Article, Grade Grade)
{
    /// <summary>The mark that stands beside every figure graded <see cref="Grade.M"/> or <see cref="Grade.U"/>, in every sentence.</summary>
    public const string UnverifiedMark = "未核实";

    /// <summary>True for the grades that must be shown as 未核实; an undefined grade counts as unverified too.</summary>
    public bool IsUnverified => Grade is not (Grade.V or Grade.S);

    /// <summary>《公职人员政务处分法》第十九条, with （未核实） behind it where the grade asks for it.</summary>
    public override string ToString() => $"《{Source}》{Article}{(IsUnverified ? $"（{UnverifiedMark}）" : "")}";
}
