using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Access;

/// <summary>
/// The one decision on need to know: management authority × unit × secrecy × role × recusal. Pure and total. Queries say the same in SQL; deciders ask it
/// again on the grain's current state.
/// </summary>
public static class CaseAccess
{
    /// <summary>Whether some role of the viewer has it at all; over whom is another question.</summary>
    public static bool Has(Viewer v, Capability c)
    {
        if (v.Phone && !Roles.IsKeptOnPhone(c))
            return false;
        foreach (var grant in v.Grants)
            if (Roles.Of(grant.Role).Contains(c))
                return true;
        return false;
    }

    public static bool SeesCadre(Viewer v, CaseFacts c) => Covered(v, Capability.SeeCases, c, null);

    /// <summary>An alert, whose secrecy is the highest of its causes, or a signal.</summary>
    public static bool Sees(Viewer v, CaseFacts c, Secrecy s) => Covered(v, Capability.SeeCases, c, s);

    /// <summary>One and the same grant must have the capability, cover the case and reach its secrecy.</summary>
    public static bool May(Viewer v, Capability cap, CaseFacts c, Secrecy s) => (!v.Phone || Roles.IsKeptOnPhone(cap)) && Covered(v, cap, c, s);

    /// <summary>The highest secrecy that the viewer reaches in this case; null where the case is not visible.</summary>
    public static Secrecy? Reach(Viewer v, CaseFacts c)
    {
        Secrecy? highest = null;
        foreach (var grant in v.Grants)
            if ((highest is null || grant.Clearance > highest) && Roles.SeesCases(grant.Role) && !v.Recused.Contains(c.Cadre) && Covers(grant, c))
                highest = grant.Clearance;
        return highest;
    }

    private static bool Covered(Viewer v, Capability capability, CaseFacts c, Secrecy? s)
    {
        if (v.Recused.Contains(c.Cadre))
            return false;
        foreach (var grant in v.Grants)
            if ((s is null || s <= grant.Clearance) && Roles.SeesCases(grant.Role) && Roles.Of(grant.Role).Contains(capability) && Covers(grant, c))
                return true;
        return false;
    }

    private static bool Covers(Grant grant, CaseFacts c) =>
        grant.OwnStaff == c.OwnStaff
        && (grant.Offices.Contains(CaseFacts.Root) || grant.Offices.Contains(c.Authority))
        && grant.Units?.Contains(c.Unit) != false
        && grant.AlsoRecused?.Contains(c.Cadre) != true;
}
