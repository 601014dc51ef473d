using CadreWatch.Grains.Cadres;

namespace CadreWatch.Web.Policies;

/// <param name="Today">Day of the district.</param>
/// <param name="Items">The one proposed last first.</param>
public sealed record PolicyListView(DateOnly Today, IReadOnlyList<PolicyVersionView> Items);

/// <param name="Standing">proposed, rejected, scheduled (approved for a day to come), inForce or superseded.</param>
/// <param name="InForceFrom">Null until approved, and for the first version, which is in force since ever.</param>
/// <param name="Digest">SHA-256 of the document.</param>
/// <param name="Reason">Why it was turned down.</param>
/// <param name="Actions">approve and reject, as far as the viewer may and it stands so.</param>
public sealed record PolicyVersionView(
    string Version, string Standing, DateOnly? InForceFrom, string Digest, DateTimeOffset ProposedAt, string ProposedBy, string ProposedByName, DateTimeOffset? DecidedAt, string? DecidedBy,
    string? DecidedByName, string? Reason, IReadOnlyList<string> Actions);

/// <param name="Against">The version in force, which <c>Change</c> and <c>Was</c> compare with; null where it is this one.</param>
/// <param name="Rules">What measures, reviews and models take from it: parameters of no pattern.</param>
/// <param name="Removed">Names of patterns and parameters that the version in force has and this one has not.</param>
/// <param name="Chains">How many rules it has on who agrees to a measure.</param>
/// <param name="Conclusions">What a joint meeting may conclude, in order.</param>
public sealed record PolicyDetail(
    PolicyVersionView Version, string? Against, IReadOnlyList<AlertLevel> Levels, IReadOnlyList<PolicyPatternView> Patterns, IReadOnlyList<PolicyParameterView> Rules,
    IReadOnlyList<string> Removed, int Kinds, int Chains, IReadOnlyList<PolicyConclusionView> Conclusions);

/// <param name="Measure">Name of the measure that it proposes; null for none.</param>
/// <param name="Change">same, changed or added.</param>
public sealed record PolicyConclusionView(string Code, string Name, string? Measure, string Change);

/// <param name="Type">threshold, countInWindow, convergence, rateChange, finding, overdue or model.</param>
/// <param name="Reads">Names of the kinds of signals, or of the sources, that it reads; empty for all.</param>
/// <param name="Steps">Which parameter leads to which level, the worst first.</param>
/// <param name="Change">same, changed or added.</param>
public sealed record PolicyPatternView(
    string Code, string Name, string Type, IReadOnlyList<string> Reads, IReadOnlyList<PolicyStepView> Steps, IReadOnlyList<PolicyParameterView> Parameters, string Change);

/// <param name="Parameter">Null where a fact leads there by itself.</param>
/// <param name="Note">That fact, or what is proposed at the level.</param>
public sealed record PolicyStepView(int Rank, string? Parameter, string? Note);

/// <param name="Article">Empty where none is known.</param>
/// <param name="Grade">V, S, M or U.</param>
/// <param name="Authority">The management authority it is for; null for all.</param>
/// <param name="Change">same, changed or added.</param>
/// <param name="Was">The value in force, where it differs.</param>
public sealed record PolicyParameterView(
    string Code, string Name, decimal Value, string Unit, string Source, string Article, string Grade, DateOnly From, DateOnly? To, string? Authority, string Change, decimal? Was);

/// <param name="InForceFrom">First day; today unless given.</param>
public sealed record PolicyApproveRequest(DateOnly? InForceFrom = null);

public sealed record PolicyRejectRequest(string? Reason = null);

/// <param name="Standing">proposed, rejected, scheduled or inForce.</param>
public sealed record PolicyReplyView(string Version, string Standing, DateOnly? InForceFrom);
