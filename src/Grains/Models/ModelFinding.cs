namespace CadreWatch.Grains.Models;

/// <summary>What a model's alert rests on, kept with it. The score orders and is never shown; the factors are.</summary>
/// <param name="Factors">The strongest first, at most <see cref="MostFactors"/>.</param>
public sealed record ModelFinding(RiskScore Score, IReadOnlyList<RiskFactor> Factors)
{
    public const int MostFactors = 5;
}

/// <summary>
/// The alert budget of a month as margins of the snapshot's population: from <paramref name="Raise"/> on an alert rises, below <paramref name="Release"/> it falls.
/// Between the two nothing changes, so that the list does not flicker.
/// </summary>
/// <param name="People">Persons scored when it was made.</param>
public sealed record ScoreCut(double Raise, double Release, int People);
