using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Cadres;

namespace CadreWatch.Grains.Tests.Policies;

public sealed class PolicyDeciderTests
{
    private static readonly Judgement Judgement = CadreCase.Judge(DistrictPolicy.Current);
    private PolicyState state = PolicyState.Empty;

    [Fact]
    public void VersionIsApprovedByASecondPerson_FromADayOn()
    {
        Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", [1]));
        Assert.Null(state.InForceOn(new(2026, 12, 1)));
        Assert.Equal("secondPersonNeeded", Rule(new ApprovePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", new(2026, 3, 1))));
        Assert.Equal(new PolicyReply("2026-03", new(2026, 3, 1)), Do(new ApprovePolicy(Guid.Empty, CadreCase.Now, "shen", "2026-03", new(2026, 3, 1))));
        Assert.Null(state.InForceOn(new(2026, 2, 28)));
        Assert.Equal("2026-03", state.InForceOn(new(2026, 3, 1))!.Version);
        Assert.Equal("alreadyApproved", Rule(new ApprovePolicy(Guid.Empty, CadreCase.Now, "guo", "2026-03", new(2026, 4, 1))));
        Assert.Equal("unknownVersion", Rule(new ApprovePolicy(Guid.Empty, CadreCase.Now, "guo", "2027-01", new(2027, 1, 1))));
    }

    [Fact]
    public void LaterVersion_TakesOverOnItsDay_AndNeverInThePast()
    {
        Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", [1]));
        Do(new ApprovePolicy(Guid.Empty, CadreCase.Now, "shen", "2026-03", new(2026, 3, 1)));
        Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-11", [2]));
        Assert.Equal("inForceInPast", Rule(new ApprovePolicy(Guid.Empty, CadreCase.Now, "shen", "2026-11", new(2026, 10, 11))));
        Do(new ApprovePolicy(Guid.Empty, CadreCase.Now, "shen", "2026-11", new(2026, 11, 1)));
        Assert.Equal("2026-03", state.InForceOn(new(2026, 10, 31))!.Version);
        Assert.Equal("2026-11", state.InForceOn(new(2026, 11, 1))!.Version);
    }

    [Fact]
    public void VersionProposedAgain_IsTheSameOrRefused()
    {
        Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", [1]));
        Assert.Equal(new PolicyReply("2026-03", null), Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", [1])));
        Assert.Single(state.Versions);
        Assert.Equal("versionTaken", Rule(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-03", [2])));
    }

    [Fact]
    public void VersionTurnedDown_NeedsAReason_AndIsNeverApprovedOrProposedAgain()
    {
        var reason = SealedText.Of("起算件数过低", new byte[16]);
        Do(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-11", [1]));
        Assert.Equal("reasonMissing", Rule(new RejectPolicy(Guid.Empty, CadreCase.Now, "shen", "2026-11", null)));
        Do(new RejectPolicy(Guid.Empty, CadreCase.Now, "xu", "2026-11", reason));
        Assert.Equal("xu", state.Find("2026-11")!.RejectedBy);
        Assert.Equal("rejected", Rule(new ApprovePolicy(Guid.Empty, CadreCase.Now, "shen", "2026-11", new(2027, 1, 1))));
        Assert.Equal("rejected", Rule(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", "2026-11", [1])));
        Assert.Equal("unknownVersion", Rule(new RejectPolicy(Guid.Empty, CadreCase.Now, "xu", "2026-12", reason)));
        Assert.Null(state.InForceOn(new(2027, 1, 1)));
    }

    [Theory]
    [InlineData("2026/11")]
    [InlineData(".hidden")]
    [InlineData("二〇二六")]
    public void VersionThatIsNoName_IsRefused(string version) =>
        Assert.Equal("versionWrong", Rule(new ProposePolicy(Guid.Empty, CadreCase.Now, "xu", version, [1])));

    [Fact]
    public void Parameter_IsTheOneOfTheDayAndTheAuthority()
    {
        var row = DistrictPolicy.Current.Parameters[0] with { Code = "x" };
        var policy = DistrictPolicy.Current with
        {
            Parameters = [row with { Value = 1, Authority = "county" }, row with { Value = 2, To = new(2020, 12, 31) }, row with { Value = 3, From = new(2021, 1, 1) }],
        };
        Assert.Equal(2, policy.Parameter("x", new(2020, 12, 31))!.Value);
        Assert.Equal(3, policy.Parameter("x", new(2021, 1, 1))!.Value);
        Assert.Equal(1, policy.Parameter("x", new(2021, 1, 1), "county")!.Value);
        Assert.Null(policy.Parameter("y", new(2021, 1, 1)));
    }

    private object Do(PolicyCommand command)
    {
        var decision = PolicyDecider.Decide(state, command, Judgement);
        foreach (var e in decision.Events)
            state = PolicyState.Apply(state, (PolicyEvent)e);
        return decision.Reply;
    }

    private string Rule(PolicyCommand command) => Assert.IsType<Refusal>(Do(command)).Rule;
}
