using System.Collections.Frozen;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Access;

/// <summary>One scope of rights: what a role covers. A case is visible if some grant covers it and no recusal forbids it.</summary>
/// <param name="Offices">Management authorities, expanded over the tree of offices. <see cref="CaseFacts.Root"/> among them covers every authority.</param>
/// <param name="Units">Null for every unit.</param>
/// <param name="Clearance">The highest secrecy it reaches.</param>
/// <param name="OwnStaff">Covers the department's own staff, and only them; without it everybody but them.</param>
/// <param name="OnBehalfOf">The account whose right this is, where it was delegated or comes from a standing deputy (AB岗).</param>
/// <param name="AlsoRecused">What that account is recused from: nobody sees more through it than it does itself.</param>
public sealed record Grant(
    Role Role, IReadOnlySet<string> Offices, IReadOnlySet<string>? Units, Secrecy Clearance, bool OwnStaff, string? OnBehalfOf = null,
    IReadOnlySet<string>? AlsoRecused = null);

/// <summary>Who looks, with everything that decides what they see. Immutable; made at request time.</summary>
/// <param name="Account">The account's name; its grain's key.</param>
/// <param name="RightsVersion">Another number whenever what may be seen is another; equal rights give the same number on every server.</param>
/// <param name="Recused">Cadre numbers that the person neither sees nor acts on: self and declared relatives.</param>
/// <param name="Phone">The session began on a phone.</param>
public sealed record Viewer(
    string Account, string Name, long RightsVersion, IReadOnlyList<Grant> Grants, IReadOnlySet<string> Recused, bool Phone = false)
{
    /// <summary>An account without any right.</summary>
    public static Viewer Nobody(string account) => new(account, "", 0, [], FrozenSet<string>.Empty);
}

/// <summary>What a right looks at in a case: the cadre's current roster line.</summary>
/// <param name="Cadre">The cadre's number.</param>
/// <param name="Authority">The office that manages the cadre; <see cref="Root"/> where the roster names none.</param>
/// <param name="OwnStaff">One of the department's own (roster tag <see cref="OwnStaffTag"/>).</param>
public sealed record CaseFacts(string Cadre, string Authority, string Unit, bool OwnStaff)
{
    /// <summary>The root of the tree of offices.</summary>
    public const string Root = "district";

    /// <summary>The roster's tag of the department's own staff.</summary>
    public const string OwnStaffTag = "组工干部";

    /// <summary>Of a roster line. Nothing is known of a cadre without one: such a case belongs to the root.</summary>
    public static CaseFacts Of(string cadre, RosterFacts? roster) =>
        new(cadre, roster?.Authority ?? Root, roster?.Unit ?? "", roster?.Tags?.Contains(OwnStaffTag) ?? false);
}
