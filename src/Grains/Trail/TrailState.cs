namespace CadreWatch.Grains.Trail;

/// <summary>The entries of one account on one day, the newest first by its links. Immutable.</summary>
public sealed record TrailState
{
    public static readonly TrailState Empty = new();

    private TrailLink? last;

    public long Count { get; private init; }

    /// <summary>Entries after the first <paramref name="count"/>, in their order, each with its number from 1.</summary>
    public IReadOnlyList<(long Number, TrailEntry Entry)> After(long count)
    {
        var entries = new (long, TrailEntry)[Math.Max(0, Count - count)];
        var number = Count;
        for (var link = last; link is not null && number > count; link = link.Before, number--) entries[number - count - 1] = (number, link.Entry);
        return entries;
    }

    public static TrailState Apply(TrailState state, TrailEvent @event) => @event switch
    {
        TrailEntry e => new() { Count = state.Count + 1, last = new(e, state.last) },
        _ => state,
    };

    private sealed record TrailLink(TrailEntry Entry, TrailLink? Before);
}
