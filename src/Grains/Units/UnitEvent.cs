using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Units;

public enum UnitKind : byte
{
    /// <summary>Manages cadres: a management authority.</summary>
    Office = 1,

    /// <summary>Where cadres work.</summary>
    Unit = 2,
}

/// <summary>An office or unit. Its official name is public and stands in the event.</summary>
/// <param name="Parent">The id above it; null for a root.</param>
/// <param name="Class">The class of units that a wall board counts by, such as 镇街; null where it has none.</param>
public sealed record UnitLine(string Id, string Name, string? Parent, UnitKind Kind, string? Class);

/// <summary>A change of the tree. Closed: every concrete event stands in this file.</summary>
public abstract record UnitEvent(DateTimeOffset At, string By) : Event;

/// <summary>Entered, or changed as a whole.</summary>
public sealed record UnitPut(UnitLine Unit, DateTimeOffset At, string By) : UnitEvent(At, By);

public sealed record UnitRemoved(string UnitId, DateTimeOffset At, string By) : UnitEvent(At, By);
