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

    private static ModelFacts Facts() => new(
        "district", new('a', 64), new(2019, 1, 1), new(2024, 1, 1), new(2026, 1, 1), 1, ["claims.received.30d"], "XGBoost 1.7.4", [new("depth", "3")],
        [new("auc", 0.69), new("countAuc", 0.63)], new('a', 64), new('a', 64), 1000, 5000, 200);

    private void TakeLive()
    {
        Do(new ProposeModel(Guid.Empty, At, "xu", Facts()));
        Do(new ApproveModel(Guid.Empty, At, "shen"));
        Do(new TakeModelLive(Guid.Empty, At, "shen"));
    }

    private Decision Decide(ModelCommand command) => ModelDecider.Decide(state, command);

    private ModelReply Do(ModelCommand command)
    {
        var decision = Decide(command);
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
