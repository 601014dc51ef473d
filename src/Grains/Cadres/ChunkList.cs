namespace CadreWatch.Grains.Cadres;

/// <summary>Signals counted in a window, by what they weigh. Copies of letters count in <see cref="Pieces"/> only.</summary>
internal record struct WindowCount(int Recorded, int Reported, int Verifying, int Substantiated, int Pieces, Secrecy Secrecy)
{
    /// <summary>Each letter once.</summary>
    public readonly int Matters => Recorded + Reported + Verifying + Substantiated;

    public void Add(Signal signal)
    {
        Pieces++;
        Secrecy = (Secrecy)Math.Max((byte)Secrecy, (byte)signal.Secrecy);
        if (signal.IsCopy)
            return;
        switch (signal.Status)
        {
            case SignalStatus.Recorded: Recorded++; break;
            case SignalStatus.Reported: Reported++; break;
            case SignalStatus.Verifying: Verifying++; break;
            case SignalStatus.Substantiated: Substantiated++; break;
        }
    }

    public void Add(in KindCount entry) => this = new(
        Recorded + entry.Count.Recorded, Reported + entry.Count.Reported, Verifying + entry.Count.Verifying,
        Substantiated + entry.Count.Substantiated, Pieces + entry.Count.Pieces, (Secrecy)Math.Max((byte)Secrecy, (byte)entry.Count.Secrecy));

    public void Add(in WindowCount other) => Add(new KindCount("", other));
}

internal record struct KindCount(string Kind, WindowCount Count);

/// <summary>A run of at most 64 signals in order. The summary is made when first asked for; making it twice gives the same.</summary>
internal sealed class Chunk(Signal[] items)
{
    private KindCount[]? summary;

    public Signal[] Items => items;

    public KindCount[] Summary => summary ??= Summarise(items);

    private static KindCount[] Summarise(Signal[] items)
    {
        var counts = new List<KindCount>(8);
        foreach (var signal in items)
        {
            if (!signal.IsEffective)
                continue;
            var at = counts.FindIndex(c => c.Kind == signal.Kind);
            var count = at < 0 ? default : counts[at].Count;
            count.Add(signal);
            if (at < 0)
                counts.Add(new(signal.Kind, count));
            else
                counts[at] = new(signal.Kind, count);
        }

        return [.. counts];
    }
}

/// <summary>Signals in one total order, as chunks copied on write.</summary>
internal sealed class ChunkList(Chunk[] chunks, Comparison<Signal> order)
{
    private const int Full = 64;

    public Chunk[] Chunks => chunks;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var chunk in chunks)
                count += chunk.Items.Length;
            return count;
        }
    }

    /// <summary>Position of the first signal that does not come before the probe; past the end where all do.</summary>
    public (int Chunk, int Index) LowerBound<T>(T probe, Func<Signal, T, int> compare)
    {
        var (low, high) = (0, chunks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (compare(chunks[middle].Items[^1], probe) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == chunks.Length)
            return (low, 0);
        var items = chunks[low].Items;
        var (first, last) = (0, items.Length);
        while (first < last)
        {
            var middle = (first + last) / 2;
            if (compare(items[middle], probe) < 0)
                first = middle + 1;
            else
                last = middle;
        }

        return (low, first);
    }

    /// <summary>Where the probe stands; the index is −1 where it does not.</summary>
    public (int Chunk, int Index) Search<T>(T probe, Func<Signal, T, int> compare)
    {
        var (chunk, index) = LowerBound(probe, compare);
        return chunk < chunks.Length && compare(chunks[chunk].Items[index], probe) == 0 ? (chunk, index) : (chunk, -1);
    }

    public ChunkList Add(Signal signal)
    {
        if (chunks.Length == 0)
            return new([new([signal])], order);
        var (c, i) = LowerBound(signal, (a, b) => order(a, b));
        if (c == chunks.Length)
            (c, i) = (c - 1, chunks[c - 1].Items.Length);
        var items = chunks[c].Items;
        if (items.Length < Full)
            return With(c, new(Insert(items, i, signal)));
        if (i == Full && c == chunks.Length - 1)
            return new(Insert(chunks, chunks.Length, new Chunk([signal])), order);
        var (left, right) = (items[..(Full / 2)], items[(Full / 2)..]);
        if (i <= Full / 2)
            left = Insert(left, i, signal);
        else
            right = Insert(right, i - (Full / 2), signal);
        return new(Insert(With(c, new(left)).Chunks, c + 1, new Chunk(right)), order);
    }

    public ChunkList Remove(Signal signal)
    {
        var (c, i) = Search(signal, (a, b) => order(a, b));
        if (i < 0)
            return this;
        var items = chunks[c].Items;
        return items.Length > 1
            ? With(c, new([.. items.AsSpan(0, i), .. items.AsSpan(i + 1)]))
            : new([.. chunks.AsSpan(0, c), .. chunks.AsSpan(c + 1)], order);
    }

    /// <summary>Puts <paramref name="after"/> where <paramref name="before"/> stands; both have the same place in the order.</summary>
    public ChunkList Replace(Signal before, Signal after)
    {
        var (c, i) = Search(before, (a, b) => order(a, b));
        if (i < 0)
            return this;
        var items = (Signal[])chunks[c].Items.Clone();
        items[i] = after;
        return With(c, new(items));
    }

    private ChunkList With(int index, Chunk chunk)
    {
        var copy = (Chunk[])chunks.Clone();
        copy[index] = chunk;
        return new(copy, order);
    }

    private static T[] Insert<T>(T[] items, int index, T item)
    {
        var copy = new T[items.Length + 1];
        Array.Copy(items, copy, index);
        copy[index] = item;
        Array.Copy(items, index, copy, index + 1, items.Length - index);
        return copy;
    }
}
