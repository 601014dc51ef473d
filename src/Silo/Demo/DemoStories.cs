namespace CadreWatch.Silo.Demo;

/// <summary>
/// What the board shows on the day of the demonstration: a few people about whom something is open. Each story belongs to one person and is told so that it
/// still holds on that day; how grave it looks is the policy's to say.
/// </summary>
internal sealed class DemoStories(DateOnly today, Random random)
{
    private const string Letter = "示例文本：来信反映招标过程中限额拆分，事项为虚构。";

    /// <summary>Which story a person has, by the place in the roster; most have none.</summary>
    public IEnumerable<DemoSignal> Of(DemoPerson person, int i) => i switch
    {
        0 => SeveralSources(person, grave: true),
        25 => Filed(person).Append(Inherited(person)),
        29 => Ballots(person, 58, 20, 31),
        1 => DemoPast.Of(person, today).Concat(SeveralSources(person, grave: false)),
        14 or 57 => SeveralSources(person, grave: false),
        40 => Complaints(person, 5, 110, letters: 3),
        2 or 42 => Overdue(person, 12, 5, 8),
        36 => Ballots(person, 61, 40, 14),
        43 or 70 => Ballots(person, 72, 48, 16),
        5 or 9 => Rising(person),
        110 => Complaints(person, 4, 150, letters: 1),
        _ when i % 27 == 11 => Complaints(person, 3, 200, letters: 2),
        _ when i % 53 == 20 => Complaints(person, 3, 260, letters: 1),
        _ when i % 350 == 30 => Overdue(person, 1 + (i % 4), 2, 5),
        _ when i % 113 == 50 => Due(person),
        _ => [],
    };

    private IEnumerable<DemoSignal> SeveralSources(DemoPerson person, bool grave)
    {
        foreach (var signal in Complaints(person, grave ? 4 : 1, 150, grave ? 3 : 1))
            yield return signal;
        for (var n = 1; n <= (grave ? 2 : 1); n++)
        {
            var day = today.AddDays(-95 - (6 * n));
            var audit = new DemoSignal(person, "audit", $"审计-{person.Number}-{n}", day, day.AddDays(9))
            {
                Category = person.Unit.Field,
                Severity = 2,
                Status = "reported",
                Agency = "区审计局",
                Title = n == 1 ? "招标限额下拆分标段（示例）" : "合同变更未经集体研究（示例）",
            };
            yield return audit;
            if (grave)
                yield return audit with { KnownOn = day.AddDays(30), Status = "substantiated" };
        }

        var found = today.AddDays(-70);
        yield return new(person, "inspection", $"巡察-{person.Number}", found, found.AddDays(6))
        {
            Category = person.Unit.Field,
            Severity = 2,
            Status = "reported",
            Agency = "区委巡察办",
            Title = "落实主体责任不到位（示例）",
        };
        if (grave)
            foreach (var signal in Overdue(person, 4, 3, 6))
                yield return signal;
    }

    private IEnumerable<DemoSignal> Filed(DemoPerson person)
    {
        var day = today.AddDays(-12);
        yield return new(person, "discipline", $"立案-{person.Number}", day, day)
        {
            Category = "立案审查调查",
            Severity = 5,
            Status = "verifying",
            Agency = "区纪委监委",
            Title = "立案审查调查通报（示例）",
        };
    }

    /// <summary>A finding in a unit that the person never belonged to: whose it is, somebody has to decide.</summary>
    private DemoSignal Inherited(DemoPerson person)
    {
        var day = today.AddDays(-64);
        return new(person, "audit", $"审计-外单位-{person.Number}", day, day.AddDays(9))
        {
            Category = "资金管理",
            Severity = 2,
            Status = "substantiated",
            Agency = "区审计局",
            Title = "往来款长期未清理（示例）",
            Attributes = [("unit", DemoUnits.All[8].Code)],
        };
    }

    private IEnumerable<DemoSignal> Ballots(DemoPerson person, int valid, int satisfied, int dissatisfied)
    {
        var day = today.AddDays(-20 - random.Next(6));
        yield return new(person, "evaluation", $"测评-专项-{person.Number}", day, day.AddDays(2))
        {
            Category = "专项民主测评",
            Severity = 2,
            Agency = "区委组织部",
            Metrics = [("valid", valid), ("satisfied", satisfied), ("dissatisfied", dissatisfied)],
        };
    }

    /// <summary>Complaints about different matters over the last days, one of them sent to several places; the oldest is being verified.</summary>
    private IEnumerable<DemoSignal> Complaints(DemoPerson person, int matters, int within, int letters)
    {
        for (var n = 1; n <= matters; n++)
        {
            var day = today.AddDays(-8 - ((matters - n) * (within - 10) / matters) - random.Next(4));
            var complaint = new DemoSignal(person, "complaint", $"举报-{person.Number}-{n}", day, day.AddDays(2))
            {
                Category = person.Unit.Field,
                Status = "reported",
                Agency = n % 2 == 0 ? "区信访局 匿名" : "12380 平台 实名",
                Title = $"{person.Unit.Field}方面的反映（示例）",
                Text = $"示例文本：第 {n} 件反映，事项为虚构，不指向任何真实人员和单位。",
                Attributes = [("letter", $"{person.Number}-{n}")],
            };
            yield return complaint;
            if (n == 1)
            {
                for (var copy = 2; copy <= letters; copy++)
                    yield return complaint with
                    {
                        ExternalId = $"{complaint.ExternalId}-{copy}",
                        Agency = copy == 2 ? "区信访局" : "区纪委监委",
                        KnownOn = day.AddDays(1 + copy),
                        Text = Letter,
                    };
                if (day.AddDays(9) < today)
                    yield return complaint with { Status = "verifying", KnownOn = day.AddDays(9) };
            }
        }
    }

    /// <summary>More within 90 days than in all the time before.</summary>
    private IEnumerable<DemoSignal> Rising(DemoPerson person)
    {
        for (var n = 1; n <= 3; n++)
        {
            var day = today.AddDays(-9 - (n * 21));
            yield return new(person, "petition", $"信访-{person.Number}-{n}", day, day.AddDays(2))
            {
                Category = person.Unit.Field,
                Status = "reported",
                Agency = "区信访局",
                Title = $"{person.Unit.Field}方面的信访事项（示例）",
                Text = "示例文本：信访事项为虚构。",
            };
        }
    }

    private IEnumerable<DemoSignal> Overdue(DemoPerson person, int workingDays, int done, int total)
    {
        var due = today.AddDays(-(workingDays * 7 / 5) - 2);
        yield return Rectification(person, due, done, total);
    }

    private IEnumerable<DemoSignal> Due(DemoPerson person)
    {
        yield return Rectification(person, today.AddDays(3 + random.Next(25)), 1, 4);
    }

    private DemoSignal Rectification(DemoPerson person, DateOnly due, int done, int total)
    {
        var found = due.AddDays(-60) < today.AddDays(-10) ? due.AddDays(-60) : today.AddDays(-10);
        return new(person, "rectification", $"整改-{person.Number}", found, found.AddDays(4))
        {
            Category = person.Unit.Field,
            Severity = 2,
            Status = "substantiated",
            Agency = "区委巡察办",
            Title = "巡察反馈问题整改（示例）",
            Metrics = [("done", done), ("total", total)],
            Attributes = [("dueOn", DemoPeople.Day(due))],
        };
    }
}
