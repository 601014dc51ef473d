using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Accounts;

/// <summary>A role over a part of the district, as it was assigned: offices are ids of the tree, not yet expanded.</summary>
/// <param name="Offices">At least one for a role that sees cases; a subtree each. Others need none.</param>
/// <param name="Units">Null for every unit.</param>
/// <param name="Clearance">The highest secrecy it reaches.</param>
/// <param name="OwnStaff">Over the department's own staff, and only them.</param>
/// <param name="From">First day in force; null from the beginning.</param>
/// <param name="Until">Last day in force; null without an end.</param>
public sealed record Assignment(
    Role Role, IReadOnlyList<string> Offices, IReadOnlyList<string>? Units, Secrecy Clearance, bool OwnStaff = false, DateOnly? From = null, DateOnly? Until = null)
{
    public bool IsInForce(DateOnly day) => !(From > day) && !(Until < day);

    /// <summary>Lists in order, without repetition, so that equal assignments are written alike.</summary>
    public Assignment Normal() => this with { Offices = Sorted(Offices), Units = Units is null ? null : Sorted(Units) };

    public bool Equals(Assignment? other) =>
        other is not null && (Role, Clearance, OwnStaff, From, Until) == (other.Role, other.Clearance, other.OwnStaff, other.From, other.Until)
        && Offices.SequenceEqual(other.Offices) && (Units is null ? other.Units is null : other.Units is not null && Units.SequenceEqual(other.Units));

    public override int GetHashCode() => HashCode.Combine(Role, Clearance, OwnStaff, From, Until, Offices.Count, Units?.Count);

    private static string[] Sorted(IReadOnlyList<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>A case right lent to another account.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="ReasonHash">Hash of the reason, a text.</param>
public sealed record Delegation(string To, DateOnly From, DateOnly Until, string ReasonHash);

/// <summary>What one account may do, before the tree of offices and other accounts' delegations are taken in.</summary>
/// <param name="SelfCadre">The holder's own number on the roster; never visible to the account.</param>
/// <param name="Relatives">Numbers of declared relatives; never visible either.</param>
/// <param name="Delegations">What it lends; past ones are dropped with the next change.</param>
/// <param name="Deputy">The other half of an AB岗; in force only where that account names this one too.</param>
public sealed record AccountRights(
    IReadOnlyList<Assignment> Assignments, string? SelfCadre, IReadOnlyList<string> Relatives, IReadOnlyList<Delegation> Delegations, string? Deputy)
{
    public static readonly AccountRights None = new([], null, [], [], null);
}
