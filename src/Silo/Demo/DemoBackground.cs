namespace CadreWatch.Silo.Demo;

/// <summary>Three quiet years: what any district records, and what raises no alert by itself.</summary>
internal static class DemoBackground
{
    private static readonly string[] Commendations = ["年度考核优秀", "防汛先进个人", "信访积案化解表扬", "项目攻坚嘉奖", "群众来信表扬"];

    public static IEnumerable<DemoSignal> Of(DemoPerson person, int i, DateOnly today, Random random)
    {
        for (var year = today.Year - 3; year <= today.Year; year++)
            foreach (var signal in Yearly(person, year, random))
                if (signal.KnownOn < today && signal.OccurredOn > today.AddYears(-3))
                    yield return signal;
        foreach (var signal in Claims(person, i, today, random))
            yield return signal;
        if (random.Next(4) == 0)
        {
            var day = today.AddDays(-40 - random.Next(1_000));
            yield return new(person, "commendation", $"表扬-{person.Number}", day, day.AddDays(5))
            {
                Category = "先进典型",
                Severity = 1,
                Agency = "区委组织部",
                Title = Commendations[random.Next(Commendations.Length)],
            };
        }
    }

    private static IEnumerable<DemoSignal> Yearly(DemoPerson person, int year, Random random)
    {
        var ballots = 40 + random.Next(60);
        var dissatisfied = random.Next(1 + (ballots / 12));
        yield return new(person, "evaluation", $"测评-{year}-{person.Number}", new(year, 1, 12), new(year, 1, 20))
        {
            Category = "年度民主测评",
            Severity = 1,
            Agency = "区委组织部",
            Metrics = [("valid", ballots), ("satisfied", ballots - dissatisfied - random.Next(1 + (ballots / 15))), ("dissatisfied", dissatisfied)],
        };
        if (random.Next(2) == 0)
            yield return new(person, "assessment", $"平时考核-{year}-{person.Number}", new(year, 7, 2 + random.Next(20)), new(year, 7, 28))
            {
                Category = "平时考核",
                Severity = 1,
                Agency = person.Unit.Name,
                Metrics = [("score", 78 + random.Next(20))],
            };
        if (person.Kind is "head" or "deputy" && random.Next(10) == 0)
            yield return new(person, "personalMatters", $"抽查-{year}-{person.Number}", new(year, 3, 31), new(year, 4, 10 + random.Next(15)))
            {
                Category = "随机抽查",
                Severity = 1,
                Agency = "区委组织部",
                Attributes = [("result", "如实填报")],
            };
        if (random.Next(3) == 0)
            yield return new(person, "fieldwork", $"调研-{year}-{person.Number}", new(year, 5, 6 + random.Next(20)), new(year, 5, 28))
            {
                Category = "基层调研",
                Severity = 1,
                Agency = person.Unit.Name,
            };
        if (random.Next(5) == 0)
            yield return new(person, "liaison", $"联络员走访-{year}-{person.Number}", new(year, 9, 3 + random.Next(20)), new(year, 9, 27))
            {
                Category = "日常走访",
                Severity = 1,
                Agency = "干部监督联络员",
            };
    }

    /// <summary>One matter a year at most, and most of them ended long ago: apart from each other further than any window of the policy counts.</summary>
    private static IEnumerable<DemoSignal> Claims(DemoPerson person, int i, DateOnly today, Random random)
    {
        if (random.Next(100) >= 55)
            yield break;
        var day = today.AddDays(-560 - random.Next(500));
        var known = day.AddDays(3 + random.Next(20));
        var closed = known.AddDays(25 + random.Next(60));
        var kind = (i % 5) switch { 0 or 1 => "complaint", 2 => "petition", 3 => "audit", _ => "inspection" };
        var first = new DemoSignal(person, kind, $"{kind}-{person.Number}-1", day, known)
        {
            Category = random.Next(3) == 0 ? "作风" : person.Unit.Field,
            Severity = 1 + random.Next(2),
            Status = "reported",
            Agency = AgencyOf(kind),
            Title = $"{person.Unit.Field}方面的反映（示例）",
            Text = kind is "complaint" or "petition" ? "示例文本：反映事项为虚构，不指向任何真实人员和单位。" : null,
        };
        if (known >= person.Since)
            yield return first;
        var status = random.Next(10) switch { < 2 => "substantiated", < 6 => "unsubstantiated", _ => "cleared" };
        if (closed < today && known >= person.Since)
            yield return first with { KnownOn = closed, Status = status };
    }

    internal static string AgencyOf(string kind) => kind switch
    {
        "complaint" => "12380 平台",
        "petition" => "区信访局",
        "audit" => "区审计局",
        "inspection" or "rectification" => "区委巡察办",
        "discipline" => "区纪委监委",
        "enforcement" => "区司法局",
        _ => "区委组织部",
    };
}
