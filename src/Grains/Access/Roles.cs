using System.Collections.Frozen;

namespace CadreWatch.Grains.Access;

/// <summary>The one table of what each role may do.</summary>
public static class Roles
{
    private static readonly Capability[] Casework =
    [
        Capability.SeeCases, Capability.ActOnAlerts, Capability.OpenSignals, Capability.Search, Capability.Export, Capability.SeeRisk, Capability.Measures,
        Capability.WallBoard,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<Capability>> Table = new Dictionary<Role, FrozenSet<Capability>>
    {
        [Role.Supervisor] = FrozenSet.Create([.. Casework, Capability.Matrix]),
        [Role.DeputyHead] = FrozenSet.Create([.. Casework, Capability.Approve, Capability.Policy, Capability.Matrix, Capability.CompareRounds]),
        [Role.DepartmentHead] = FrozenSet.Create([.. Casework, Capability.Approve, Capability.Policy, Capability.Matrix, Capability.CompareRounds]),
        [Role.CommitteePrincipal] = FrozenSet.Create([.. Casework, Capability.Approve, Capability.Matrix]),
        [Role.AgencyLiaison] = [Capability.AnswerReviews],
        [Role.ComplaintOfficer] = [Capability.SeeCases, Capability.OpenSignals, Capability.Search],
        [Role.IdentityCustodian] = [Capability.SeeIdentity],
        [Role.Auditor] = [Capability.ReadTrail],
        [Role.Administrator] = [Capability.ManageAccounts, Capability.ManageKeys],
    }.ToFrozenDictionary();

    /// <summary>What a session on a phone keeps: reading, acknowledging, and talk records under <see cref="Capability.Measures"/>.</summary>
    private static readonly FrozenSet<Capability> OnPhone =
    [
        Capability.SeeCases, Capability.ActOnAlerts, Capability.OpenSignals, Capability.Search, Capability.SeeRisk, Capability.Measures, Capability.ReadTrail,
        Capability.WallBoard,
    ];

    /// <summary>Total: an unknown role may do nothing.</summary>
    public static IReadOnlySet<Capability> Of(Role role) => Table.TryGetValue(role, out var known) ? known : FrozenSet<Capability>.Empty;

    public static bool SeesCases(Role role) => Of(role).Contains(Capability.SeeCases);

    public static bool IsKeptOnPhone(Capability capability) => OnPhone.Contains(capability);

    /// <summary>Whoever manages accounts or reads the trail sees no case: the two never meet in one account.</summary>
    public static bool Conflict(IEnumerable<Role> roles)
    {
        var (apart, cases) = (false, false);
        foreach (var role in roles)
        {
            apart |= role is Role.Administrator or Role.Auditor;
            cases |= SeesCases(role);
        }

        return apart && cases;
    }
}
