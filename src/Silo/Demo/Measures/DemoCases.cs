using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using static CadreWatch.Silo.Demo.Measures.DemoSteps;

namespace CadreWatch.Silo.Demo.Measures;

/// <summary>What the office has under way on the day of the demonstration: a measure in each state, and the follow-ups of promotions and sanctions.</summary>
internal static class DemoCases
{
    private const string Talked = "谈话对象表示认识到问题，将认真对照检查（示例）。";
    private const string Explained = "书面说明：所函询事项的经过和有关材料已一并提交（示例）。";

    public static IReadOnlyList<DemoMeasure> All { get; } =
    [
        .. Past,
        new("提醒-待回访", 36, MeasureKind.Reminder, 185, "工作方法和群众沟通", ["style"],
            [.. Approved(183), .. ByTalk(180, DemoStaff.Deputy, MeasureRanks.DeputyHead, Talked)]) { Handler = DemoStaff.Second },
        new("诫勉-影响期", 2, MeasureKind.Admonition, 70, "巡察反馈问题整改推进不力，逾期未完成", ["oversight"],
            [.. ApprovedByAll(60), .. ByLetter(58), .. Received(57), .. Talk(57), .. Examined(52)]),
        new("函询-逾期", 9, MeasureKind.Inquiry, 40, "招生入学工作中履行程序", ["duty"], [.. Approved(37), .. ByLetter(36), .. Received(35)]),
        new("函询-已回复", 42, MeasureKind.Inquiry, 34, "巡察反馈问题整改进度", ["duty", "style"],
            [.. Approved(31), .. ByLetter(30), .. Received(29), .. Replied(12, Explained, null)]) { IsPrincipal = true },
        new("函询-结果已认定", 70, MeasureKind.Inquiry, 45, "日常管理中改进工作作风", ["style"],
            [.. Approved(42), .. ByLetter(41), .. Refused(40), .. Stated(36, "本人陈述：有关情况与事实有出入，请予核实（示例）。"), .. Replied(27, Explained), .. Concluded(6, Conclusion.Explained, "说明清楚，予以了结（示例）。")]),
        new("函询-申请延期", 29, MeasureKind.Inquiry, 18, "履行主要负责人职责", ["duty"],
            [.. Approved(16), .. ByLetter(15), .. Received(14), .. ExtensionAsked(2, 5)]),
        new("函询-已签收", 5, MeasureKind.Inquiry, 14, "分管的行政执法工作中履行程序", ["integrity", "duty"], [.. Approved(12), .. ByLetter(11), .. Received(10)]) { Handler = DemoStaff.Second },
        new("约谈-已撤销", 57, MeasureKind.Summons, 13, "巡察反馈问题整改责任落实情况", [], [.. Submitted(12), .. Cancelled(11, "与正在办理的提醒重复，撤销（示例）。")]),
        new("函询-已发出", 40, MeasureKind.Inquiry, 6, "分管的工程建设项目管理", ["integrity"], [.. Approved(4), .. ByLetter(3)]),
        new("提醒-已批准", 57, MeasureKind.Reminder, 7, "分管领域廉政风险防控", ["integrity"], [.. Approved(3)]),
        new("诫勉-待审定", 0, MeasureKind.Admonition, 9, "审计发现招标限额下拆分标段，监管不力", ["audit", "oversight"], [.. Studied(2)]),
        new("函询-审核", 14, MeasureKind.Inquiry, 3, "合同变更履行集体研究程序", ["duty"], [.. Submitted(2)]),
        new("提醒-拟稿", 43, MeasureKind.Reminder, 2, "改进工作作风", ["style"], []),
        .. FollowUps,
    ];

    private static DemoMeasure[] Past =>
    [
        new("诫勉-期满", 1, MeasureKind.Admonition, 230, "审计发现合同变更程序不完整，把关不严", ["audit"],
            [.. ApprovedByAll(220), .. ByLetter(218), .. Received(217), .. Talk(217), .. Examined(212), .. Visited(20, VisitResult.Corrected, "已制定合同管理办法，问题整改到位（示例）。"), .. Archived(15)]),
        new("提醒-已归档", 110, MeasureKind.Reminder, 210, "群众来信反映窗口服务态度", ["style"],
            [.. Approved(207), .. ByLetter(206), .. Received(204), .. Visited(23, VisitResult.Corrected, "窗口服务已改进（示例）。"), .. Archived(22)]),
    ];

    private static DemoMeasure[] FollowUps =>
    [
        new("试用期满", 12, MeasureKind.ProbationEnd, 360, "", [], []) { StartedDaysAgo = 360 },
        new("任职回访", 18, MeasureKind.PostVisit, 57, "", [], []) { StartedDaysAgo = 57 },
        new("暖心回访", 6, MeasureKind.CareVisit, 178, "", [], []) { StartedDaysAgo = 178, Handler = DemoStaff.Second },
        new("任前教育", 24, MeasureKind.PreventiveEducation, 32, "", [], []) { StartedDaysAgo = 32 },
    ];

    private static IEnumerable<DemoStep> Talk(int ago) => [DemoSteps.Talk(ago, DemoStaff.Head, MeasureRanks.DepartmentHead, Talked)];
}
