using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Models;

/// <summary>What may be put to a model's grain (<c>model/version</c>). Closed. Reply of each: <see cref="ModelReply"/>, or a refusal.</summary>
public abstract record ModelCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>提交审定. Refused as <c>versionTaken</c> where other bytes stand under the version.</summary>
/// <param name="Files">The model's bytes under <c>model</c> and the report under <c>report</c>: texts beside the event, bound to it by the digests of the facts.</param>
public sealed record ProposeModel(Guid Id, DateTimeOffset At, string By, ModelFacts Facts, IReadOnlyList<EventText>? Files = null) : ModelCommand(Id, At, By);

/// <summary>Into the shadow. Refused as <c>secondPersonNeeded</c> for the one who proposed it.</summary>
public sealed record ApproveModel(Guid Id, DateTimeOffset At, string By) : ModelCommand(Id, At, By);

/// <summary>不予通过, with a reason; also by the one who proposed it.</summary>
public sealed record RejectModel(Guid Id, DateTimeOffset At, string By, SealedText? Reason) : ModelCommand(Id, At, By);

/// <summary>From the shadow to raising alerts. Refused as <c>secondPersonNeeded</c> for the one who proposed it.</summary>
public sealed record TakeModelLive(Guid Id, DateTimeOffset At, string By) : ModelCommand(Id, At, By);

/// <summary>From live back into the shadow, with a reason. One person suffices: stopping shall not wait.</summary>
public sealed record RollModelBack(Guid Id, DateTimeOffset At, string By, SealedText? Reason) : ModelCommand(Id, At, By);

/// <summary>Out of use for good, with a reason.</summary>
public sealed record RetireModel(Guid Id, DateTimeOffset At, string By, SealedText? Reason) : ModelCommand(Id, At, By);

/// <summary>The monthly watch; the same month again replaces its figures. Beyond the bounds of the policy the owner is told, once for the month. Refused as <c>notInUse</c> for a model that does not score.</summary>
public sealed record MeasureModelDrift(Guid Id, DateTimeOffset At, string By, DriftFigures Figures) : ModelCommand(Id, At, By);

/// <summary>The owner takes notice of a month's drift and of any before. Refused as <c>noNotice</c> where that month has none, as <c>ownerNeeded</c> for anybody else.</summary>
/// <param name="OwnerGone">The owner's account is in use no more: whoever approved the model answers for it.</param>
public sealed record AcknowledgeModelDrift(Guid Id, DateTimeOffset At, string By, DateOnly Month, bool OwnerGone = false) : ModelCommand(Id, At, By);

public sealed record ModelReply(string Version, ModelStanding Standing);
