using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Groups;

/// <summary>
/// The latest events that this process committed itself, one after the other by position: the follower is handed them as they are instead of reading back
/// what was in memory a moment ago. Thread-safe.
/// </summary>
internal sealed class RecentEvents
{
    private const int Most = 8192;
    private readonly Lock gate = new();
    private readonly StoredEvent[] ring = new StoredEvent[Most];
    private long last;
    private int count;

    /// <summary>A group that is durable. Where others committed in between, what stood before is let go.</summary>
    public void Add(GroupPlan plan, GroupRows rows)
    {
        var at = Micros.ToInstant(rows.RecordedAt);
        lock (gate)
        {
            if (rows.Before != last) Forget(rows.Before);
            foreach (var winner in plan.Winners)
            {
                for (var i = winner.Offset; i < winner.Offset + winner.EventCount; i++)
                    Add(new(++last, winner.Append.Stream, rows.StreamVersions[i], rows.CommandIds[i], at, rows.Names[i], rows.Versions[i], rows.Bytes[i]));
            }
        }
    }

    /// <summary>It is not known what was committed: the store is asked again.</summary>
    public void Clear()
    {
        lock (gate) Forget(0);
    }

    /// <summary>The events after a position, at most <paramref name="limit"/>; null where they are not all here.</summary>
    public IReadOnlyList<StoredEvent>? After(long after, int limit)
    {
        lock (gate)
        {
            if (count == 0 || after > last || after < last - count) return null;
            var found = new StoredEvent[(int)Math.Min(limit, last - after)];
            for (var i = 0; i < found.Length; i++) found[i] = ring[(after + i) % Most];
            return found;
        }
    }

    private void Add(StoredEvent e)
    {
        ring[(e.Position - 1) % Most] = e;
        count = Math.Min(count + 1, Most);
    }

    private void Forget(long position)
    {
        Array.Clear(ring);
        (last, count) = (position, 0);
    }
}
