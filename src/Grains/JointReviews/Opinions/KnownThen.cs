using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.JointReviews.Opinions;

/// <summary>One event with the time at which the journal recorded it.</summary>
public readonly record struct Recorded<T>(T Event, DateTimeOffset RecordedAt);

/// <summary>
/// 当时我们知道什么: what was known by one time as far as it was recorded by another. Both are asked for because a source may claim to have known
/// earlier than it told.
/// </summary>
public static class KnownThen
{
    /// <summary>A unit's column as it stood: its events put by <paramref name="knownBy"/> and recorded by <paramref name="recordedBy"/>, in stream order.</summary>
    public static SheetState Sheet(SheetState empty, IEnumerable<Recorded<SheetEvent>> events, DateTimeOffset knownBy, DateTimeOffset recordedBy) =>
        events.Where(e => e.RecordedAt <= recordedBy && e.Event.At <= knownBy).Aggregate(empty, (state, e) => SheetState.Apply(state, e.Event));

    /// <summary>
    /// The signals of a person as they stood, each in its revision of that time, by the key's order. A backfilled row counts by its known day alone: it was
    /// loaded later from files of that time.
    /// </summary>
    public static IReadOnlyList<SignalFacts> Signals(IEnumerable<Recorded<CadreEvent>> events, DateTimeOffset knownBy, DateTimeOffset recordedBy)
    {
        var current = new SortedDictionary<SignalKey, SignalFacts>(Comparer<SignalKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));
        foreach (var (e, recordedAt) in events)
        {
            var (key, facts) = e switch
            {
                SignalRecorded r => (r.Key, r.Facts),
                SignalRevised r => (r.Key, r.Facts),
                SignalHistoryRecorded r => (r.Key, r.Facts),
                _ => (default, null!),
            };
            if (facts is null || facts.KnownOn > knownBy || (!facts.Backfill && recordedAt > recordedBy))
                continue;
            if (!current.TryGetValue(key, out var known) || facts.KnownOn >= known.KnownOn)
                current[key] = facts;
        }

        return [.. current.Values];
    }
}
