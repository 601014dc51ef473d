using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Tests.Cases;

namespace CadreWatch.Grains.Tests.Influence;

public sealed class InfluencePeriodsTests
{
    private static readonly CaseTable Cases = CaseTable.Read("influence-periods.md");

    public static TheoryData<string> Numbers => Cases.Numbers;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Bar_IsWhatTheCaseSays(string number)
    {
        var row = Cases[number];
        var answer = InfluencePeriods.Of(FactText.Read(row["事实"], InfluencePolicy.Shipped), DateOnly.MaxValue, InfluencePolicy.Shipped);
        var cause = FactId.Parse(row["因"]);
        var bars = answer.Bars.Where(bar => bar.Cause == cause && bar.Effect == FactText.EffectOf(row["对象"]) && bar.Extent == Extent.Period).ToArray();
        var said = string.Concat(answer.Periods.Where(period => period.Measure.Id == cause).Select(period => period.Steps).Concat(answer.Unknown.Select(unknown => unknown.Words)));
        if (row["止"] == "无")
            Assert.Empty(bars);
        else
        {
            var bar = bars.MaxBy(bar => bar.To ?? DateOnly.MaxValue)!;
            DateOnly? end = row["止"] == "未定" ? null : row.Day("止");
            Assert.Equal((row.Day("起"), end), (bar.From, bar.To));
            Assert.Equal(row.Has("最早止") ? row.Day("最早止") : end, bar.CertainTo);
            said = bar.Steps;
        }

        Assert.Contains(row["文句含"], said);
        Assert.DoesNotContain("可以提拔", said);
        Assert.All(answer.Bars, bar => Assert.Equal(1, bar.Steps.Count(letter => letter == '。')));
    }
}
