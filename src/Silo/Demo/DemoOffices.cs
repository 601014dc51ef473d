using CadreWatch.Grains.Access;
using CadreWatch.Grains.Units;

namespace CadreWatch.Silo.Demo;

/// <summary>The offices that manage the invented district's cadres, and its tree of units. Heads of units are managed by the district itself.</summary>
internal static class DemoOffices
{
    private static readonly (string Id, string Name, string Class)[] Offices =
    [
        ("yj-jiguan", "区直机关干部科（示例）", "区直部门"),
        ("yj-zhenjie", "镇街干部科（示例）", "镇街园区"),
        ("yj-qishi", "企事业干部科（示例）", "企事业单位"),
    ];

    /// <summary>From the root down.</summary>
    public static IEnumerable<UnitLine> Tree =>
    [
        new(CaseFacts.Root, "云津区委组织部（示例）", null, UnitKind.Office, null),
        .. Offices.Select(o => new UnitLine(o.Id, o.Name, CaseFacts.Root, UnitKind.Office, null)),
        .. DemoUnits.All.Select(u => new UnitLine(u.Code, u.Name, OfficeOf(u).Id, UnitKind.Unit, OfficeOf(u).Class)),
    ];

    /// <param name="postKind">Kind of the post that the person holds.</param>
    public static string AuthorityOf(DemoUnit unit, string postKind) => postKind == "head" ? CaseFacts.Root : OfficeOf(unit).Id;

    private static (string Id, string Name, string Class) OfficeOf(DemoUnit unit) => unit.Name switch
    {
        _ when unit.Name.EndsWith('镇') || unit.Name.EndsWith("街道", StringComparison.Ordinal) || unit.Name.EndsWith("开发区", StringComparison.Ordinal) => Offices[1],
        _ when unit.Name.EndsWith("公司", StringComparison.Ordinal) || unit.Name.EndsWith("中心", StringComparison.Ordinal) => Offices[2],
        _ => Offices[0],
    };
}
