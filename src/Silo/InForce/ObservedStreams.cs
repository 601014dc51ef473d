using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.InForce;

/// <summary>Tells active grains what other silos wrote, so that they read before they decide instead of meeting a conflict.</summary>
internal sealed class ObservedStreams(LocalEngine engine) : IJournalSubscriber
{
    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        foreach (var followed in batch.Events) engine.Observe(followed.Stored.Stream, followed.Stored.StreamVersion);
        return ValueTask.CompletedTask;
    }
}
