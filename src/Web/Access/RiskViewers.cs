using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Access;

internal static class RiskViewers
{
    /// <summary>The viewer as far as their roles reach that see hints of a model: another role's reach over cases counts for nothing there.</summary>
    public static Viewer ForRisk(this Viewer viewer) => viewer.Only(Capability.SeeRisk);

    /// <summary>The viewer as far as their roles reach that decide on policy.</summary>
    public static Viewer ForPolicy(this Viewer viewer) => viewer.Only(Capability.Policy);

    private static Viewer Only(this Viewer viewer, Capability capability) =>
        viewer.Grants.All(g => Roles.Of(g.Role).Contains(capability)) ? viewer : viewer with { Grants = [.. viewer.Grants.Where(g => Roles.Of(g.Role).Contains(capability))] };
}
