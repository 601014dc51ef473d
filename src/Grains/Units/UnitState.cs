using System.Collections.Immutable;
using CadreWatch.Grains.Access;

namespace CadreWatch.Grains.Units;

/// <summary>The tree. Immutable.</summary>
public sealed record UnitState
{
    public static readonly UnitState Empty = new();

    public ImmutableSortedDictionary<string, UnitLine> Units { get; init; } = ImmutableSortedDictionary.Create<string, UnitLine>(StringComparer.Ordinal);

    /// <summary>Total and pure.</summary>
    public static UnitState Apply(UnitState state, UnitEvent @event) => @event switch
    {
        UnitPut e => state with { Units = state.Units.SetItem(e.Unit.Id, e.Unit) },
        UnitRemoved e => state with { Units = state.Units.Remove(e.UnitId) },
        _ => state,
    };

    /// <summary>
    /// These offices with every office below them, in order. An office without a parent stands below <see cref="CaseFacts.Root"/>, which covers all and needs
    /// no tree. A circle, which no decision makes, ends where it began.
    /// </summary>
    public IReadOnlyList<string> Expand(IEnumerable<string> offices)
    {
        var found = new SortedSet<string>(offices, StringComparer.Ordinal);
        for (var (before, rounds) = (0, 0); before != found.Count && rounds <= Units.Count; rounds++)
        {
            before = found.Count;
            foreach (var unit in Units.Values)
                if (unit.Kind == UnitKind.Office && found.Contains(unit.Parent ?? CaseFacts.Root))
                    found.Add(unit.Id);
        }

        return [.. found];
    }

    /// <summary>Whether <paramref name="unit"/> is <paramref name="above"/> or stands below it.</summary>
    internal bool IsBelow(string? unit, string above)
    {
        for (var steps = 0; unit is not null && steps <= Units.Count; steps++)
        {
            if (unit == above)
                return true;
            unit = Units.TryGetValue(unit, out var line) ? line.Parent : null;
        }

        return false;
    }
}
