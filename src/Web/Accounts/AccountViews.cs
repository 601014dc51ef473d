using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Silo.People;

namespace CadreWatch.Web.Accounts;

/// <summary>A role over a part of the district.</summary>
/// <param name="Units">Null for every unit.</param>
public sealed record AssignmentView(
    Role Role, IReadOnlyList<string>? Offices, IReadOnlyList<string>? Units, Secrecy Clearance = Secrecy.Internal, bool OwnStaff = false, DateOnly? From = null, DateOnly? Until = null)
{
    internal Assignment Assignment => new Assignment(Role, Offices ?? [], Units, Clearance, OwnStaff, From, Until).Normal();

    internal static AssignmentView Of(Assignment a) => new(a.Role, a.Offices, a.Units, a.Clearance, a.OwnStaff, a.From, a.Until);
}

/// <param name="Reason">As written; null where its text was erased.</param>
public sealed record DelegationView(string To, DateOnly From, DateOnly Until, string? Reason);

/// <param name="State">active, invited or disabled.</param>
public sealed record AccountView(
    string Account, string Name, string State, IReadOnlyList<AssignmentView> Assignments, string? SelfCadre, IReadOnlyList<string> Relatives,
    IReadOnlyList<DelegationView> Delegations, string? Deputy, bool SecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset? LastSignInAt, long Version)
{
    internal static AccountView Of(Person person, CredentialFacts facts) => new(
        person.Account, person.Name, person.Disabled ? "disabled" : facts.Invited ? "invited" : "active", [.. person.Rights.Assignments.Select(AssignmentView.Of)],
        person.Rights.SelfCadre, person.Rights.Relatives, [.. person.Rights.Delegations.Select(d => new DelegationView(d.To, d.From, d.Until, null))],
        person.Rights.Deputy, facts.SecondFactor, facts.LockedUntil, facts.LastSignInAt, person.Version);
}

public sealed record AccountPage(IReadOnlyList<AccountView> Items, string? Next);

public sealed record OpenAccountRequest(string? Account, string? Name, IReadOnlyList<AssignmentView>? Assignments);

/// <param name="SetupPath">Where the holder sets a password, once.</param>
public sealed record AccountSetup(string Account, string SetupPath);

public sealed record RightsRequest(
    IReadOnlyList<AssignmentView>? Assignments, string? SelfCadre, IReadOnlyList<string>? Relatives, string? Reason, long? Version = null);

public sealed record DelegateRequest(string? To, DateOnly? From, DateOnly? Until, string? Reason, long? Version = null);

public sealed record EndDelegationRequest(string? To, long? Version = null);

public sealed record DeputyRequest(string? Deputy, long? Version = null);

public sealed record AccountReasonRequest(string? Reason, long? Version = null);

public sealed record UnitLineView(string Id, string Name, string? Parent, string Kind, string? Class);

public sealed record UnitList(IReadOnlyList<UnitLineView> Items);

public sealed record PersonLine(string Account, string Name, IReadOnlyList<Role> Roles);

public sealed record PeopleList(IReadOnlyList<PersonLine> Items);
