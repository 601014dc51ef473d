using CadreWatch.Grains.Models;

namespace CadreWatch.Web.Models;

/// <summary>The register.</summary>
/// <param name="State">live, shadow, libraryAbsent, tooFewOutcomes or noModel: in all but the first, policy alone is at work.</param>
/// <param name="Library">Whether a model can be trained on this machine.</param>
/// <param name="MayDecide">The viewer may propose models and decide about them.</param>
/// <param name="Items">The one proposed last first.</param>
public sealed record RegisterView(string State, bool Library, bool MayDecide, IReadOnlyList<ModelView> Items);

/// <param name="Standing">proposed, shadow, live, retired or rejected.</param>
/// <param name="BeatsCount">The evaluation proves it better than the plain count.</param>
/// <param name="Drifted">The youngest month lies beyond the limit of the policy: the owner is to look at it.</param>
/// <param name="Owner">Who proposed it.</param>
/// <param name="Notices">Months whose drift lay beyond bounds of the policy, the newest first.</param>
/// <param name="Concerned">The viewer proposed or approved it, and a notice awaits the owner.</param>
/// <param name="Actions">approve, reject, live, rollBack, retire and acknowledgeDrift, as far as the viewer may and it stands so.</param>
public sealed record ModelView(
    string Version, ModelStanding Standing, string Task, DateOnly DataFrom, DateOnly DataTo, DateOnly KnownOn, long Rows, long Outcomes, int Features, int FeatureSchema, string Library,
    long Size, string Digest, string ReportDigest, string TaskDigest, IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<ModelParameter> Parameters, bool BeatsCount,
    bool Drifted, DriftLimitView? DriftLimit, IReadOnlyList<DriftFigures> Drift, IReadOnlyList<DriftNoticeView> Notices, bool Concerned, string Owner, string OwnerName,
    DateTimeOffset? LiveSince, IReadOnlyList<string> Actions);

/// <param name="Policy">Version of the policy whose bounds were passed.</param>
/// <param name="AcknowledgedAt">Null while the owner has not taken notice.</param>
public sealed record DriftNoticeView(DateOnly Month, IReadOnlyList<DriftExcess> Excesses, string Policy, DateTimeOffset At, DateTimeOffset? AcknowledgedAt, string? AcknowledgedByName);

/// <summary>How much drift the policy bears.</summary>
public sealed record DriftLimitView(decimal Value, string Source, string Article, string Grade);

/// <param name="History">Oldest first.</param>
/// <param name="Opinions">What supervisors think of its factors, over the cases the viewer sees.</param>
public sealed record ModelDetail(ModelView Model, IReadOnlyList<ModelStepView> History, IReadOnlyList<FactorOpinionsView> Opinions);

/// <param name="Action">proposed, approved, rejected, wentLive, rolledBack or retired.</param>
public sealed record ModelStepView(string Action, DateTimeOffset At, string By, string ByName, string? Note);

/// <param name="Reasons">Of those who disagree, the newest first, at most five.</param>
public sealed record FactorOpinionsView(string Feature, string Label, int Agree, int Disagree, IReadOnlyList<string> Reasons);

/// <param name="Reason">Needed to reject, roll back and retire.</param>
/// <param name="Month">Needed to take notice of drift: first day of the month.</param>
public sealed record ModelActRequest(string? Reason = null, DateOnly? Month = null);

public sealed record ModelReplyView(string Version, ModelStanding Standing);
