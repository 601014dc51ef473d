using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Reactors;

/// <summary>A fact in the life of one reactor (grain <c>reactor/name</c>). Closed.</summary>
public abstract record ReactorEvent : Event;

/// <summary>Everything up to this position of the journal was acted on.</summary>
public sealed record ReactorReached(long Position) : ReactorEvent;

public sealed record ReachPosition(Guid Id, DateTimeOffset At, string By, long Position) : Command(Id, At, By);

public sealed record ReactorState(long Position);

/// <summary>How far a reactor has come, so that a crash loses nothing: it goes on from here, and what it does again has no second effect.</summary>
public sealed class ReactorGrain : GrainKind<ReactorState, ReachPosition, ReactorEvent>
{
    public override string Name => "reactor";

    public static GrainId IdOf(string name) => new("reactor", name);

    public override ReactorState Empty(GrainId id) => new(0);

    public override ReactorState Apply(ReactorState state, ReactorEvent @event) =>
        @event is ReactorReached e && e.Position > state.Position ? new(e.Position) : state;

    /// <summary>Reply: the state. Several silos react side by side; the one behind changes nothing.</summary>
    public override Decision Decide(ReactorState state, ReachPosition command, Judgement judgement) =>
        command.Position <= state.Position ? Decision.NoChange(state) : Decision.Of(new ReactorState(command.Position), new ReactorReached(command.Position));
}
