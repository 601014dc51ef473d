using System.Globalization;
using static CadreWatch.Risk.Features.Monotone;

namespace CadreWatch.Risk.Features;

/// <summary>
/// The features a model reads, in their order. <see cref="Version"/> is raised with every change of the list or of what a feature means; a model names the
/// version it was trained with and scores by no other.
/// </summary>
public static class FeatureSchema
{
    public const int Version = 1;

    public static IReadOnlyList<Feature> All { get; } = Build();

    public static int Count => All.Count;

    /// <summary>What a feature speaks of, as the list's bars tell it apart.</summary>
    public static FactorGroup GroupOf(Feature feature) =>
        feature.Unproven ? FactorGroup.Unproven
        : feature.Name.Split('.')[0] is "service" or "post" or "posts" or "unit" or "peers" ? FactorGroup.Post
        : FactorGroup.Proven;

    private static List<Feature> Build()
    {
        var list = new List<Feature>();
        ForAllClaims(list);
        ForGroups(list);
        ForSeverityAndTime(list);
        ForBreadth(list);
        ForService(list);
        ForPopulation(list);
        return list;
    }

    private static void ForAllClaims(List<Feature> list)
    {
        for (var w = Windows.Days30; w <= Windows.Years5; w++)
            list.Add(new($"claims.received.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到各类监督信息", "件", Rising, true));
        for (var w = Windows.Days30; w <= Windows.Years5; w++)
            list.Add(new($"claims.pending.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到、尚待核实", "件", Rising, true));
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            list.Add(new($"claims.substantiated.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到并属实", "件", Rising));
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            list.Add(new($"claims.unsubstantiated.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到、未能查实", "件", Free, true));
    }

    private static void ForGroups(List<Feature> list)
    {
        for (var w = Windows.Days30; w <= Windows.Years5; w++)
            list.Add(new($"complaint.received.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到信访举报", "件", Rising, true));
        for (var g = 1; g < SignalGroups.Claims; g++)
        {
            foreach (var w in (int[])[Windows.Year1, Windows.Years5])
                list.Add(new($"{SignalGroups.Codes[g]}.received.{Windows.Codes[w]}", $"{Windows.Labels[w]}收到{SignalGroups.Labels[g]}信息", "件", Rising, true));
            list.Add(new($"{SignalGroups.Codes[g]}.substantiated.5y", $"近5年{SignalGroups.Labels[g]}信息属实", "件", Rising));
        }
    }

    private static void ForSeverityAndTime(List<Feature> list)
    {
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            list.Add(new($"severity.highest.{Windows.Codes[w]}", $"{Windows.Labels[w]}最高严重程度", "级", Rising, true));
        foreach (var w in (int[])[Windows.Years2, Windows.Years5])
            list.Add(new($"severity.proven.{Windows.Codes[w]}", $"{Windows.Labels[w]}属实事项严重程度合计", "级", Rising));
        list.Add(new("since.any", "距上一次监督信息", "日", Falling, true));
        list.Add(new("since.finding", "距上一次属实事项", "日", Falling));
        for (var g = 0; g < SignalGroups.Claims; g++)
            list.Add(new($"since.{SignalGroups.Codes[g]}", $"距上一次{SignalGroups.Labels[g]}", "日", Falling, true));
        list.Add(new("decay.unproven", "未查实事项（随时间衰减）", "", Rising, true));
        list.Add(new("decay.proven", "属实事项（随时间衰减）", "", Rising));
        list.Add(new("decay.recorded", "记录事项（随时间衰减）", "", Rising));
    }

    private static void ForBreadth(List<Feature> list)
    {
        foreach (var (code, label) in ((string, string)[])[("sources", "信息来源"), ("agencies", "受理机关"), ("categories", "事项类别"), ("units", "涉及单位")])
            foreach (var w in (int[])[Windows.Year1, Windows.Years5])
                list.Add(new($"distinct.{code}.{Windows.Codes[w]}", $"{Windows.Labels[w]}{label}", "个", Free, true));
        list.Add(new("letters.copies", "一信多投的副本", "封", Free, true));
        list.Add(new("rate.year", "信访举报近1年与此前1年之差", "件", Free, true));
        list.Add(new("rate.quarter", "信访举报近90日折算年频次与近2年之差", "件", Free, true));
    }

    private static void ForService(List<Feature> list)
    {
        list.Add(new("service.years", "任职年限", "年"));
        list.Add(new("post.years", "现任职务年限", "年"));
        list.Add(new("posts.held", "历任职务", "个"));
        list.Add(new("posts.5y", "近5年任职变动", "个"));
        foreach (var w in (int[])[Windows.Years2, Windows.Years5])
            list.Add(new($"measures.{Windows.Codes[w]}", $"{Windows.Labels[w]}监督措施", "次"));
        foreach (var w in (int[])[Windows.Years2, Windows.Years5])
            list.Add(new($"commendations.{Windows.Codes[w]}", $"{Windows.Labels[w]}表彰奖励", "次", Falling));
        list.Add(new("ballot.dissatisfied", "最近一次民主测评不满意率", "%", Rising));
    }

    private static void ForPopulation(List<Feature> list)
    {
        foreach (var w in (int[])[Windows.Year1, Windows.Years2, Windows.Years5])
            list.Add(new($"usual.{Windows.Codes[w]}", $"{Windows.Labels[w]}事项按类别属实率折算（总体为1）", "件", Rising, true));
        list.Add(new("usual.decayed", "事项按类别属实率折算并随时间衰减", "件", Rising, true));
        list.Add(new("usual.highest.2y", "近2年事项中最高的类别属实率与总体之比", "倍", Rising, true));
        list.Add(new("unit.received", "本单位人均年收到信息与总体之比", "倍", Free, true));
        list.Add(new("unit.substantiated", "本单位两年内人均属实与总体之比", "倍"));
        list.Add(new("unit.excess", "近1年比本单位人均多", "件", Free, true));
        list.Add(new("peers.received", "同类岗位人均年收到信息与总体之比", "倍", Free, true));
        list.Add(new("peers.substantiated", "同类岗位两年内人均属实与总体之比", "倍"));
    }

    /// <summary>The value with its unit; “无” where there is none.</summary>
    public static string Words(Feature feature, double value) =>
        double.IsNaN(value) ? "无"
        : feature.Unit == "%" ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %")
        : string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {feature.Unit}").TrimEnd();

    /// <summary>近1年收到信访举报 3 件（含未核实）.</summary>
    public static string Sentence(Feature feature, double value) =>
        $"{feature.Label} {Words(feature, value)}{(feature.Unproven && value > 0 ? "（含未核实）" : "")}";
}
