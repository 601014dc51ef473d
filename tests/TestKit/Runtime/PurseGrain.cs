using System.Text.Json.Serialization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Events;

namespace CadreWatch.TestKit.Runtime;

/// <summary>A purse that may never go below zero: the smallest grain on which a stale answer, a lost update or a double effect shows.</summary>
public sealed class PurseGrain : GrainKind<PurseState, PurseCommand, PurseEvent>
{
    /// <summary>Reuses the deadlines table: a purse with an odd balance waits for an hour after the last change.</summary>
    public override string Name => "purse";

    public static IReadOnlyList<EventContract> Contracts { get; } =
    [
        EventContract.Current("purse.moved", 1, PurseJson.Default.Moved),
        EventContract.Current("purse.closed", 1, PurseJson.Default.PurseClosed),
    ];

    public override PurseState Empty(GrainId id) => new(0, false, null);

    public override PurseState Apply(PurseState state, PurseEvent @event) => @event switch
    {
        Moved moved => state with { Balance = state.Balance + moved.Amount, CloseAt = moved.CloseAt },
        PurseClosed => state with { Closed = true, CloseAt = null },
        _ => state,
    };

    public override Decision Decide(PurseState state, PurseCommand command, Judgement judgement) => command switch
    {
        Blow blow => blow.GoOff(),
        CloseNow when state.Closed => Decision.NoChange(state.Balance),
        CloseNow => Decision.Of(state.Balance, new PurseClosed()),
        Move move when state.Balance + move.Amount < 0 => Decision.Refuse("tooLittle", "余额不足。", "amount"),
        Move { Amount: 0 } => Decision.NoChange(state.Balance),
        Move move => Decision.Of(state.Balance + move.Amount, new Moved(move.Amount, move.CloseAt)),
        _ => throw new InvalidOperationException("Unknown command."),
    };

    public override IEnumerable<RowChange> Rows(GrainId id, PurseState before, PurseState after, IReadOnlyList<EventText> texts)
    {
        if (before.CloseAt is not null && after.CloseAt is null) yield return new(ReadTableSet.Deadlines, [id.ToString(), "close"], Delete: true);
        if (after.CloseAt is { } at && at != before.CloseAt) yield return new(ReadTableSet.Deadlines, [id.ToString(), "close", at]);
    }

    public override PurseCommand? Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) =>
        deadline == "close" ? new CloseNow(commandId, at, "system") : null;
}

public sealed record PurseState(long Balance, bool Closed, DateTimeOffset? CloseAt);

public abstract record PurseEvent : Event;

public sealed record Moved(long Amount, DateTimeOffset? CloseAt) : PurseEvent;

public sealed record PurseClosed : PurseEvent;

public abstract record PurseCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

public sealed record Move(Guid Id, DateTimeOffset At, long Amount, DateTimeOffset? CloseAt = null) : PurseCommand(Id, At, "test");

/// <summary>A bug in a decider, which counts how often it was met.</summary>
public sealed record Blow(Guid Id, DateTimeOffset At) : PurseCommand(Id, At, "test")
{
    private int times;

    public int Times => times;

    public Decision GoOff()
    {
        Interlocked.Increment(ref times);
        throw new InvalidOperationException("A bug in a decider.");
    }
}

public sealed record CloseNow(Guid Id, DateTimeOffset At, string By) : PurseCommand(Id, At, By);

[JsonSerializable(typeof(Moved))]
[JsonSerializable(typeof(PurseClosed))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class PurseJson : JsonSerializerContext;
