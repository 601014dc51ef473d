using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Tests.Cadres;

namespace CadreWatch.Grains.Tests.Models;

public sealed class ModelDeciderTests
{
    private static readonly DateTimeOffset At = CadreCase.Now;
    private static readonly SealedText Reason = CadreCase.Sealed("漂移");
    private ModelState state = new("2026-m1");

    [Fact]
    public void ModelGoesThroughTheShadow_AndOnlyASecondPersonTakesItThereAndLive()
    {
        Assert.Equal("unknownModel", Rule(new ApproveModel(Guid.Empty, At, "shen")));
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts()));
        Assert.Equal("standingWrong", Rule(new TakeModelLive(Guid.Empty, At, "shen")));
        Assert.Equal("secondPersonNeeded", Rule(new ApproveModel(Guid.Empty, At, "xu")));
        Assert.Equal(ModelStanding.Shadow, Do(new ApproveModel(Guid.Empty, At, "shen")).Standing);
        Assert.Null(state.LiveSince);
        Assert.Equal("secondPersonNeeded", Rule(new TakeModelLive(Guid.Empty, At, "xu")));
        Assert.Equal(ModelStanding.Live, Do(new TakeModelLive(Guid.Empty, At, "shen")).Standing);
        Assert.Equal(At, state.LiveSince);
    }

    [Fact]
    public void LiveModel_IsStoppedByOnePersonWithAReason()
    {
        TakeLive();
        Assert.Equal("reasonMissing", Rule(new RollModelBack(Guid.Empty, At, "xu", null)));
        Assert.Equal(ModelStanding.Shadow, Do(new RollModelBack(Guid.Empty, At, "xu", Reason)).Standing);
        Assert.Null(state.LiveSince);
        Assert.Equal("standingWrong", Rule(new RollModelBack(Guid.Empty, At, "xu", Reason)));
        Assert.Equal(ModelStanding.Retired, Do(new RetireModel(Guid.Empty, At, "xu", Reason)).Standing);
        Assert.Equal("standingWrong", Rule(new TakeModelLive(Guid.Empty, At, "shen")));
        Assert.Equal("notInUse", Rule(new MeasureModelDrift(Guid.Empty, At, "system", new(new(2026, 9, 1), 0.1, -3, 0.02))));
    }

    [Theory]
    [InlineData(0.63, 0.63, null)]
    [InlineData(0.60, 0.63, null)]
    [InlineData(0.70, null, null)]
    [InlineData(0.70, 0.63, 0.0)]
    [InlineData(0.70, 0.63, -0.01)]
    public void ModelThatDoesNotBeatTheCount_NeverGoesLive(double auc, double? countAuc, double? lowerBound)
    {
        (string Name, double? Value)[] measured = [("auc", auc), ("countAuc", countAuc), ("aucOverCountLow", lowerBound)];
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts() with { Metrics = [.. measured.Where(m => m.Value is not null).Select(m => new ModelMetric(m.Name, m.Value!.Value))] }));
        Do(new ApproveModel(Guid.Empty, At, "shen"));
        Assert.Equal("notBetterThanCount", Rule(new TakeModelLive(Guid.Empty, At, "shen")));
    }

    [Fact]
    public void SameVersion_IsTheSameModelOrRefused()
    {
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts()));
        Assert.Empty(Decide(new ProposeModel(Guid.Empty, At, "guo", Facts())).Events);
        Assert.Equal("versionTaken", Rule(new ProposeModel(Guid.Empty, At, "xu", Facts() with { BytesDigest = new('b', 64) })));
    }

    [Fact]
    public void ImpossibleFacts_AreRefused()
    {
        Assert.Equal("modelIncomplete", Rule(new ProposeModel(Guid.Empty, At, "xu", Facts() with { Features = [] })));
        Assert.Equal("rangeWrong", Rule(new ProposeModel(Guid.Empty, At, "xu", Facts() with { DataTo = new(2027, 1, 1) })));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-m1")]
    [InlineData("m/1")]
    [InlineData("m 1")]
    public void VersionThatIsNoName_IsRefused(string version)
    {
        state = new(version);
        Assert.Equal("versionMissing", Rule(new ProposeModel(Guid.Empty, At, "xu", Facts())));
    }

    [Fact]
    public void RejectedModel_StaysOut()
    {
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts()));
        Assert.Equal(ModelStanding.Rejected, Do(new RejectModel(Guid.Empty, At, "xu", Reason)).Standing);
        Assert.Equal("standingWrong", Rule(new ApproveModel(Guid.Empty, At, "shen")));
    }

    [Fact]
    public void DriftOfAMonth_IsReplaced_AndKeptInOrder()
    {
        TakeLive();
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(new(2026, 10, 1), 0.1, -3, 0.02)));
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(new(2026, 9, 1), 0.1, -3, 0.02)));
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(new(2026, 10, 1), 0.3, -3, 0.02)));
        Assert.Equal([new(new(2026, 9, 1), 0.1, -3, 0.02), new(new(2026, 10, 1), 0.3, -3, 0.02)], state.Drift);
        Assert.Equal("figuresWrong", Rule(new MeasureModelDrift(Guid.Empty, At, "system", new(new(2026, 11, 1), double.NaN, -3, 0.02))));
    }

    [Fact]
    public void DriftBeyondABound_TellsTheOwnerOnceForTheMonth_AndOnlyOfTheRunningOne()
    {
        TakeLive();
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month.AddMonths(-1), 0.4, -3, 0.02)), Bounds);
        Assert.Empty(state.Notices);
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month, 0.25, -3.5, 0.04)), Bounds);
        Assert.Empty(state.Notices);
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month, 0.3, -3.6, 0.05)), Bounds);
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month, 0.5, -3.6, 0.05)), Bounds);
        var notice = Assert.Single(state.Notices);
        Assert.Equal((Month, "2026-03"), (notice.Month, notice.Policy));
        Assert.Equal([new(DriftFigure.Stability, 0.3m, 0.25m), new(DriftFigure.Move, 0.6m, 0.5m), new(DriftFigure.Share, 5m, 4m)], notice.Excesses);
        Assert.Equal(notice, state.Awaiting());
    }

    [Fact]
    public void BoundThatThePolicyDoesNotName_DoesNotBind()
    {
        TakeLive();
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month, 9, -3, 1)), Bounds with { Stability = null, Move = null, Share = null });
        Assert.Empty(state.Notices);
    }

    [Fact]
    public void Notice_IsTakenByTheOwner_OrByWhoeverApprovedOnceTheOwnerIsGone()
    {
        TakeLive();
        foreach (var month in new[] { Month.AddMonths(-1), Month })
            Do(new MeasureModelDrift(Guid.Empty, At, "system", new(month, 0.3, -3, 0.02)), Bounds with { Month = month });
        Assert.Equal("noNotice", Rule(new AcknowledgeModelDrift(Guid.Empty, At, "xu", Month.AddMonths(1))));
        Assert.Equal("ownerNeeded", Rule(new AcknowledgeModelDrift(Guid.Empty, At, "shen", Month)));
        Assert.Equal("ownerNeeded", Rule(new AcknowledgeModelDrift(Guid.Empty, At, "guo", Month, OwnerGone: true)));
        var before = state;
        Do(new AcknowledgeModelDrift(Guid.Empty, At, "shen", Month, OwnerGone: true));
        Assert.Equal("shen", state.Notices[^1].AcknowledgedBy);
        state = before;
        Do(new AcknowledgeModelDrift(Guid.Empty, At, "xu", Month));
        Assert.All(state.Notices, n => Assert.Equal((At, "xu"), (n.AcknowledgedAt, n.AcknowledgedBy)));
        Assert.Null(state.Awaiting());
        Assert.Empty(Decide(new AcknowledgeModelDrift(Guid.Empty, At, "xu", Month)).Events);
    }

    [Fact]
    public void ModelOutOfUse_AwaitsNobody()
    {
        TakeLive();
        Do(new MeasureModelDrift(Guid.Empty, At, "system", new(Month, 0.3, -3, 0.02)), Bounds);
        Do(new RetireModel(Guid.Empty, At, "xu", Reason));
        Assert.Null(state.Awaiting());
    }

    private static readonly DateOnly Month = new(2026, 10, 1);
    private static readonly DriftBounds Bounds = new(Month, "2026-03", 0.25m, 0.5m, 4m);

    private static ModelFacts Facts() => new(
        "district", new('a', 64), new(2019, 1, 1), new(2024, 1, 1), new(2026, 1, 1), 1, ["claims.received.30d"], "XGBoost 1.7.4", [new("depth", "3")],
        [new("auc", 0.69), new("countAuc", 0.63)], new('a', 64), new('a', 64), 1000, 5000, 200);

    private void TakeLive()
    {
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts()));
        Do(new ApproveModel(Guid.Empty, At, "shen"));
        Do(new TakeModelLive(Guid.Empty, At, "shen"));
    }

    private Decision Decide(ModelCommand command, DriftBounds? bounds = null) => ModelDecider.Decide(state, command, bounds);

    private ModelReply Do(ModelCommand command, DriftBounds? bounds = null)
    {
        var decision = Decide(command, bounds);
        foreach (var e in decision.Events)
            state = ModelState.Apply(state, (ModelEvent)e);
        return Assert.IsType<ModelReply>(decision.Reply);
    }

    private string Rule(ModelCommand command)
    {
        var decision = Decide(command);
        Assert.Empty(decision.Events);
        return Assert.IsType<Refusal>(decision.Reply).Rule;
    }
}
