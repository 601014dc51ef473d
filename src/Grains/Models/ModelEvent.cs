using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Models;

/// <summary>A fact in the life of one model of the register (grain <c>model/version</c>). Closed: every concrete event stands in this file.</summary>
public abstract record ModelEvent : Event;

/// <summary>Somebody put a trained model up for approval.</summary>
public sealed record ModelProposed(ModelFacts Facts, DateTimeOffset At, string By) : ModelEvent;

/// <summary>A second person approved it: it scores in the shadow, and nothing it says raises an alert.</summary>
public sealed record ModelApproved(DateTimeOffset At, string By) : ModelEvent;

/// <param name="NoteHash">Hash of the reason, a text.</param>
public sealed record ModelRejected(string NoteHash, DateTimeOffset At, string By) : ModelEvent;

/// <summary>It raises alerts from now on. Another person than the one who proposed it has decided so.</summary>
public sealed record ModelWentLive(DateTimeOffset At, string By) : ModelEvent;

/// <summary>It scores no more: another one took its place, or none did.</summary>
public sealed record ModelRetired(string NoteHash, DateTimeOffset At, string By) : ModelEvent;

/// <summary>It was live and went wrong: back to the shadow at once, by one person alone.</summary>
public sealed record ModelRolledBack(string NoteHash, DateTimeOffset At, string By) : ModelEvent;

/// <summary>A month's watch lies beyond bounds of the policy: the owner is told, and whoever approved it.</summary>
/// <param name="Policy">Version of the policy in force.</param>
public sealed record ModelDriftNoticed(DateOnly Month, IReadOnlyList<DriftExcess> Excesses, string Policy, DateTimeOffset At, string By) : ModelEvent;

/// <summary>The owner has taken notice of this month's drift, and of any before.</summary>
public sealed record ModelDriftAcknowledged(DateOnly Month, DateTimeOffset At, string By) : ModelEvent;

/// <summary>What was found in a month's watch; see <see cref="DriftFigures"/>.</summary>
public sealed record ModelDriftMeasured(DriftFigures Figures, DateTimeOffset At, string By) : ModelEvent;
