using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Populations;

namespace CadreWatch.Grains.Tests.JointReviews;

public sealed class PopulationTests
{
    private static readonly PopulationGrain Kind = new();
    private PopulationState state = new("p1");
    private RowChange? row;

    [Fact]
    public void EachSaving_IsAVersion_InOneOrderWhateverTheCallers()
    {
        Assert.Equal(new PopulationReply("p1", 1), Save("重点岗位", ["A002", "A001", "A002"], 0));
        Assert.Equal(new PopulationReply("p1", 2), Save("关键岗位", ["A003"], 1));
        Assert.Equal((2, "xu"), (state.Version, state.SavedBy));
        Assert.Equal(["p1", 2L, "关键岗位"], row!.Values.Take(3));
        Assert.Equal("""{"units":["U1"],"ranks":[],"people":["A003"]}""", Encoding.UTF8.GetString((byte[])row.Values[5]!));
    }

    [Fact]
    public void SavingOverAVersionNotSeen_AndAnEmptyList_AreRefused()
    {
        Assert.Equal("peopleMissing", Assert.IsType<Refusal>(Save("重点岗位", [""], 0)).Rule);
        Save("重点岗位", ["A001"], 0);
        Assert.Equal("changedMeanwhile", Assert.IsType<Refusal>(Save("重点岗位", ["A002"], 0)).Rule);
        Assert.Equal(["A001"], state.People);
    }

    [Fact]
    public void DiscardedPopulation_LosesItsRow_AndTakesNothingMore()
    {
        Assert.Equal("unknownPopulation", Assert.IsType<Refusal>(Do(new DiscardPopulation(Guid.NewGuid(), ReviewCase.Start, "xu", 0))).Rule);
        Save("重点岗位", ["A001"], 0);
        Assert.Equal("changedMeanwhile", Assert.IsType<Refusal>(Do(new DiscardPopulation(Guid.NewGuid(), ReviewCase.Start, "xu", 0))).Rule);
        Do(new DiscardPopulation(Guid.NewGuid(), ReviewCase.Start, "xu", 1));
        Assert.Equal((true, "p1"), (row!.Delete, row.Values[0]));
        Assert.Equal("unknownPopulation", Assert.IsType<Refusal>(Save("重点岗位", ["A001"], 1)).Rule);
    }

    private object Save(string name, string[] people, int seen) =>
        Do(new SavePopulation(Guid.NewGuid(), ReviewCase.Start, "xu", ReviewCase.Sealed(name), ["U1"], [], people, seen));

    private object Do(PopulationCommand command)
    {
        var decision = PopulationDecider.Decide(state, command);
        var before = state;
        state = decision.Events.Aggregate(state, (s, e) => PopulationState.Apply(s, (PopulationEvent)e));
        if (decision.Events.Count > 0) row = Assert.Single(Kind.Rows(PopulationGrain.IdOf("p1"), before, state, decision.Texts));
        return decision.Reply;
    }
}
