using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

/// <summary>The district's policy as a grain; its one key is <c>district</c>.</summary>
public sealed class PolicyGrain : GrainKind<PolicyState, PolicyCommand, PolicyEvent>
{
    public static readonly GrainId District = new("policy", "district");

    public override string Name => "policy";

    public override PolicyState Empty(GrainId id) => PolicyState.Empty;

    public override PolicyState Apply(PolicyState state, PolicyEvent @event) => PolicyState.Apply(state, @event);

    public override Decision Decide(PolicyState state, PolicyCommand command, Judgement judgement) => PolicyDecider.Decide(state, command, judgement);

    public override int Weigh(PolicyState state) => 512 + state.Versions.Sum(v => 256 + v.Document.Length);
}
