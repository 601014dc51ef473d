using System.Text;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Influence;

public sealed class InfluencePolicyTests
{
    private static readonly InfluencePolicy Policy = InfluencePolicy.Shipped;
    private static readonly MeasureRule Admonition = Policy.Find("admonition", new DateOnly(2026, 3, 15), null)!;

    [Fact]
    public void ShippedRows_HaveNoFault_AndCoverEveryMeasureOfTheTable()
    {
        Assert.Empty(InfluencePolicy.Read(Shipped()).Faults);
        string[] names =
        [
            "谈话提醒", "批评教育", "责令检查", "通报", "诫勉", "取消考察对象资格", "责令辞职", "免职", "降职", "政务警告", "政务记过", "政务记大过", "政务降级",
            "政务撤职", "党内警告", "党内严重警告", "撤销党内职务", "留党察看", "调整职务", "停职检查",
        ];
        Assert.All(names, name => Assert.Contains(Policy.Measures, rule => rule.Name == name && rule.ValidTo is null));
    }

    [Theory]
    [InlineData("\"months\": 5, \"on\"", "\"on\"", true)]
    [InlineData("\"unit\": \"月\"", "\"unit\": \"天\"", false)]
    [InlineData("\"least\": 6, \"most\": 6", "\"least\": 7, \"most\": 6", false)]
    [InlineData("\"least\": 6, \"most\": 6", "\"least\": 6, \"most\": 601", false)]
    [InlineData("\"least\": 6, \"most\": 6", "\"least\": -1, \"most\": 6", false)]
    [InlineData("\"afterRestoration\": 24", "\"afterRestoration\": 9999", false)]
    [InlineData("\"name\": \"诫勉\"", "\"name\": \"\"", false)]
    [InlineData("\"code\": \"admonition\"", "\"code\": \"\"", false)]
    [InlineData("\"months\": 12", "\"months\": 9999", false)]
    [InlineData("\"on\": [\"转任\"]", "\"on\": []", false)]
    [InlineData("\"on\": [\"转任\"]", "\"on\": [4]", false)]
    [InlineData("\"words\": \"影响期内不得转任\"", "\"words\": \"\"", false)]
    [InlineData("\"validTo\": \"2015-12-31\"", "\"validTo\": \"2003-12-31\"", false)]
    [InlineData("\"validFrom\": \"2016-01-01\"", "\"validFrom\": \"2015-12-31\"", false)]
    [InlineData("\"source\": \"中国共产党问责条例\"", "\"source\": \"\"", false)]
    [InlineData("\"families\": [\"政务处分\"]", "\"families\": []", false)]
    [InlineData("\"mostMonths\": 48", "\"mostMonths\": -1", false)]
    [InlineData("\"article\": \"第二十一条\"", "\"article\": \"第二十一条\", \"note\": \"x\"", false)]
    public void AlteredFile_IsRefused(string old, string @new, bool read)
    {
        var text = Encoding.UTF8.GetString(Shipped());
        var reading = InfluencePolicy.Read(Encoding.UTF8.GetBytes("\uFEFF" + text.Replace(old, @new, StringComparison.Ordinal)));
        Assert.Equal(read, reading.Policy is not null);
        Assert.Equal(read, reading.Faults.IsEmpty);
    }

    [Fact]
    public void CombinationWithoutSource_IsRefused()
    {
        var text = Encoding.UTF8.GetString(Shipped()).Replace("\"source\": \"中国共产党纪律处分条例\", \"article\": \"第二十一条\"", "\"source\": \"\", \"article\": \"\"", StringComparison.Ordinal);
        Assert.StartsWith("合并规则", Assert.Single(InfluencePolicy.Read(Encoding.UTF8.GetBytes(text)).Faults));
        Assert.Equal(["文件是空的。"], InfluencePolicy.Read("null"u8).Faults);
    }

    [Fact]
    public void RowOfTheAuthority_GoesFirst()
    {
        var local = Admonition with { Authority = "甲市", Period = Admonition.Period with { Least = 12, Most = 12 } };
        var policy = Policy with { Measures = Policy.Measures.Add(local) };
        Assert.Equal((12, 6, 6), (Most("甲市"), Most("乙市"), Most(null)));

        int Most(string? authority) => policy.Find("admonition", new DateOnly(2026, 3, 15), authority)!.Period.Most;
    }

    [Theory]
    [InlineData(PeriodStart.Approval, "诫勉 2026-03-15 谈话2026-03-20 送达2026-03-25", "2026-09-15", "2026-03-15批准起算（起算点未核实）")]
    [InlineData(PeriodStart.Talk, "诫勉 2026-03-15 谈话2026-03-20 送达2026-03-25", "2026-09-20", "2026-03-20谈话起算（起算点未核实）")]
    [InlineData(PeriodStart.Delivery, "诫勉 2026-03-15 谈话2026-03-20 送达2026-03-25", "2026-09-25", "2026-03-25送达起算（起算点未核实）")]
    [InlineData(PeriodStart.Talk, "诫勉 2026-03-15；任期 2024-01-01；免职 2026-03-20", null, "谈话日期未登记")]
    [InlineData(PeriodStart.Delivery, "诫勉 2026-03-15；任期 2024-01-01至2028-01-01", null, "按送达之日起算（未核实），送达日期未登记")]
    public void Start_IsAParameter(PeriodStart at, string facts, string? end, string words)
    {
        var rule = Admonition with { Start = Admonition.Start with { At = at } };
        var answer = InfluencePeriods.Of(FactText.Read(facts, Policy), DateOnly.MaxValue, Policy with { Measures = Policy.Measures.Replace(Admonition, rule) });
        var bar = answer.Bars.First(bar => bar.CauseWord == "诫勉");
        Assert.Equal(end is null ? null : Case.Parse(end), bar.To);
        Assert.Contains(words, bar.Steps);
        Assert.True(bar.IsUnverified);
        if (end is null)
            Assert.All(answer.Bars.Where(bar => bar.CauseWord == "诫勉"), bar => Assert.Equal(BarStanding.Unsettled, bar.On(new DateOnly(2026, 3, 15))));
    }

    [Fact]
    public void MissingStart_IsNeverAddedToAnOldPeriod()
    {
        var warning = Policy.Find("partyWarning", new DateOnly(2026, 1, 1), null)!;
        var policy = Policy with { Measures = Policy.Measures.Replace(warning, warning with { Start = warning.Start with { At = PeriodStart.Delivery } }) };
        var answer = InfluencePeriods.Of(FactText.Read("党内严重警告 2026-01-01；党内警告 2026-03-01；撤销党内职务 2026-05-01", policy), DateOnly.MaxValue, policy);
        Assert.Null(answer.Periods[1].LatestEnd);
        Assert.Equal((new DateOnly(2028, 5, 1), null), (answer.Periods[2].CertainEnd, answer.Periods[2].LatestEnd));
        Assert.Contains("送达日期未登记", answer.Periods[2].Issue);
    }

    [Fact]
    public void LiftedSanction_NamesTheDay_AndSaysThatNothingIsRestored()
    {
        var period = Assert.Single(InfluencePeriods.Of(FactText.Read("政务撤职 2026-03-15", Policy), DateOnly.MaxValue, Policy).Periods);
        Assert.Equal(new DateOnly(2028, 3, 16), period.LiftedOn);
        Assert.Contains("不恢复原职务、职级", period.Rule.Lifting);
        var together = InfluencePeriods.Of(FactText.Read("政务撤职 2026-03-15；政务记过 2026-04-15；党内警告 2026-04-15", Policy), DateOnly.MaxValue, Policy).Periods;
        Assert.Equal([null, new DateOnly(2029, 3, 16), null], together.Select(each => each.LiftedOn));
    }

    [Fact]
    public void PeriodsAtTheEndOfTheCalendar_DoNotThrow()
    {
        var answer = InfluencePeriods.Of(FactText.Read("政务记过 9999-06-30；留党察看 9999-01-01；恢复权利 9999-02-01 对2；党内警告 9999-03-01；政务警告 9999-12-31", Policy), DateOnly.MaxValue, Policy);
        Assert.All(answer.Periods, period => Assert.Equal(DateOnly.MaxValue, period.LatestEnd));
        Assert.All(answer.Periods, period => Assert.Null(period.LiftedOn));
        var probation = InfluencePeriods.Of(FactText.Read("党内警告 9999-01-01；留党察看 9999-02-01；恢复权利 9999-03-01 对2", Policy), DateOnly.MaxValue, Policy);
        Assert.Equal(DateOnly.MaxValue, probation.Periods[1].LatestEnd);
    }

    [Fact]
    public void RestorationBeforeTheSanction_DoesNotCount() =>
        Assert.Null(Assert.Single(InfluencePeriods.Of(FactText.Read("留党察看 2026-03-15；恢复权利 2026-03-14", Policy), DateOnly.MaxValue, Policy).Periods).LatestEnd);

    [Fact]
    public void PolicyWithoutCombinationRules_CombinesNothing()
    {
        var facts = FactText.Read("政务记过 2026-03-15 文号甲；政务记过 2026-03-15 文号甲；党内警告 2026-03-15；党内警告 2026-04-15", Policy);
        var none = InfluencePeriods.Of(facts, DateOnly.MaxValue, Policy with { Combinations = [] });
        Assert.All(none.Periods, period => Assert.Null(period.AbsorbedBy));
        var heaviest = Policy with { Combinations = [.. Policy.Combinations.Where(rule => rule.Kind == CombinationKind.Heaviest)] };
        Assert.Equal(new DateOnly(2027, 3, 15), InfluencePeriods.Of(facts, DateOnly.MaxValue, heaviest).Periods[0].LatestEnd);
        var unlimited = Policy with { Combinations = [.. Policy.Combinations.Select(rule => rule with { MostMonths = null })] };
        Assert.Equal(new DateOnly(2028, 3, 15), InfluencePeriods.Of(facts, DateOnly.MaxValue, unlimited).Periods[0].LatestEnd);
    }

    [Fact]
    public void MonthEnd_IsTheCorrespondingDayOrTheLast() => Check.QuickThrowOnFailure(Prop.ForAll(Days, Lengths, (start, months) =>
    {
        var end = Months.End(start, months);
        return end.Day == Math.Min(start.Day, DateTime.DaysInMonth(end.Year, end.Month))
            && ((end.Year - start.Year) * 12) + end.Month - start.Month == months;
    }));

    [Fact]
    public void LongerPeriod_NeverEndsEarlier() => Check.QuickThrowOnFailure(Prop.ForAll(Days, Lengths, (start, months) =>
        Months.End(start, months) < Months.End(start, months + 1) && Months.End(start, months) <= Months.End(start.AddDays(1), months)));

    [Fact]
    public void NewSanctionInsideAnOldPeriod_EndsAfterEither() => Check.QuickThrowOnFailure(Prop.ForAll(Days, Gen.Choose(1, 365).ToArbitrary(), (start, gap) =>
    {
        var periods = InfluencePeriods.Of(FactText.Read($"党内警告 {start:yyyy-MM-dd}；党内严重警告 {start.AddDays(gap):yyyy-MM-dd}", Policy), DateOnly.MaxValue, Policy).Periods;
        return periods[1].LatestEnd == Months.End(periods[0].LatestEnd!.Value, 18) && periods[1].LatestEnd >= Months.End(periods[1].Start, 18);
    }));

    [Theory]
    [InlineData(Grade.V, "《甲》第一条")]
    [InlineData(Grade.S, "《甲》第一条")]
    [InlineData(Grade.M, "《甲》第一条（未核实）")]
    [InlineData(Grade.U, "《甲》第一条（未核实）")]
    public void Provision_MarksWhatIsUnverified(Grade grade, string words) => Assert.Equal(words, new Provision("甲", "第一条", grade).ToString());

    [Fact]
    public void Ids_AreNotEmpty()
    {
        Assert.Throws<FormatException>(() => FactId.Parse(" "));
        Assert.Equal(("", "甲"), (default(FactId).ToString(), FactId.Parse(" 甲 ").ToString()));
        Assert.Equal(["提拔", "进一步使用", "晋升职级", "转任", "评优", "辞职退休", "出国（境）", "晋升工资档次"], Enum.GetValues<Effect>().Select(effect => effect.Word()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Months.End(default, -1));
    }

    // From 2016 on: the rows of the Party rules in force today.
    private static Arbitrary<DateOnly> Days => Gen.Choose(0, 5000).Select(new DateOnly(2016, 1, 1).AddDays).ToArbitrary();

    private static Arbitrary<int> Lengths => Gen.Choose(0, 60).ToArbitrary();

    private static byte[] Shipped()
    {
        using var stream = typeof(InfluencePolicy).Assembly.GetManifestResourceStream("CadreWatch.Grains.Data.influence.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
