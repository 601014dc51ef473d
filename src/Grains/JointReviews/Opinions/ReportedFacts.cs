using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <param name="ExternalId">Names the fact for the unit; opaque, and the same in every round.</param>
/// <param name="Index">Place among the facts of <paramref name="Of"/>.</param>
/// <param name="Withdrawn">The unit no longer states it.</param>
public sealed record ReportedFact(string ExternalId, OpinionFact Fact, Opinion Of, int Index, bool Withdrawn);

/// <summary>
/// What a confirmed opinion reports to the cadre's own grain. A fact is known by unit, person, class and days – not by the round: the same finding told
/// in a later round is the same signal, and a signal does not give away that there was a round.
/// </summary>
public static class ReportedFacts
{
    /// <summary>The facts stated now, and those stated before and dropped.</summary>
    public static IReadOnlyList<ReportedFact> Between(string unit, string cadre, Opinion? before, Opinion now)
    {
        var stated = Named(unit, cadre, now);
        if (before is null)
            return stated;
        var names = stated.Select(f => f.ExternalId).ToHashSet(StringComparer.Ordinal);
        return [.. stated, .. Named(unit, cadre, before).Where(f => !names.Contains(f.ExternalId)).Select(f => f with { Withdrawn = true })];
    }

    private static List<ReportedFact> Named(string unit, string cadre, Opinion opinion)
    {
        var (named, seen) = (new List<ReportedFact>(), new Dictionary<(NegativeClass, DateOnly, DateOnly), int>());
        var facts = opinion.Facts ?? [];
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            // Two facts of one class and the same days are told apart by their order.
            var alike = seen[(fact.Class, fact.From, fact.To)] = seen.GetValueOrDefault((fact.Class, fact.From, fact.To)) + 1;
            var id = Digest16.Of(unit, cadre, fact.Class.ToString(), $"{fact.From:O}", $"{fact.To:O}", $"{alike}");
            named.Add(new(id.ToString(), fact, opinion, i, false));
        }

        return named;
    }

    /// <summary>The fact as a signal of the cadre: the unit is source and agency.</summary>
    public static SignalFacts Signal(MemberUnit unit, ReportedFact reported, DateTimeOffset confirmedAt, Digest16 content) => new(
        unit.Id, reported.ExternalId, unit.Kind, CategoryOf(reported.Fact.Class), 0,
        reported.Withdrawn ? SignalStatus.Withdrawn : reported.Fact.Status,
        reported.Fact.From, reported.Fact.To, confirmedAt, unit.Name, reported.Of.Secrecy, reported.Fact.Responsibility, content);

    /// <summary>Chinese name of the class.</summary>
    public static string CategoryOf(NegativeClass @class) => @class switch
    {
        NegativeClass.CadreSupervision => "干部监督",
        NegativeClass.Discipline => "党纪政务",
        NegativeClass.LawEnforcement => "执法司法",
        NegativeClass.OrganizationalHandling => "组织处理",
        _ => "专项监督",
    };
}
