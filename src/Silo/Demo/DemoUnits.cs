namespace CadreWatch.Silo.Demo;

/// <summary>A unit of the invented district.</summary>
/// <param name="Field">The field of work that its signals are about.</param>
/// <param name="Posts">From the head down; a post named once is held by one person, the last one by everybody left.</param>
internal sealed record DemoUnit(string Code, string Name, string Field, IReadOnlyList<(string Post, string Kind, string Rank)> Posts);

/// <summary>40 units of 云津区（示例）. No such district exists.</summary>
internal static class DemoUnits
{
    private static readonly (string Name, string Field)[] Bureaus =
    [
        ("区住建局", "工程建设"), ("区交通局", "工程建设"), ("区水利局", "工程建设"), ("区自然资源局", "土地管理"), ("区行政审批局", "行政审批"),
        ("区市场监管局", "行政执法"), ("区城管局", "行政执法"), ("区应急局", "安全生产"), ("区财政局", "资金管理"), ("区教育局", "教育招生"),
        ("区卫健委", "医药采购"), ("区民政局", "民生保障"), ("区人社局", "社保就业"), ("区农业农村局", "惠农资金"), ("区文旅局", "项目审批"),
        ("区发改委", "项目审批"), ("区工信局", "企业服务"), ("区商务局", "招商引资"), ("区审计局", "内部管理"), ("区统计局", "数据质量"),
        ("区医保局", "医保基金"), ("区司法局", "执法监督"), ("区退役军人局", "民生保障"), ("区信访局", "信访办理"), ("区机关事务中心", "公务接待"),
        ("区城投公司", "工程建设"), ("区文体中心", "资金管理"), ("区投资促进中心", "招商引资"),
    ];

    private static readonly string[] Towns =
    [
        "高桥镇", "临河镇", "柳湾镇", "石塘镇", "双溪镇", "白沙镇", "枫林镇", "东渡镇", "青石街道", "南苑街道", "新城街道", "云津经济开发区",
    ];

    public static IReadOnlyList<DemoUnit> All { get; } =
    [
        .. Bureaus.Select((b, i) => new DemoUnit($"YJ-U{i + 1:00}", b.Name, b.Field, BureauPosts(b.Name))),
        .. Towns.Select((t, i) => new DemoUnit($"YJ-U{Bureaus.Length + i + 1:00}", t, i % 2 == 0 ? "惠农资金" : "征地拆迁", TownPosts(t))),
    ];

    private static (string Post, string Kind, string Rank)[] BureauPosts(string name)
    {
        var (head, deputy) = name switch
        {
            _ when name.EndsWith('委') => ("党组书记、主任", "党组成员、副主任"),
            _ when name.EndsWith("公司", StringComparison.Ordinal) => ("党委书记、董事长", "党委委员、副总经理"),
            _ when name.EndsWith("中心", StringComparison.Ordinal) => ("党支部书记、主任", "副主任"),
            _ => ("党组书记、局长", "党组成员、副局长"),
        };
        return
        [
            (head, "head", "正科级"), (deputy, "deputy", "副科级"), (deputy, "deputy", "副科级"), (deputy, "deputy", "副科级"),
            ("办公室主任", "section", "股级"), ("财务科科长", "section", "股级"), ("业务科科长", "section", "股级"), ("法规科科长", "section", "股级"), ("科员", "staff", "科员"),
        ];
    }

    private static (string Post, string Kind, string Rank)[] TownPosts(string name)
    {
        var (committee, office) = name switch
        {
            _ when name.EndsWith("街道", StringComparison.Ordinal) => ("党工委", "办事处主任"),
            _ when name.EndsWith("开发区", StringComparison.Ordinal) => ("党工委", "管委会主任"),
            _ => ("党委", "镇长"),
        };
        return
        [
            ($"{committee}书记", "head", "正科级"), ($"{committee}副书记、{office}", "head", "正科级"), ($"{committee}副书记", "deputy", "副科级"),
            ($"{committee}委员、组织委员", "deputy", "副科级"), ($"{committee}委员、纪检书记", "deputy", "副科级"), ($"副{office}", "deputy", "副科级"),
            ("财政所所长", "section", "股级"), ("村建办主任", "section", "股级"), ("科员", "staff", "科员"),
        ];
    }
}
