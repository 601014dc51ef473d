using System.Globalization;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Units;

/// <summary>The district's tree of offices and units as one grain; its one key is <c>district</c>.</summary>
public sealed class UnitGrain : GrainKind<UnitState, UnitCommand, UnitEvent>
{
    public static readonly GrainId District = new("units", "district");

    public override string Name => "units";

    public override UnitState Empty(GrainId id) => UnitState.Empty;

    public override UnitState Apply(UnitState state, UnitEvent @event) => UnitState.Apply(state, @event);

    public override Decision Decide(UnitState state, UnitCommand command, Judgement judgement) => UnitDecider.Decide(state, command);

    public override int Weigh(UnitState state) => 1024 + (state.Units.Count * 192);

    public override IEnumerable<RowChange> Rows(GrainId id, UnitState before, UnitState after, IReadOnlyList<EventText> texts)
    {
        foreach (var (key, unit) in after.Units)
            if (!before.Units.TryGetValue(key, out var known) || known != unit)
                yield return new(ReadTableSet.Units, [unit.Id, unit.Name, unit.Parent, unit.Kind == UnitKind.Office ? "office" : "unit", unit.Class, SortKey(unit.Name)]);
        foreach (var key in before.Units.Keys)
            if (!after.Units.ContainsKey(key))
                yield return new(ReadTableSet.Units, [key], Delete: true);
    }

    private static byte[] SortKey(string name)
    {
        var key = CultureInfo.GetCultureInfo("zh-CN").CompareInfo.GetSortKey(name).KeyData;
        return key.Length <= 512 ? key : key[..512];
    }
}
