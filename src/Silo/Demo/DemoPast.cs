namespace CadreWatch.Silo.Demo;

/// <summary>
/// Five years of one invented person, so that a portrait has something to show: a complaint that was cleared, an audit, measures with their influence periods
/// and visits, and what speaks for the person. All of it lies before any window of the policy, and so raises nothing today.
/// </summary>
internal static class DemoPast
{
    public static IEnumerable<DemoSignal> Of(DemoPerson person, DateOnly today)
    {
        var year = today.Year;
        yield return Complaint(person, new(year - 3, 4, 11), "reported");
        yield return Complaint(person, new(year - 3, 4, 11), "cleared") with { KnownOn = new(year - 3, 6, 2) };
        yield return Record(person, "inspection", "巡察", new(year - 3, 7, 6), "作风") with { Status = "substantiated", Agency = "区委巡察办", Title = "落实主体责任不到位（示例）" };
        yield return Record(person, "measure", "诫勉", new(year - 3, 9, 18), "诫勉");
        yield return Record(person, "followUp", "诫勉回访", new(year - 2, 3, 20), "诫勉期满回访：已整改");
        yield return Record(person, "audit", "任中审计", new(year - 2, 9, 10), "合同变更程序") with { Status = "substantiated", Severity = 1, Agency = "区审计局", Title = "合同变更程序不完整（示例）" };
        yield return Record(person, "measure", "提醒", new(year - 2, 11, 4), "谈话提醒");
        yield return Record(person, "personalMatters", "抽查-早", new(year - 3, 1, 20), "随机抽查：如实填报");
        yield return Record(person, "personalMatters", "抽查-晚", new(year - 2, 5, 16), "随机抽查：如实填报");
        yield return Record(person, "commendation", "嘉奖", new(year - 1, 8, 6), "防汛抢险嘉奖") with { Agency = "区防汛办" };
        for (var back = 5; back >= 4; back--)
            yield return Record(person, "evaluation", $"测评-{year - back}", new(year - back, 12, 20), "年度民主测评") with
            {
                Metrics = [("valid", 68), ("satisfied", back == 5 ? 62 : 61), ("dissatisfied", 2)],
            };
    }

    private static DemoSignal Complaint(DemoPerson person, DateOnly day, string status) => new(person, "complaint", $"旧举报-{person.Number}", day, day.AddDays(5))
    {
        Category = person.Unit.Field,
        Status = status,
        Agency = "12380 平台",
        Title = $"{person.Unit.Field}方面的反映（示例）",
        Text = "示例文本：反映事项为虚构，不指向任何真实人员和单位。",
    };

    private static DemoSignal Record(DemoPerson person, string kind, string name, DateOnly day, string category) =>
        new(person, kind, $"{name}-{person.Number}", day, day.AddDays(4)) { Category = category, Severity = 1, Agency = "区委组织部" };
}
