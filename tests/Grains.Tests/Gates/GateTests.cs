using System.Text;
using CadreWatch.Grains.Gates;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Tests.Cases;

namespace CadreWatch.Grains.Tests.Gates;

public sealed class GateTests
{
    private static readonly CaseTable Cases = CaseTable.Read("gate.md");

    public static TheoryData<string> Numbers => Cases.Numbers;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Gate_AnswersWhatTheCaseSays(string number)
    {
        var row = Cases[number];
        var question = new GateQuestion(FactText.Read(row["事实"], InfluencePolicy.Shipped), row.Day("问日"))
        {
            KnownOn = row.Has("知悉") ? row.Day("知悉") : row.Day("问日"),
            AssessmentYear = row.Has("年度") ? row.Number("年度") : null,
        };
        var all = Gate.Shipped.AskAll(question);
        foreach (var action in row.List("事项").Select(FactText.EffectOf))
        {
            var answer = Gate.Shipped.Ask(question, action);
            Assert.Equal(VerdictOf(row["结论"]), answer.Verdict);
            Assert.Equal(row.Has("至") && row["至"] != "未定" ? row.Day("至") : null, answer.Until);
            Assert.Contains(row["文句含"], Said(answer));
            Assert.Equal(answer.Sentence, all.Single(other => other.Action == action).Sentence);
        }

        Assert.All(all, CanBeRead);
    }

    [Fact]
    public void AllSevenActions_AreAnsweredInOrder() => Assert.Equal(Gate.Actions, Gate.Shipped.AskAll(Nothing).Select(answer => answer.Action));

    [Fact]
    public void PayStep_IsNoActionOfTheGate() => Assert.Throws<ArgumentOutOfRangeException>(() => Gate.Shipped.Ask(Nothing, Effect.PayStep));

    [Fact]
    public void NothingFound_SaysOnlyThat_AndListsWhatAPersonMustSeeTo()
    {
        var answer = Gate.Shipped.Ask(Nothing, Effect.Promotion);
        Assert.Equal("提拔：未发现硬性限制；另有10项须由人核实。", answer.Sentence);
        Assert.Equal(
            ["archive", "personalMatters", "disciplineOpinion", "complaints"],
            answer.Checklist.Take(4).Select(item => item.Code));
        Assert.Contains(answer.Checklist, item => item.Words == "任前公示不少于5个工作日");
        Assert.Equal("辞职退休：未发现硬性限制。", Gate.Shipped.Ask(Nothing, Effect.Leaving).Sentence);
    }

    [Fact]
    public void Checklist_ShowsTheLatestRecordOnTheDay()
    {
        var question = new GateQuestion([Check("1", "archive", 1, false), Check("2", "archive", 3, true), Check("3", "complaints", 2, false)], new DateOnly(2026, 5, 2));
        var items = Gate.Shipped.Ask(question, Effect.Promotion).Checklist.ToDictionary(item => item.Code, item => item.Standing);
        Assert.Equal((CheckStanding.ProblemFound, CheckStanding.ProblemFound, CheckStanding.Open), (items["archive"], items["complaints"], items["canvassing"]));
        var later = Gate.Shipped.Ask(question with { On = new DateOnly(2026, 5, 3), KnownOn = new DateOnly(2026, 5, 3) }, Effect.Promotion);
        Assert.Equal(CheckStanding.Done, later.Checklist.Single(item => item.Code == "archive").Standing);
        Assert.EndsWith("另有9项须由人核实。", later.Sentence);
    }

    [Fact]
    public void SeveralBars_AreCounted_LongestFirst()
    {
        var facts = FactText.Read("党内警告 2026-01-10；政务撤职 2026-01-10；考核 2025 不称职", InfluencePolicy.Shipped);
        var answer = Gate.Shipped.Ask(new GateQuestion(facts, new DateOnly(2026, 6, 1)), Effect.Promotion);
        Assert.Equal(["政务撤职", "党内警告", "2025年度考核不称职"], answer.Bars.Select(bar => bar.CauseWord));
        Assert.Contains("等3项", answer.Sentence);
    }

    [Theory]
    [InlineData("""{"investigation":[],"assessment":[],"expiry":[],"checklist":[]}""", null)]
    [InlineData("null", "文件是空的")]
    [InlineData("{}", "文件不是所要求的格式")]
    [InlineData("""{"investigation":[{"on":[],"words":"甲","provision":{"source":"法","article":"","grade":"V"}}],"assessment":[],"expiry":[],"checklist":[]}""", "规则“甲”")]
    [InlineData("""{"investigation":[],"assessment":[{"on":["提拔"],"results":[],"words":"","provision":{"source":"法","article":"","grade":"V"}}],"expiry":[],"checklist":[]}""", "规则“”")]
    [InlineData("""{"investigation":[],"assessment":[],"expiry":[{"on":["提拔"],"words":"乙","provision":{"source":"","article":"","grade":"V"}}],"checklist":[]}""", "规则“乙”")]
    public void PolicyFile_IsReadOrNamesItsFault(string json, string? fault)
    {
        var reading = GatePolicy.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(fault is null, reading.Policy is not null);
        if (fault is not null)
            Assert.Contains(fault, Assert.Single(reading.Faults));
    }

    [Fact]
    public void RulesOfAnotherTimeOrAuthority_DoNotBar()
    {
        var rule = GatePolicy.Shipped.Investigation[0] with { Authority = "甲市" };
        var gate = new Gate(GatePolicy.Shipped with { Investigation = [rule], Assessment = [], Expiry = [], Checklist = [] }, InfluencePolicy.Shipped);
        var question = new GateQuestion(FactText.Read("立案 2026-05-10", InfluencePolicy.Shipped), new DateOnly(2026, 6, 1));
        Assert.Equal(GateVerdict.NoHardBarFound, gate.Ask(question, Effect.Promotion).Verdict);
        Assert.Equal(GateVerdict.Barred, gate.Ask(question with { Authority = "甲市" }, Effect.Promotion).Verdict);
    }

    private static GateQuestion Nothing => new([], new DateOnly(2026, 6, 1));

    private static CheckDone Check(string id, string item, int day, bool clear) =>
        new(FactId.Parse(id), new DateOnly(2026, 5, day), item, new DateOnly(2026, 5, day), "李四", clear);

    private static GateVerdict VerdictOf(string word) => word switch
    {
        "受限" => GateVerdict.Barred,
        "待核实" => GateVerdict.Unsettled,
        "待研判" => GateVerdict.AwaitingJudgement,
        "未发现" => GateVerdict.NoHardBarFound,
        _ => throw new FormatException($"不认识的结论“{word}”。"),
    };

    private static string Said(GateAnswer answer) =>
        string.Concat([answer.Sentence, .. answer.Bars.Select(bar => bar.Steps), .. answer.Remarks, .. answer.Unsettled, .. answer.Pending.Select(pending => pending.Words)]);

    private static void CanBeRead(GateAnswer answer)
    {
        Assert.DoesNotContain("可以提拔", Said(answer));
        Assert.DoesNotContain("可以任用", Said(answer));
        Assert.StartsWith($"{answer.Action.Word()}：", answer.Sentence);
        Assert.Equal(1, answer.Sentence.Count(letter => letter == '。'));
        Assert.Equal(answer.Verdict == GateVerdict.NoHardBarFound, answer.Sentence.Contains("未发现硬性限制"));
        Assert.All(answer.Bars.Where(bar => bar.IsUnverified), bar => Assert.Contains(Provision.UnverifiedMark, bar.Steps));
        if (answer.Bars is [{ IsUnverified: true }, ..])
            Assert.Contains(Provision.UnverifiedMark, answer.Sentence);
    }
}
