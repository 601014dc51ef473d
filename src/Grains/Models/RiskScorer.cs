using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Models;

/// <summary>Where a model would put one cadre in the order of attention 关注度排序. It is no measure of the person and is never shown as one.</summary>
/// <param name="Margin">What the trees add up to, in log odds; orders persons of one model and snapshot.</param>
/// <param name="Chance">Calibrated share, 0 to 1, of persons with this margin for whom the outcome was recorded within the horizon.</param>
/// <param name="Model">Version of the model.</param>
/// <param name="Snapshot">Version of the population snapshot.</param>
public sealed record RiskScore(double Margin, double Chance, string Model, string Snapshot);

/// <summary>What one feature adds to the margin of one cadre, exactly: all of them and the model's base add up to the margin.</summary>
/// <param name="Feature">Name of the feature in its schema.</param>
/// <param name="Value">The feature's value; null where there is none, such as the time since something that never was.</param>
/// <param name="Sentence">One Chinese sentence with the number; says 未核实 where nothing is proven.</param>
public sealed record RiskFactor(string Feature, double? Value, double Contribution, string Sentence);

/// <summary>
/// Scores a cadre as its state stands, for a day. Pure: a function of its arguments and of the model and snapshot it was made from. Thread-safe.
/// </summary>
/// <returns>Null for somebody whom the model's task does not look at.</returns>
public delegate RiskScore? RiskScorer(CadreState cadre, DateOnly on);

/// <summary>The factors of a cadre's score, the strongest first. Pure and thread-safe; costs more than scoring, so only for an alert or a portrait.</summary>
/// <param name="most">At most so many.</param>
public delegate IReadOnlyList<RiskFactor> RiskExplainer(CadreState cadre, DateOnly on, int most);

/// <summary>A model ready to score by one snapshot, as a judgement carries it.</summary>
/// <param name="Cut">Null while it is in the shadow, or no month has been scored yet: it raises nothing then.</param>
public sealed record LiveModel(string Version, string Snapshot, RiskScorer Score, RiskExplainer Explain, ScoreCut? Cut = null);
