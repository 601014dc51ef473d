using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.Followers;

/// <summary>One event with its decoded form.</summary>
public readonly record struct FollowedEvent(StoredEvent Stored, Event Event);

/// <summary>Events of consecutive positions, <paramref name="After"/> + 1 to <paramref name="Last"/>.</summary>
public sealed record FollowedBatch(long After, long Last, IReadOnlyList<FollowedEvent> Events);

/// <summary>
/// Is handed every event committed by any silo after the follower's start, in order; a batch comes again where the store was lost while it was handled. Be quick:
/// the next batch waits for it. It must not throw for what an event says; what it throws stops the follower.
/// </summary>
public interface IJournalSubscriber
{
    ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel);
}
