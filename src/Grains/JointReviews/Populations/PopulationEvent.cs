using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews.Populations;

/// <summary>
/// A fact in the life of one saved population, 重点干部群体 (grain <c>population/id</c>). Closed: every concrete event stands in this file. A round takes a copy of the
/// list and says nothing of where it came from.
/// </summary>
public abstract record PopulationEvent(DateTimeOffset At, string By) : Event;

/// <summary>The population as it was saved, whole: one version.</summary>
/// <param name="Version">From 1.</param>
/// <param name="NameHash">Hash of its sealed name.</param>
/// <param name="Units">Ids of the units that are looked through for whoever joined since; empty for any.</param>
/// <param name="Ranks">Ranks as the roster has them; empty for any.</param>
/// <param name="People">Cadre numbers, ordinal ascending, each once. Who was found and who was listed is not said.</param>
public sealed record PopulationSaved(
    int Version, string NameHash, IReadOnlyList<string> Units, IReadOnlyList<string> Ranks, IReadOnlyList<string> People, DateTimeOffset At, string By)
    : PopulationEvent(At, By);

/// <summary>Nobody works with it any more. The journal keeps what it was; no list shows it.</summary>
public sealed record PopulationDiscarded(DateTimeOffset At, string By) : PopulationEvent(At, By);
