using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Silo.Followers;

/// <summary>One event, and the contract by which its bytes are read when somebody asks for it.</summary>
public readonly record struct FollowedEvent(StoredEvent Stored, EventContract Contract)
{
    /// <summary>Decoded anew each time: most events are asked for by nobody.</summary>
    public Event Event => Contract.Read(Stored.Bytes);
}

/// <summary>Events of consecutive positions, <paramref name="After"/> + 1 to <paramref name="Last"/>.</summary>
public sealed record FollowedBatch(long After, long Last, IReadOnlyList<FollowedEvent> Events)
{
    /// <summary>Whether an event of this type, or of one derived from it, is among them. Decodes none.</summary>
    public bool Has<T>()
        where T : Event => Events.Any(e => e.Contract.Type.IsAssignableTo(typeof(T)));

    /// <summary>The events of this type or of one derived from it, in order; only these are decoded.</summary>
    public IEnumerable<T> Of<T>()
        where T : Event => Events.Where(e => e.Contract.Type.IsAssignableTo(typeof(T))).Select(e => (T)e.Event);
}

/// <summary>
/// Is handed every event committed by any silo after the follower's start, in order; a batch comes again where the store was lost while it was handled. Be quick:
/// the next batch waits for it. It must not throw for what an event says; what it throws stops the follower.
/// </summary>
public interface IJournalSubscriber
{
    /// <summary>Called before the first batch: everything after <paramref name="position"/> will be told, so what is kept of the journal is to be read now.</summary>
    ValueTask OnStartAsync(long position, CancellationToken cancel) => ValueTask.CompletedTask;

    ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel);
}
