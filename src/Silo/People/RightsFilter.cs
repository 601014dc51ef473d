using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.People;

/// <summary>What <see cref="CaseAccess"/> decides, as conditions of a query. A test holds the two against each other.</summary>
public static class RightsFilter
{
    /// <summary>On <see cref="ReadTableSet.Alerts"/>.</summary>
    public static IReadOnlyList<Condition> Alerts(Viewer viewer) => Of(viewer, "cadre", withSecrecy: true);

    /// <summary>On <see cref="ReadTableSet.Cadres"/>.</summary>
    public static IReadOnlyList<Condition> Cadres(Viewer viewer) => Of(viewer, "number", withSecrecy: false);

    /// <summary>
    /// On <see cref="ReadTableSet.Measures"/>, whose rows follow the roster a moment later and do not know one's own staff: a little more than the decision
    /// sees, which is asked again for every row.
    /// </summary>
    public static IReadOnlyList<Condition> Measures(Viewer viewer)
    {
        var groups = viewer.Grants.Where(g => Roles.SeesCases(g.Role) && Roles.Of(g.Role).Contains(Capability.Measures))
            .Select(g => (IReadOnlyList<Condition>)[.. Group(g, "cadre", withSecrecy: true).Where(c => c.Column != "own_staff")]).ToList();
        return [.. Not(viewer.Recused, "cadre"), Condition.AnyOf(groups)];
    }

    private static List<Condition> Of(Viewer viewer, string cadre, bool withSecrecy)
    {
        var groups = new List<IReadOnlyList<Condition>>();
        foreach (var grant in viewer.Grants)
            if (Roles.SeesCases(grant.Role)) groups.Add(Group(grant, cadre, withSecrecy));
        return [.. Not(viewer.Recused, cadre), Condition.AnyOf(groups)];
    }

    private static List<Condition> Group(Grant grant, string cadre, bool withSecrecy)
    {
        var group = new List<Condition> { new("own_staff", Comparison.Equal, grant.OwnStaff ? 1L : 0L) };
        if (grant.Units is { } units) group.Add(new("unit", Comparison.In, Ordered(units)));
        if (!grant.Offices.Contains(CaseFacts.Root)) group.Add(new("authority", Comparison.In, Ordered(grant.Offices)));
        if (withSecrecy && grant.Clearance < Secrecy.Secret) group.Add(new("secrecy", Comparison.AtMost, (long)grant.Clearance));
        group.AddRange(Not(grant.AlsoRecused ?? new HashSet<string>(), cadre));
        return group;
    }

    private static IEnumerable<Condition> Not(IReadOnlySet<string> numbers, string column) => Ordered(numbers).Select(n => new Condition(column, Comparison.NotEqual, n));

    private static string[] Ordered(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];
}
