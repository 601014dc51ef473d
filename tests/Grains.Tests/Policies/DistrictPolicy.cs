using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Tests.Policies;

/// <summary>The six patterns with plain numbers.</summary>
internal static class DistrictPolicy
{
    public static readonly Policy Current = Of("2026-03");

    public static Policy Of(string version, decimal yellow = 3) => new(version)
    {
        Levels = [new(1, "red", "红"), new(2, "orange", "橙"), new(3, "yellow", "黄")],
        Kinds =
        [
            new("complaint", "举报", KindNature.Claim, "complaint"), new("petition", "信访", KindNature.Claim, "complaint"),
            new("audit", "审计", KindNature.Claim, "audit"), new("inspection", "巡察", KindNature.Claim, "inspection"),
            new("discipline", "纪检监察", KindNature.Claim, "discipline"), new("rectification", "巡察整改", KindNature.Claim, "inspection"),
            new("evaluation", "民主测评", KindNature.Record), new("commendation", "表彰奖励", KindNature.Positive),
        ],
        Parameters =
        [
            P("signal.freshDays", 30, "日"),
            P("satisfaction.minimum", 10, "票"), P("satisfaction.window", 12, "月"), P("satisfaction.admonition", 20, "%"),
            P("satisfaction.adjustment", 50, "%"), P("satisfaction.excellence", 75, "%"),
            P("complaints.window", 12, "月"), P("complaints.yellow", yellow, "件"), P("complaints.orange", 5, "件"),
            P("convergence.window", 6, "月"), P("convergence.kinds", 3, "类"), P("convergence.proven", 1, "项"),
            P("rate.recent", 90, "日"), P("rate.past", 720, "日"), P("rate.factor", 2, "倍"), P("rate.minimum", 3, "件"),
            P("finding.window", 24, "月"), P("finding.severity", 4, "级"),
            P("overdue.orange", 1, "工作日"), P("overdue.red", 30, "工作日"),
        ],
        Patterns =
        [
            new ThresholdPattern("satisfaction", "测评不满意", ["evaluation"], "satisfaction.minimum", "satisfaction.window",
                [new(1, "satisfaction.adjustment", "提出调整建议供研究"), new(2, "satisfaction.admonition", "拟起草诫勉供研究")], "satisfaction.excellence"),
            new CountInWindowPattern("complaints", "举报集中", ["complaint", "petition"], "反映", "complaints.window",
                [new(2, "complaints.orange"), new(3, "complaints.yellow")]),
            new ConvergencePattern("convergence", "多源集中",
                [("complaint", "举报信访"), ("audit", "审计"), ("inspection", "巡察"), ("discipline", "纪检监察")],
                "convergence.window", "convergence.kinds", 2, "convergence.proven", 1),
            new RateChangePattern("rateChange", "频次上升", ["complaint", "petition"], "信访举报", "rate.recent", "rate.past", "rate.factor", "rate.minimum", 2),
            new FindingPattern("finding", "立案或属实", ["discipline"], ["立案"], 1, "finding.window", "finding.severity", 2),
            new OverduePattern("overdue", "整改逾期", ["rectification"], [new(1, "overdue.red"), new(2, "overdue.orange")]),
        ],
    };

    public static Policy Only(string pattern, Policy? policy = null) =>
        (policy ?? Current) with { Patterns = [.. (policy ?? Current).Patterns.Where(p => p.Code == pattern)] };

    private static PolicyParameter P(string code, decimal value, string unit) =>
        new(code, code, value, unit, new Provision("示例预警规则", "第5条", Grade.S), new(2000, 1, 1));
}
