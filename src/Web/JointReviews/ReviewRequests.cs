using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;

namespace CadreWatch.Web.JointReviews;

/// <summary>Who is to be listed: everybody whom the filter finds, and the numbers. Without a filter the numbers alone.</summary>
/// <param name="Units">Ids of units.</param>
/// <param name="Ranks">Ranks as the roster has them.</param>
public sealed record PopulationRequest(IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Ranks = null, IReadOnlyList<string>? Numbers = null);

/// <param name="Kind">Kind of signal in the policy's list.</param>
public sealed record MemberRequest(string? Id, string? Name, string? Liaison, string? Deputy, string? Kind, Secrecy? Secrecy, IReadOnlyList<NegativeClass>? Asked);

/// <param name="People">Numbers; in which order, and how they were found, is forgotten.</param>
/// <param name="Knowing">Accounts named for the whole beside whoever opens.</param>
public sealed record OpenReviewRequest(IReadOnlyList<string>? People, IReadOnlyList<MemberRequest>? Units, IReadOnlyList<string>? Knowing);

/// <param name="Units">Ids of units; none stands for all that it can be done for.</param>
public sealed record UnitsRequest(IReadOnlyList<string>? Units = null);

public sealed record LiaisonRequest(string? Liaison, string? Deputy);

public sealed record KnowingRequest(IReadOnlyList<string>? Knowing);

/// <summary>A file beside a fact: a new one with its bytes, or one that the cell has already, by its hash.</summary>
/// <param name="Name">As the person calls it.</param>
/// <param name="Content">PDF, JPEG, PNG or TIFF, 20 MiB at most.</param>
public sealed record AttachmentRequest(string? Name, string? Hash = null, byte[]? Content = null);

/// <param name="Attachments">Those of the new revision, whole; none said keeps nothing, unless all else is as it was.</param>
/// <param name="To">The same day as <paramref name="From"/> unless given.</param>
public sealed record FactRequest(NegativeClass? Class, DateOnly? From, DateOnly? To, SignalStatus? Status, Responsibility? Responsibility, string? Text, string? Basis,
    IReadOnlyList<AttachmentRequest>? Attachments = null);

/// <param name="Seen">Revisions that the person saw in the cell.</param>
/// <param name="Secrecy">The unit's unless a higher one is given.</param>
public sealed record OpinionRequest(
    string? Cadre, OpinionAnswer? Answer, IReadOnlyList<FactRequest>? Facts = null, DateOnly? ExpectedOn = null, Secrecy? Secrecy = null, int? Seen = null);

public sealed record OpinionsRequest(IReadOnlyList<OpinionRequest>? Entries);

public sealed record PendingRequest(string? Cadre, int Revision);

/// <param name="Reason">Why they are sent back; confirming needs none.</param>
public sealed record PendingsRequest(IReadOnlyList<PendingRequest>? Cells, string? Reason = null);

/// <param name="Cadres">Numbers.</param>
/// <param name="End">Ends the recusal instead.</param>
public sealed record RecusalRequest(IReadOnlyList<string>? Cadres, string? Reason = null, bool End = false);

public sealed record ExtensionRequest(IReadOnlyList<string>? Cadres, DateOnly? Until, string? Reason);

public sealed record ExtensionDecisionRequest(bool? Granted, string? Reason = null);
