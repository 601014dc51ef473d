namespace CadreWatch.Risk.Features;

/// <summary>How the margin may move when a feature grows and nothing else changes.</summary>
public enum Monotone : sbyte
{
    Falling = -1,
    Free = 0,
    Rising = 1,
}

/// <summary>One number that a model reads about a cadre.</summary>
/// <param name="Name">Stable code, such as <c>complaint.received.1y</c>.</param>
/// <param name="Label">Chinese, as it stands in a factor's sentence.</param>
/// <param name="Unit">Chinese unit; empty for a plain number, <c>%</c> for a share of 0 to 1.</param>
/// <param name="Unproven">It counts what is not proven: its sentence says 未核实.</param>
public sealed record Feature(string Name, string Label, string Unit, Monotone Monotone = Monotone.Free, bool Unproven = false);

/// <summary>What a feature speaks of.</summary>
public enum FactorGroup
{
    /// <summary>已属实: what was found or recorded.</summary>
    Proven = 0,

    /// <summary>未核实.</summary>
    Unproven = 1,

    /// <summary>岗位与任期.</summary>
    Post = 2,
}
