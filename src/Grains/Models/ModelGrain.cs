using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Models;

/// <summary>One model of the register as a grain; the key is its version.</summary>
public sealed class ModelGrain : GrainKind<ModelState, ModelCommand, ModelEvent>
{
    public override string Name => "model";

    public static GrainId IdOf(string version) => new("model", version);

    public override ModelState Empty(GrainId id) => new(id.Key);

    public override ModelState Apply(ModelState state, ModelEvent @event) => ModelState.Apply(state, @event);

    public override Decision Decide(ModelState state, ModelCommand command, Judgement judgement) => ModelDecider.Decide(state, command);

    public override int Weigh(ModelState state) => 2048 + ((state.Facts?.Features.Count ?? 0) * 64) + (state.Drift.Count * 48);
}
