using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;

namespace CadreWatch.Grains.Access;

/// <summary>
/// The one decision on rounds of joint review: being named, a role that still holds, and the person's own case. Naming alone gives nothing to an account whose
/// role or unit was taken away since; asked at each request, so that a revocation counts at once. Pure and total.
/// </summary>
public static class ReviewAccess
{
    /// <summary>May open rounds, and be named for the whole of one.</summary>
    public static bool Organizes(Viewer v) => CaseAccess.Has(v, Capability.Matrix);

    /// <summary>Answers for an agency, by a role of its own: nobody lends that.</summary>
    public static bool Answers(Viewer v)
    {
        if (v.Phone)
            return false;
        foreach (var grant in v.Grants)
            if (grant.OnBehalfOf is null && Roles.Of(grant.Role).Contains(Capability.AnswerReviews))
                return true;
        return false;
    }

    public static RoundSight SightOf(Viewer v, RoundState round) => round.SightOf(v.Account) switch
    {
        RoundSight.Whole when Organizes(v) => RoundSight.Whole,
        not RoundSight.Nothing when Answers(v) && round.UnitOf(v.Account) is not null => RoundSight.OwnColumn,
        _ => RoundSight.Nothing,
    };

    /// <summary>Whether a person of the list is there for the viewer: nobody meets their own case or a relative's, and an organizer only those that the role covers.</summary>
    public static bool Lists(Viewer v, RoundSight sight, CaseFacts person) => sight switch
    {
        RoundSight.Whole => CaseAccess.May(v, Capability.Matrix, person, Secrecy.Internal),
        RoundSight.OwnColumn => !v.Recused.Contains(person.Cadre),
        _ => false,
    };

    /// <summary>Whether the viewer reads what an opinion says, beyond that there is one. A unit reads what it wrote itself.</summary>
    public static bool Reads(Viewer v, RoundSight sight, CaseFacts person, Secrecy secrecy) =>
        Lists(v, sight, person) && (sight == RoundSight.OwnColumn || CaseAccess.May(v, Capability.Matrix, person, secrecy));

    /// <summary>Letters, chasing, liaisons, who knows, and the end of the round.</summary>
    public static bool Manages(Viewer v, RoundState round) => SightOf(v, round) == RoundSight.Whole;

    public static bool DecidesExtensions(Viewer v, RoundState round) => Manages(v, round) && CaseAccess.Has(v, Capability.Approve);

    /// <summary>With a person's last round: it reveals an earlier list, so both must be known to the viewer.</summary>
    public static bool Compares(Viewer v, RoundState round) => Manages(v, round) && CaseAccess.Has(v, Capability.CompareRounds);

    /// <summary>Who is named reads the trail of the round; an auditor who is named reads the trail and no name.</summary>
    public static bool SeesTrail(Viewer v, RoundState round) =>
        round.Knowing.Contains(v.Account) && (Organizes(v) || CaseAccess.Has(v, Capability.ReadTrail));
}
