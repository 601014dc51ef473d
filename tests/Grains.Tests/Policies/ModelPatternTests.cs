using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using CadreWatch.Grains.Tests.Cadres;

namespace CadreWatch.Grains.Tests.Policies;

/// <summary>A model that scores by the number of effective signals: 1 each.</summary>
public sealed class ModelPatternTests
{
    private static readonly Provision Provision = new("示例预警规则", "第12条", Grade.M);

    private static readonly Policy Policy = DistrictPolicy.Current with
    {
        Parameters =
        [
            .. DistrictPolicy.Current.Parameters, new("model.budget", "模型提示额度", 2, "%", Provision, new(2000, 1, 1)), new("model.release", "模型提示退出线", 3, "%", Provision, new(2000, 1, 1)),
        ],
        Patterns = [new ModelPattern("model", "关注度提示", "model.budget", "model.release", 3)],
    };

    private readonly CadreCase cadre = new(Policy);

    [Fact]
    public void ScoreThatReachesTheCut_RaisesOneAlert_ThatSaysWhatItIs()
    {
        Use(raise: 2, release: 1);
        cadre.Complaints(1);
        Assert.Empty(cadre.State.Alerts);
        cadre.Complaints(1, from: 2);
        var finding = cadre.Open("model").Finding;
        Assert.Contains("模型提示，未核实", finding.Short, StringComparison.Ordinal);
        Assert.Contains("仅凭模型提示只能开始了解核实", finding.Full, StringComparison.Ordinal);
        Assert.Contains("第12条（未核实）", finding.Full, StringComparison.Ordinal);
        Assert.True(Wording.Fits(finding.Short));
        Assert.Equal(("m1", "2026-09-30"), (finding.JudgedBy.Model, finding.JudgedBy.Snapshot));
        Assert.Equal(2, finding.Model!.Score.Margin);
        Assert.Equal(5, finding.Model.Factors.Count);
        Assert.Empty(finding.Causes);
        Assert.DoesNotContain("2.0", finding.Full, StringComparison.Ordinal);
    }

    [Fact]
    public void BetweenTheTwoEdges_NothingChanges()
    {
        Use(raise: 3, release: 2);
        cadre.Complaints(3);
        var version = cadre.Open("model").Version;
        Use(raise: 4, release: 3);
        cadre.Complaints(1, from: 4);
        Ask();
        Assert.Equal(version, cadre.Open("model").Version);
        Use(raise: 9, release: 5);
        Ask();
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
        Assert.Equal(AlertStanding.Withdrawn, cadre.State.Alerts[0].Standing);
        Use(raise: 5, release: 3);
        Ask();
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
    }

    [Fact]
    public void ClearedSignal_TakesTheAlertWithIt()
    {
        Use(raise: 2, release: 2);
        cadre.Complaints(2);
        cadre.Put(cadre.Signal("c1", status: SignalStatus.Cleared, content: 2, knownOn: CadreCase.At(2026, 10, 11)));
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
    }

    [Fact]
    public void DismissedAlert_ComesBackOnlyWithSomethingNew()
    {
        Use(raise: 2, release: 1);
        cadre.Complaints(2);
        cadre.Do(new DismissAlert(cadre.NextId(), CadreCase.Now, "xu", cadre.Open("model").Id, CadreCase.Sealed("已了解核实")));
        Ask();
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
        cadre.Complaints(1, from: 3);
        Assert.NotNull(cadre.State.Alerts.OpenOf("model"));
    }

    [Fact]
    public void OldNews_RaisesNothing()
    {
        Use(raise: 1, release: 1);
        cadre.Put(cadre.Signal("old", on: new(2026, 1, 5), knownOn: CadreCase.At(2026, 1, 6)));
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
    }

    [Fact]
    public void AlertIsAsSecretAsAllItRestsOn()
    {
        Use(raise: 2, release: 1);
        cadre.Complaints(2);
        Assert.Equal(Secrecy.Internal, cadre.Open("model").Finding.Secrecy);
        cadre.Put(cadre.Signal("s", secrecy: Secrecy.Secret));
        Assert.Equal(Secrecy.Secret, cadre.Open("model").Finding.Secrecy);
    }

    [Fact]
    public void WithoutAModel_AlertsStandUntilTheyAreAskedAbout()
    {
        Use(raise: 2, release: 1);
        cadre.Complaints(2);
        cadre.Judgement = cadre.Judgement with { Model = null };
        cadre.Complaints(1, from: 3);
        Assert.NotNull(cadre.State.Alerts.OpenOf("model"));
        Ask();
        Assert.Null(cadre.State.Alerts.OpenOf("model"));
    }

    [Fact]
    public void FactorIsDisagreedWith_OnlyWithAReason_AndTheLatestWordStands()
    {
        Assert.Equal("reasonMissing", Assert.IsType<CadreWatch.Grains.Contracts.Refusal>(cadre.Do(Judge(false, null))).Rule);
        Assert.IsType<FactorReply>(cadre.Do(Judge(false, "已有回复材料")));
        Assert.Contains(cadre.LastRows, r => r.Table == CadreWatch.Grains.Contracts.ReadTableSet.FactorOpinions && (string?)r.Values[^1] == "已有回复材料");
        Assert.IsType<FactorReply>(cadre.Do(Judge(true, null)));
        Assert.True(Assert.Single(cadre.State.FactorOpinions).Agrees);
    }

    private JudgeFactor Judge(bool agrees, string? reason) =>
        new(cadre.NextId(), CadreCase.Now, "xu", "complaint.received.1y", agrees, "m1", "2026-09-30", reason is null ? null : CadreCase.Sealed(reason));

    private void Ask() => cadre.Do(new JudgeByModel(cadre.NextId(), CadreCase.Now, "system"));

    private void Use(double raise, double release) => cadre.Judgement = cadre.Judgement with
    {
        Model = new(
            "m1", "2026-09-30", (state, _) => new(state.Signals.NewestFirst().Count(s => s.IsEffective), 0.1, "m1", "2026-09-30"),
            (state, _, most) => [.. Enumerable.Range(0, most).Select(i => new RiskFactor($"f{i}", state.Signals.Count, 1 - (i * 0.4), $"近1年收到信访举报 {state.Signals.Count} 件（含未核实）"))],
            new(raise, release, 700)),
    };
}
