using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Rankings;

/// <summary>关注度排序（模型提示） beside the plain count, over the people whom the viewer sees. There is no score in it.</summary>
/// <param name="State">live, shadow, libraryAbsent, tooFewOutcomes or noModel; only with live there is an order by model.</param>
/// <param name="Model">The live model; null where policy alone is at work.</param>
/// <param name="Month">First day of the month shown; null before anybody was scored.</param>
/// <param name="People">How many people the order holds.</param>
/// <param name="Above">How many of them lie within the alert budget of the district.</param>
/// <param name="CountMonths">Months that the plain count looks back.</param>
/// <param name="ByModel">By the model, the first first; empty without one.</param>
/// <param name="ByCount">By the plain count.</param>
public sealed record RankingView(
    string State, RankingModel? Model, DateOnly? Month, DateTimeOffset? ScoredAt, int People, int Above, int CountMonths, IReadOnlyList<RankedPerson> ByModel, IReadOnlyList<CountedPerson> ByCount);

/// <param name="BeatsCount">Where it does not, the count is shown first.</param>
/// <param name="Stability">Population stability of the youngest month.</param>
/// <param name="Budget">The alert budget of the policy.</param>
public sealed record RankingModel(
    string Version, DateTimeOffset? LiveSince, string? ApprovedByName, IReadOnlyDictionary<string, double> Metrics, bool BeatsCount, string Snapshot, double? Stability,
    decimal? DriftLimit, BudgetView? Budget);

public sealed record BudgetView(decimal Value, string Unit, string Source, string Article, string Grade);

/// <param name="Place">Among the people shown, 1 the first; equal ones share it.</param>
/// <param name="Proven">Length of a bar, 0 to 1 of the longest: what is proven.</param>
/// <param name="CountPlace">By the plain count.</param>
/// <param name="Change">Places up since last month; null where there was none.</param>
/// <param name="Above">Within the alert budget.</param>
public sealed record RankedPerson(
    int Place, string Cadre, PersonView Person, double Proven, double Unproven, double Post, int CountPlace, int? Change, bool Above);

/// <param name="Received">负面与待核 within the window.</param>
/// <param name="ModelPlace">Null without a model.</param>
public sealed record CountedPerson(int Place, string Cadre, PersonView Person, int Received, int? ModelPlace);

/// <summary>Why one person stands where they stand. Without a model there are no factors.</summary>
/// <param name="Place">Among the people whom the viewer sees; null where the person is not in the order.</param>
/// <param name="History">The months so far, oldest first.</param>
/// <param name="Alert">The standing hint of the model, if the viewer sees it.</param>
public sealed record FactorsView(
    string Cadre, PersonView Person, string State, string? Model, string? Snapshot, int? Place, int People, int? CountPlace, int? Received, bool Above,
    IReadOnlyList<FactorView> Factors, IReadOnlyList<PlaceInMonth> History, AlertRef? Alert);

/// <param name="Contribution">What it adds, in log odds; positive raises attention.</param>
/// <param name="Group">proven, unproven or post.</param>
/// <param name="Agrees">The viewer's own word; null without one.</param>
/// <param name="Reason">The viewer's own reason.</param>
public sealed record FactorView(string Feature, string Sentence, double Contribution, string Group, bool? Agrees, string? Reason);

/// <param name="Place">Among everybody scored in the month.</param>
public sealed record PlaceInMonth(DateOnly Month, long Place, int People);

public sealed record AlertRef(string Id, long Version, bool Acknowledged);

/// <param name="Feature">Name of the feature.</param>
/// <param name="Reason">Needed to disagree.</param>
public sealed record FactorOpinionRequest(string Feature = "", bool Agrees = false, string? Reason = null);
