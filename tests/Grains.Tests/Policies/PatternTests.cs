using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Cadres;

namespace CadreWatch.Grains.Tests.Policies;

public sealed class PatternTests
{
    [Theory]
    [InlineData(100, 20, 0)]
    [InlineData(100, 21, 2)]
    [InlineData(100, 50, 2)]
    [InlineData(100, 51, 1)]
    [InlineData(58, 31, 1)]
    [InlineData(9, 9, 0)]
    [InlineData(10, 2, 0)]
    [InlineData(11, 3, 2)]
    [InlineData(10, 11, 0)]
    public void Dissatisfied_IsComparedStrictly_OnEnoughValidBallots(long valid, long dissatisfied, int rank)
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Ballot("b", valid, 0, dissatisfied));
        Assert.Equal(rank, cadre.State.Alerts.OpenOf("satisfaction")?.Finding.Level.Rank ?? 0);
        Assert.True(cadre.State.Alerts.Count <= 1);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void OfTwoBallotsOfOneDay_TheOneKnownLaterCounts(string first, string second)
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Ballot(first, 100, 40, 30, knownOn: CadreCase.At(2026, 10, 9)));
        cadre.Put(cadre.Ballot(second, 100, 40, 60, knownOn: CadreCase.At(2026, 10, 10)));
        Assert.Equal(1, cadre.Open("satisfaction").Finding.Level.Rank);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void OfTwoBallotsKnownTogether_TheWorseCounts(string worse, string milder)
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Ballot(worse, 50, 10, 30));
        cadre.Put(cadre.Ballot(milder, 100, 40, 40));
        Assert.Equal(1, cadre.Open("satisfaction").Finding.Level.Rank);
    }

    [Fact]
    public void Satisfaction_SaysItsNumbers()
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Ballot("b", 58, 20, 31));
        var finding = cadre.Open("satisfaction").Finding;
        Assert.Equal("民主测评不满意 31 票，占有效票 58 票的 53.4 %（阈值 > 50 %），提出调整建议供研究", finding.Short);
        Assert.Contains("53.4 %", finding.Full, StringComparison.Ordinal);
        Assert.Equal("53.4 %（31 / 58）", finding.Conditions[1].Actual);
    }

    [Theory]
    [InlineData(100, 75, false)]
    [InlineData(100, 74, true)]
    [InlineData(9, 1, false)]
    public void SatisfiedUnderTheShare_IsABarOnExcellence_AndNoAlert(long valid, long satisfied, bool barred)
    {
        var cadre = new CadreCase();
        cadre.Put(cadre.Ballot("b", valid, satisfied, 0));
        Assert.Equal(barred, cadre.State.Bars.Count == 1);
        Assert.Empty(cadre.State.Alerts);
        cadre.Put(cadre.Ballot("b", valid, satisfied, 0, SignalStatus.Withdrawn, knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Empty(cadre.State.Bars);
    }

    [Fact]
    public void OneLetterSentThreeTimes_CountsOnce_AndSaysSo()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("complaints"));
        for (var i = 0; i < 3; i++)
            cadre.Put(cadre.Signal($"l{i}", letter: 1));
        Assert.Empty(cadre.State.Alerts);
        cadre.Put(cadre.Signal("x"));
        cadre.Put(cadre.Signal("y", status: SignalStatus.Verifying));
        var finding = cadre.Open("complaints").Finding;
        Assert.Equal("近12个月收到反映 3 件（未核实 2 件、核查中 1 件；来信 5 封，一信多投已合并），起算 3 件", finding.Short);
        Assert.Contains("未核实", finding.Full, StringComparison.Ordinal);
        Assert.Equal(3, finding.CauseCount);
        Assert.Contains(finding.Causes, c => c.Copies == 3);
    }

    [Fact]
    public void LeadingCopyCleared_AnotherCopyTakesItsPlace()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("complaints"));
        cadre.Put(cadre.Signal("l0", letter: 1, on: new(2026, 9, 1)));
        cadre.Put(cadre.Signal("l1", letter: 1));
        cadre.Complaints(2);
        cadre.Put(cadre.Signal("l0", letter: 1, status: SignalStatus.Withdrawn, on: new(2026, 9, 1), knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Equal(3, cadre.Open("complaints").Finding.CauseCount);
    }

    [Fact]
    public void OnlyVerifyingSignals_StillSayUnverified()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("complaints"));
        for (var i = 0; i < 3; i++)
            cadre.Put(cadre.Signal($"v{i}", status: SignalStatus.Verifying));
        Assert.Contains("未核实", cadre.Open("complaints").Finding.Short, StringComparison.Ordinal);
    }

    [Fact]
    public void WindowCounts_FromTheCorrespondingDayOn()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("complaints"));
        cadre.Put(cadre.Signal("c0", on: new(2025, 10, 11)));
        cadre.Complaints(2);
        Assert.Empty(cadre.State.Alerts);
        cadre.Put(cadre.Signal("c9", on: new(2025, 10, 12)));
        Assert.Equal(3, cadre.Open("complaints").Finding.CauseCount);
    }

    [Fact]
    public void ThreeKindsOfSource_Converge_AndAProvenFactRaisesTheLevel()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("convergence"));
        cadre.Put(cadre.Signal("1", "complaint"));
        cadre.Put(cadre.Signal("2", "petition"));
        cadre.Put(cadre.Signal("3", "audit"));
        Assert.Empty(cadre.State.Alerts);
        cadre.Put(cadre.Signal("4", "inspection"));
        Assert.Equal(2, cadre.Open("convergence").Finding.Level.Rank);
        Assert.Equal("近6个月，举报信访、审计、巡察 3 类来源共 4 件（未核实 4 件）", cadre.Open("convergence").Finding.Short);
        cadre.Put(cadre.Signal("3", "audit", SignalStatus.Substantiated, knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Equal(1, cadre.Open("convergence").Finding.Level.Rank);
    }

    [Fact]
    public void RateAgainstTheOwnPast_NeedsMinimumAndRecord()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("rateChange"));
        cadre.Put(cadre.Signal("p1", on: new(2025, 3, 1)));
        cadre.Complaints(2);
        Assert.Empty(cadre.State.Alerts);
        cadre.Complaints(1, from: 3);
        Assert.Equal("近90日信访举报 3 件，本人此前同长时段均 0.1 件（最低起算 3 件），其中未核实 3 件", cadre.Open("rateChange").Finding.Short);

        var newcomer = new CadreCase(DistrictPolicy.Only("rateChange"), withRoster: false);
        newcomer.Do(newcomer.Roster(from: new(2025, 9, 1)));
        newcomer.Complaints(4);
        Assert.Empty(newcomer.State.Alerts);
        Assert.IsType<Answer.NotApplicable>(Ask(newcomer, "rateChange"));
    }

    [Fact]
    public void RateEqualToTheFactor_IsNegative()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("rateChange"));
        for (var i = 0; i < 16; i++)
            cadre.Put(cadre.Signal($"p{i}", on: new DateOnly(2024, 9, 1).AddDays(i)));
        cadre.Complaints(4);
        Assert.IsType<Answer.Negative>(Ask(cadre, "rateChange"));
        cadre.Complaints(1, from: 5);
        Assert.IsType<Answer.Positive>(Ask(cadre, "rateChange"));
    }

    [Fact]
    public void FiledInvestigationOrSeriousFact_IsEnough()
    {
        var filed = new CadreCase(DistrictPolicy.Only("finding"));
        filed.Put(filed.Signal("1", "discipline", SignalStatus.Verifying, category: "立案", on: new(2026, 10, 8)));
        Assert.Equal(1, filed.Open("finding").Finding.Level.Rank);
        Assert.StartsWith("10月8日通报对该同志立案审查调查（核查中，尚未核实）", filed.Open("finding").Finding.Short, StringComparison.Ordinal);

        var serious = new CadreCase(DistrictPolicy.Only("finding"));
        serious.Put(serious.Signal("1", "audit", SignalStatus.Substantiated, severity: 3));
        serious.Put(serious.Signal("2", "audit", SignalStatus.Verifying, severity: 5));
        Assert.Empty(serious.State.Alerts);
        serious.Put(serious.Signal("3", "audit", SignalStatus.Substantiated, severity: 4));
        Assert.Equal(2, serious.Open("finding").Finding.Level.Rank);
    }

    [Fact]
    public void Rectification_IsOverdueByTimeAlone_AndEndsWithCompletion()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("overdue"));
        var key = cadre.Put(cadre.Signal("r", "rectification", SignalStatus.Substantiated, due: new(2026, 10, 15), metrics: [("total", 8), ("done", 5)])).Signal;
        Assert.Empty(cadre.State.Alerts);
        var watch = Assert.Single(cadre.State.Watches);
        Assert.Equal(($"rectify:{key}", CadreCase.At(2026, 10, 16)), (watch.Deadline, watch.DueAt));
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.At(2026, 10, 16), "system", watch.Deadline));
        var finding = cadre.Open("overdue").Finding;
        Assert.Equal("巡察整改问题应于10月15日完成整改，至10月16日逾期 1 个工作日（完成 5 / 8）", finding.Short);
        var next = Assert.Single(cadre.State.Watches);
        Assert.Equal("window:overdue", next.Deadline);
        cadre.Do(new DeadlineDue(cadre.NextId(), next.DueAt, "system", next.Deadline));
        Assert.Equal(1, cadre.Open("overdue").Finding.Level.Rank);
        cadre.Put(cadre.Signal("r", "rectification", SignalStatus.Substantiated, due: new(2026, 10, 15), completed: new(2026, 10, 12), content: 2, knownOn: CadreCase.At(2026, 10, 12)));
        Assert.Equal(AlertStanding.Withdrawn, Assert.Single(cadre.State.Alerts).Standing);
    }

    [Fact]
    public void OverdueWithoutACalendar_CountsDaysAndSaysSo()
    {
        var cadre = new CadreCase(DistrictPolicy.Only("overdue"));
        cadre.Put(cadre.Signal("r", "rectification", SignalStatus.Substantiated, due: new(2026, 12, 30)));
        cadre.Do(new DeadlineDue(cadre.NextId(), CadreCase.At(2027, 1, 2), "system", cadre.State.Watches[0].Deadline));
        Assert.Contains("逾期 3 日", cadre.Open("overdue").Finding.Short, StringComparison.Ordinal);
        Assert.Contains("工作日历未公布", cadre.Open("overdue").Finding.Full, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingParameter_IsNotApplicable()
    {
        foreach (var pattern in DistrictPolicy.Current.Patterns)
            foreach (var code in pattern.Parameters)
            {
                var cadre = new CadreCase();
                cadre.Complaints(5);
                cadre.Put(cadre.Ballot("b", 100, 10, 60));
                cadre.Put(cadre.Signal("a", "audit", SignalStatus.Substantiated, severity: 5));
                cadre.Put(cadre.Signal("r", "rectification", SignalStatus.Substantiated, due: new(2026, 10, 2)));
                var without = DistrictPolicy.Current with { Parameters = [.. DistrictPolicy.Current.Parameters.Where(p => p.Code != code)] };
                if (code is "satisfaction.excellence")
                    continue;
                Assert.IsType<Answer.NotApplicable>(pattern.Evaluate(new(cadre.State, new(2026, 10, 12), null, without, cadre.Judgement)));
            }
    }

    private static Answer Ask(CadreCase cadre, string pattern) =>
        DistrictPolicy.Only(pattern).Patterns[0].Evaluate(new(cadre.State, new(2026, 10, 12), null, DistrictPolicy.Current, cadre.Judgement));
}
