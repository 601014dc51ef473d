using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.JointReviews;

/// <summary>五类负面信息.</summary>
public enum NegativeClass : byte
{
    /// <summary>干部监督.</summary>
    CadreSupervision = 1,

    /// <summary>党纪政务.</summary>
    Discipline = 2,

    /// <summary>执法司法.</summary>
    LawEnforcement = 3,

    /// <summary>组织处理.</summary>
    OrganizationalHandling = 4,

    /// <summary>专项监督.</summary>
    SpecialSupervision = 5,
}

/// <summary>A unit that is asked in a round.</summary>
/// <param name="Id">The unit's id, without slash.</param>
/// <param name="Name">Official name, Chinese.</param>
/// <param name="Liaison">Account of the 联络员.</param>
/// <param name="Deputy">Account of the deputy, another person. Each of the two enters; the other confirms.</param>
/// <param name="Kind">Kind of signal, in the policy's list, that facts from this unit become.</param>
/// <param name="Secrecy">Least secrecy of what the unit reports.</param>
/// <param name="Asked">The classes that the letter names. A unit may report another one too.</param>
public sealed record MemberUnit(string Id, string Name, string Liaison, string Deputy, string Kind, Secrecy Secrecy, IReadOnlyList<NegativeClass> Asked)
{
    public bool Has(string account) => account == Liaison || account == Deputy;
}

/// <summary>A figure of the policy as it was used: the value, and what makes it checkable later.</summary>
/// <param name="Policy">Version of the policy.</param>
public sealed record UsedFigure(decimal Value, string Unit, string Policy, string Source, string Article, Grade Grade);
