using System.Text.Json;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Access;

/// <summary>What a policy may ask a purpose for.</summary>
public enum PurposeView
{
    /// <summary>What is known of one person: portrait, timeline, factors, gate.</summary>
    Portrait,
    Alert,
    Signal,
    Print,
    Export,
}

/// <summary>
/// Whether the policy lets something be opened only with a purpose, which the trail then keeps. <c>access.purpose</c> speaks for every view,
/// <c>access.purpose.portrait</c> and its like for one, and go first; 0 asks for none, and so does a policy that names neither.
/// </summary>
public static class PurposeRule
{
    private const string Parameter = "access.purpose";

    public static bool Asks(Policy policy, PurposeView view, DateOnly on) => (policy.Parameter(CodeOf(view), on) ?? policy.Parameter(Parameter, on))?.Value is not (null or 0);

    public static IReadOnlyList<PurposeView> Asked(Policy policy, DateOnly on) => [.. Enum.GetValues<PurposeView>().Where(v => Asks(policy, v, on))];

    /// <summary>Whether it asks a purpose for something that does not exist: who wrote that meant a view, and would not get what they meant.</summary>
    public static bool IsMisspelt(string code) =>
        code.StartsWith(Parameter, StringComparison.OrdinalIgnoreCase) && code != Parameter && Enum.GetValues<PurposeView>().All(v => CodeOf(v) != code);

    private static string CodeOf(PurposeView view) => $"{Parameter}.{JsonNamingPolicy.CamelCase.ConvertName(view.ToString())}";
}
