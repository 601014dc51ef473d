namespace CadreWatch.Grains.Contracts;

/// <summary>
/// What one kind of grain is: its first state, how an event changes it, how a command is decided, and what else is derived from it.
/// Everything here is pure. <see cref="Apply"/> is total: it takes every event of the kind in every state and never throws.
/// </summary>
public abstract class GrainKind<TState, TCommand, TEvent>
    where TState : class
    where TCommand : Command
    where TEvent : Event
{
    /// <summary>The kind in <see cref="GrainId"/>.</summary>
    public abstract string Name { get; }

    public abstract TState Empty(GrainId id);

    public abstract TState Apply(TState state, TEvent @event);

    public abstract Decision Decide(TState state, TCommand command, Judgement judgement);

    /// <summary>Rows of read tables that follow from going from <paramref name="before"/> to <paramref name="after"/>. A row belongs to this grain alone.</summary>
    public virtual IEnumerable<RowChange> Rows(GrainId id, TState before, TState after, IReadOnlyList<EventText> texts) => [];

    /// <summary>The command that a deadline of this grain puts when it is due; null where the name is unknown. A deadline is a row that <see cref="Rows"/> writes.</summary>
    public virtual TCommand? Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) => null;

    /// <summary>Estimate of the bytes a state holds, for the memory budget of idle activations.</summary>
    public virtual int Weigh(TState state) => 1024;
}
