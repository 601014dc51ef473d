using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Units;

/// <summary>What may be put to the tree. Reply: <see cref="UnitReply"/> or a refusal.</summary>
public abstract record UnitCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

public sealed record PutUnit(Guid Id, DateTimeOffset At, string By, UnitLine Unit) : UnitCommand(Id, At, By);

public sealed record RemoveUnit(Guid Id, DateTimeOffset At, string By, string UnitId) : UnitCommand(Id, At, By);

public sealed record UnitReply(string UnitId);

/// <summary>Keeps the tree a tree.</summary>
public static class UnitDecider
{
    private const int LongestId = 64;
    private const int LongestName = 128;
    private const int Most = 10_000;

    public static Decision Decide(UnitState state, UnitCommand command) => command switch
    {
        PutUnit c => Put(state, c),
        RemoveUnit c when !state.Units.ContainsKey(c.UnitId) => Decision.NoChange(new UnitReply(c.UnitId)),
        RemoveUnit c when state.Units.Values.Any(u => u.Parent == c.UnitId) => Decision.Refuse("unitHasChildren", "该单位还有下级，请先移走下级。", "id"),
        RemoveUnit c => Decision.Of(new UnitReply(c.UnitId), new UnitRemoved(c.UnitId, c.At, c.By)),
        _ => Decision.Refuse("unknownCommand", "单位树不支持此操作。"),
    };

    private static Decision Put(UnitState state, PutUnit command)
    {
        var unit = command.Unit;
        if (!IsGood(unit.Id, LongestId))
            return Decision.Refuse("idMalformed", $"单位代码须为 1 至 {LongestId} 个字符。", "id");
        if (!IsGood(unit.Name, LongestName) || (unit.Class is not null && !IsGood(unit.Class, LongestName)))
            return Decision.Refuse("nameMalformed", $"单位名称和类别须为 1 至 {LongestName} 个字符。", "name");
        if (!Enum.IsDefined(unit.Kind))
            return Decision.Refuse("unknownCode", "类别应为 office 或 unit。", "kind");
        if (unit.Parent is { } parent && !state.Units.ContainsKey(parent))
            return Decision.Refuse("unknownParent", "没有该上级单位，请先录入上级。", "parent");
        if (state.IsBelow(unit.Parent, unit.Id))
            return Decision.Refuse("circle", "上级不能是该单位自己或其下级。", "parent");
        if (unit.Kind == UnitKind.Office && unit.Parent is { } above && state.Units[above].Kind != UnitKind.Office)
            return Decision.Refuse("parentNoOffice", "管理部门的上级须为管理部门。", "parent");
        if (unit.Kind == UnitKind.Unit && state.Units.Values.Any(u => u.Parent == unit.Id && u.Kind == UnitKind.Office))
            return Decision.Refuse("parentNoOffice", "该单位下有管理部门，不能改为一般单位。", "kind");
        if (state.Units.TryGetValue(unit.Id, out var known) ? known == unit : state.Units.Count >= Most)
            return known is null ? Decision.Refuse("tooMany", $"单位最多 {Most} 个。") : Decision.NoChange(new UnitReply(unit.Id));
        return Decision.Of(new UnitReply(unit.Id), new UnitPut(unit, command.At, command.By));
    }

    private static bool IsGood(string text, int longest) => text.Length > 0 && text.Length <= longest && text.Trim().Length == text.Length && !text.Any(char.IsControl);
}
