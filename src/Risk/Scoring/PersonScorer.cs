using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Risk.Features;
using CadreWatch.Risk.Tasks;

namespace CadreWatch.Risk.Scoring;

/// <summary>Where one person stands, as far as a clearance reaches.</summary>
/// <param name="Reach">It holds for this clearance, and for lower ones down to the next row.</param>
/// <param name="Received">The plain count: 负面与待核 within its window.</param>
/// <param name="Margin">Log odds; null without a model.</param>
/// <param name="Proven">What raises the margin and speaks of what is proven, in log odds.</param>
/// <param name="Unproven">The same of what is not.</param>
/// <param name="Post">The same of posts and terms.</param>
public sealed record PersonScore(Secrecy Reach, int Received, double? Margin = null, double? Proven = null, double? Unproven = null, double? Post = null);

/// <summary>Scores persons by a model and by the plain count, once for each clearance that would see something else. Pure and thread-safe.</summary>
/// <param name="model">Null for the count alone.</param>
public sealed class PersonScorer(RiskModel? model, CountRule count, PopulationSnapshot snapshot, TimeZoneInfo zone)
{
    private static readonly PopulationRule Everybody = new(null, null, null, 0);

    /// <summary>Version of the model; <c>-</c> without one.</summary>
    public string Version => model?.Version ?? "-";

    /// <summary>The highest reach first; empty for somebody who is not looked at.</summary>
    public IReadOnlyList<PersonScore> Of(CadreState cadre, DateOnly on)
    {
        var asOf = AsOf.Of(on, zone);
        if (!(model?.Task.Population ?? Everybody).Holds(cadre, asOf))
            return [];
        var (confidential, secret) = (false, false);
        foreach (var signal in cadre.Signals.NewestFirst())
        {
            confidential |= signal.Secrecy == Secrecy.Confidential;
            secret |= signal.Secrecy == Secrecy.Secret;
        }

        var scores = new List<PersonScore> { Of(cadre, asOf, Secrecy.Secret) };
        if (secret)
            scores.Add(Of(cadre, asOf, Secrecy.Confidential));
        if (confidential)
            scores.Add(Of(cadre, asOf, Secrecy.Internal));
        return scores;
    }

    private PersonScore Of(CadreState cadre, AsOf asOf, Secrecy reach)
    {
        var score = new PersonScore(reach, count.Count(cadre, asOf, reach));
        if (model?.Score(cadre, asOf, snapshot, reach) is not { } scored)
            return score;
        var (proven, unproven, post) = model.Raising(cadre, asOf, snapshot, reach);
        return score with { Margin = scored.Margin, Proven = proven, Unproven = unproven, Post = post };
    }
}
