using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Runtime;

/// <summary>A grain kind with its types erased, so that one activation serves every kind.</summary>
public abstract class KindAdapter
{
    public abstract string Name { get; }

    public abstract object Empty(GrainId id);

    public abstract object Apply(object state, Event @event);

    public abstract Decision Decide(object state, Command command, Judgement judgement);

    public abstract IEnumerable<RowChange> Rows(GrainId id, object before, object after, IReadOnlyList<EventText> texts);

    public abstract Command? Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at);

    public abstract int Weigh(object state);

    public static KindAdapter Of<TState, TCommand, TEvent>(GrainKind<TState, TCommand, TEvent> kind)
        where TState : class
        where TCommand : Command
        where TEvent : Event => new Typed<TState, TCommand, TEvent>(kind);

    private sealed class Typed<TState, TCommand, TEvent>(GrainKind<TState, TCommand, TEvent> kind) : KindAdapter
        where TState : class
        where TCommand : Command
        where TEvent : Event
    {
        public override string Name => kind.Name;

        public override object Empty(GrainId id) => kind.Empty(id);

        public override object Apply(object state, Event @event) => kind.Apply((TState)state, (TEvent)@event);

        public override Decision Decide(object state, Command command, Judgement judgement) =>
            command is TCommand own
                ? kind.Decide((TState)state, own, judgement)
                : throw new ArgumentException($"{command.GetType().Name} is no command of grain kind {kind.Name}.", nameof(command));

        public override IEnumerable<RowChange> Rows(GrainId id, object before, object after, IReadOnlyList<EventText> texts) =>
            kind.Rows(id, (TState)before, (TState)after, texts);

        public override Command? Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) => kind.Due(id, deadline, commandId, at);

        public override int Weigh(object state) => kind.Weigh((TState)state);
    }
}
