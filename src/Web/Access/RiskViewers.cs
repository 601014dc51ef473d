using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Access;

internal static class RiskViewers
{
    /// <summary>The viewer as far as their roles reach that see hints of a model: another role's reach over cases counts for nothing there.</summary>
    public static Viewer ForRisk(this Viewer viewer) =>
        viewer.Grants.All(g => Roles.Of(g.Role).Contains(Capability.SeeRisk))
            ? viewer
            : viewer with { Grants = [.. viewer.Grants.Where(g => Roles.Of(g.Role).Contains(Capability.SeeRisk))] };
}
