using System.Runtime.InteropServices;

namespace CadreWatch.Grains.Cadres;

/// <summary>A place in one of the orders of signals.</summary>
internal interface IPlace
{
    /// <summary>Negative where the signal stands before the place, zero where it stands at it.</summary>
    int Compare(Signal signal);
}

/// <summary>
/// Signals in one total order: a tree of nodes of at most 32, copied on write along one path. A summary by kind is made when first asked for, and from
/// then on an added signal is added to the summaries along its path; making one twice gives the same. The caller keeps to one order per tree.
/// </summary>
internal sealed class SignalTree
{
    public static readonly SignalTree Empty = new([], [], 0, null);

    private const int Full = 32;

    private KindSummary[]? summary;

    private SignalTree(Signal[] items, SignalTree[] children, int count, KindSummary[]? summary)
    {
        (Items, Children, Count, this.summary) = (items, children, count, summary);
        if (children.Length > 0)
            (FirstDay, LastDay, Last) = (children[0].FirstDay, children[^1].LastDay, children[^1].Last);
        else if (items.Length > 0)
            (FirstDay, LastDay, Last) = (items[0].LastDay, items[^1].LastDay, items[^1]);
    }

    /// <summary>Of a leaf; empty elsewhere.</summary>
    public Signal[] Items { get; }

    /// <summary>Of an inner node; empty elsewhere. No child is empty.</summary>
    public SignalTree[] Children { get; }

    public int Count { get; }

    /// <summary>Null in the empty tree only.</summary>
    public Signal? Last { get; }

    /// <summary>Day number of the first one; the earliest of all in an order by day.</summary>
    public int FirstDay { get; }

    /// <summary>Day number of the last one; the latest of all in an order by day.</summary>
    public int LastDay { get; }

    public ReadOnlySpan<KindSummary> Summary => summary ??= Summarise();

    public Signal? Find<TPlace>(TPlace place)
        where TPlace : struct, IPlace
    {
        var node = this;
        while (node.Children.Length > 0)
        {
            var c = node.LowerBound(place);
            if (c == node.Children.Length)
                return null;
            node = node.Children[c];
        }

        var i = node.LowerBound(place);
        return i < node.Items.Length && place.Compare(node.Items[i]) == 0 ? node.Items[i] : null;
    }

    /// <summary>In order, from the first that does not stand before the place.</summary>
    public IEnumerable<Signal> From<TPlace>(TPlace place)
        where TPlace : struct, IPlace
    {
        var i = LowerBound(place);
        for (var item = i; item < Items.Length; item++)
            yield return Items[item];
        for (var child = i; child < Children.Length; child++)
            foreach (var signal in Children[child].From(place))
                yield return signal;
    }

    /// <summary>The last first.</summary>
    public IEnumerable<Signal> Backwards()
    {
        for (var i = Items.Length - 1; i >= 0; i--)
            yield return Items[i];
        for (var c = Children.Length - 1; c >= 0; c--)
            foreach (var signal in Children[c].Backwards())
                yield return signal;
    }

    /// <summary>Index of the item or child that the place would be in; past the end where all stand before it.</summary>
    public int LowerBound<TPlace>(TPlace place)
        where TPlace : struct, IPlace
    {
        var inner = Children.Length > 0;
        var (low, high) = (0, inner ? Children.Length : Items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (place.Compare(inner ? Children[middle].Last! : Items[middle]) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <param name="place">Where the signal stands; nothing else may stand there.</param>
    public SignalTree Add<TPlace>(TPlace place, Signal signal)
        where TPlace : struct, IPlace
    {
        var (left, right) = Insert(place, signal, atEnd: true);
        return right is null ? left : Inner([left, right], Count + 1);
    }

    public SignalTree Remove<TPlace>(TPlace place)
        where TPlace : struct, IPlace
    {
        var tree = Without(place);
        while (tree.Children.Length == 1)
            tree = tree.Children[0];
        return tree;
    }

    /// <summary>Puts <paramref name="after"/> in the place of <paramref name="before"/>, where both stand.</summary>
    public SignalTree Replace<TPlace>(TPlace place, Signal before, Signal after)
        where TPlace : struct, IPlace
    {
        var i = LowerBound(place);
        var kept = before.IsEffective ? null : summary;
        if (Children.Length > 0)
            return i == Children.Length ? this : Inner(Put(Children, i, Children[i].Replace(place, before, after)), Count, Sum(kept, after));
        return i < Items.Length && place.Compare(Items[i]) == 0 ? Leaf(Put(Items, i, after), Sum(kept, after)) : this;
    }

    /// <summary>This node with the signal in it, as one node or, where it was full, as two. What is added at the very end leaves full nodes behind.</summary>
    private (SignalTree Left, SignalTree? Right) Insert<TPlace>(TPlace place, Signal signal, bool atEnd)
        where TPlace : struct, IPlace
    {
        var i = LowerBound(place);
        if (Children.Length == 0)
        {
            if (atEnd && i == Full)
                return (this, Leaf([signal]));
            var items = Insert(Items, i, signal);
            return items.Length <= Full ? (Leaf(items, Sum(summary, signal)), null) : (Leaf(items[..(Full / 2)]), Leaf(items[(Full / 2)..]));
        }

        i = Math.Min(i, Children.Length - 1);
        atEnd &= i == Children.Length - 1;
        var (left, right) = Children[i].Insert(place, signal, atEnd);
        if (right is null)
            return (Inner(Put(Children, i, left), Count + 1, Sum(summary, signal)), null);
        if (Children.Length == Full && atEnd && ReferenceEquals(left, Children[i]))
            return (this, Inner([right], right.Count));
        var children = Insert(Put(Children, i, left), i + 1, right);
        if (children.Length <= Full)
            return (Inner(children, Count + 1, Sum(summary, signal)), null);
        var half = 0;
        for (var c = 0; c < Full / 2; c++)
            half += children[c].Count;
        return (Inner(children[..(Full / 2)], half), Inner(children[(Full / 2)..], Count + 1 - half));
    }

    private SignalTree Without<TPlace>(TPlace place)
        where TPlace : struct, IPlace
    {
        var i = LowerBound(place);
        if (Children.Length == 0)
            return i < Items.Length && place.Compare(Items[i]) == 0 ? Leaf(Take(Items, i)) : this;
        if (i == Children.Length)
            return this;
        var child = Children[i].Without(place);
        var count = Count - Children[i].Count + child.Count;
        return child.Count > 0 ? Inner(Put(Children, i, child), count) : Children.Length > 1 ? Inner(Take(Children, i), count) : Empty;
    }

    private KindSummary[] Summarise()
    {
        var sums = new List<KindSummary>(8);
        foreach (var signal in Items)
            if (signal.IsEffective)
                SumOf(sums, signal.Kind).Add(signal);
        foreach (var child in Children)
            foreach (ref readonly var sum in child.Summary)
                SumOf(sums, sum.Kind).Add(sum);
        return [.. sums];
    }

    private static ref KindSummary SumOf(List<KindSummary> sums, string kind)
    {
        var i = IndexOf(CollectionsMarshal.AsSpan(sums), kind);
        if (i < 0)
        {
            i = sums.Count;
            sums.Add(new(kind));
        }

        return ref CollectionsMarshal.AsSpan(sums)[i];
    }

    /// <summary>A summary with one more signal; what was never made is not made now.</summary>
    private static KindSummary[]? Sum(KindSummary[]? sums, Signal added)
    {
        if (sums is null || !added.IsEffective)
            return sums;
        var i = IndexOf(sums, added.Kind);
        var result = new KindSummary[i < 0 ? sums.Length + 1 : sums.Length];
        sums.CopyTo(result, 0);
        if (i < 0)
            result[i = sums.Length] = new(added.Kind);
        result[i].Add(added);
        return result;
    }

    private static int IndexOf(ReadOnlySpan<KindSummary> sums, string kind)
    {
        for (var i = 0; i < sums.Length; i++)
            if (ReferenceEquals(sums[i].Kind, kind) || sums[i].Kind == kind)
                return i;
        return -1;
    }

    private static SignalTree Leaf(Signal[] items, KindSummary[]? summary = null) => new(items, [], items.Length, summary);

    private static SignalTree Inner(SignalTree[] children, int count, KindSummary[]? summary = null) => new([], children, count, summary);

    private static T[] Put<T>(T[] items, int index, T item)
    {
        var copy = items.AsSpan().ToArray();
        copy[index] = item;
        return copy;
    }

    private static T[] Insert<T>(T[] items, int index, T item)
    {
        var copy = new T[items.Length + 1];
        Array.Copy(items, copy, index);
        copy[index] = item;
        Array.Copy(items, index, copy, index + 1, items.Length - index);
        return copy;
    }

    private static T[] Take<T>(T[] items, int index) => [.. items.AsSpan(0, index), .. items.AsSpan(index + 1)];
}
