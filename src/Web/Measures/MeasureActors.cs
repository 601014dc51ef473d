using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Web.Measures;

/// <summary>As whom a viewer may act on one case: for themselves first, then for each account that has lent them a role over it.</summary>
internal static class MeasureActors
{
    /// <summary>Never empty; the first one is the viewer's own act. A role counts only by a grant that covers the case and reaches its secrecy.</summary>
    public static IReadOnlyList<MeasureActor> Of(Viewer viewer, CaseFacts cadre, Secrecy secrecy)
    {
        var reaching = viewer.Grants.Where(g => MeasureRows.Sees(viewer with { Grants = [g] }, cadre, secrecy)).ToLookup(g => g.OnBehalfOf ?? "");
        return [Actor(null), .. reaching.Where(g => g.Key.Length > 0).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Actor(g.Key))];

        MeasureActor Actor(string? lender) => new(
            viewer.Account, reaching[lender ?? ""].Select(g => JsonNamingPolicy.CamelCase.ConvertName(g.Role.ToString())).ToHashSet(), viewer.Recused.Contains(cadre.Cadre), lender);
    }
}
