using System.Collections;

namespace CadreWatch.Grains.Cadres;

/// <summary>
/// All alerts of one cadre, immutable: first the ended ones as they ended, then the open ones as they were raised. The two lie apart because every signal asks
/// for the open ones, of which each pattern has one at most, while the ended ones only grow.
/// </summary>
public sealed class AlertBook : IReadOnlyList<Alert>
{
    public static readonly AlertBook Empty = new([], [], []);

    private readonly Alert[] ended;
    private readonly Alert[] open;

    /// <summary>Of each ended alert the marks of its causes: without a common mark there is no common cause.</summary>
    private readonly ulong[] marks;

    private AlertBook(Alert[] ended, ulong[] marks, Alert[] open) => (this.ended, this.marks, this.open) = (ended, marks, open);

    public int Count => ended.Length + open.Length;

    /// <summary>A place among the ended ones stays theirs.</summary>
    public ReadOnlySpan<Alert> Ended => ended;

    public ReadOnlySpan<Alert> Open => open;

    public Alert this[int index] => index < ended.Length ? ended[index] : open[index - ended.Length];

    /// <summary>The alert with this id, or null.</summary>
    public Alert? Find(AlertId id) => In(open, id) is >= 0 and var place ? open[place] : In(ended, id) is >= 0 and var past ? ended[past] : null;

    /// <summary>The one open alert of a pattern, or null.</summary>
    public Alert? OpenOf(string pattern)
    {
        foreach (var alert in open)
            if (alert.Finding.Pattern == pattern)
                return alert;
        return null;
    }

    /// <summary>The book with this alert, in the place of an earlier form of it.</summary>
    internal AlertBook With(Alert alert)
    {
        var place = In(open, alert.Id);
        if (place < 0)
            return In(ended, alert.Id) is >= 0 and var past ? new(Put(ended, past, alert), marks, open) : new(ended, marks, [.. open, alert]);
        return alert.IsOpen
            ? new(ended, marks, Put(open, place, alert))
            : new([.. ended, alert], [.. marks, MarksOf(alert)], [.. open[..place], .. open[(place + 1)..]]);
    }

    /// <summary>Alerts that an earlier form of this book does not have, or has in another form.</summary>
    internal IEnumerable<Alert> ChangedSince(AlertBook before)
    {
        if (!ReferenceEquals(ended, before.ended))
            for (var i = 0; i < ended.Length; i++)
                if (i >= before.ended.Length || !ReferenceEquals(ended[i], before.ended[i]))
                    yield return ended[i];
        if (!ReferenceEquals(open, before.open))
            foreach (var alert in open)
                if (Array.IndexOf(before.open, alert) < 0)
                    yield return alert;
    }

    /// <summary>Alerts with one of these signals among their causes.</summary>
    internal IEnumerable<Alert> RestingOn(IReadOnlySet<SignalKey> signals)
    {
        var sought = signals.Aggregate(0UL, (all, key) => all | MarkOf(key));
        for (var i = 0; i < ended.Length; i++)
            if ((marks[i] & sought) != 0 && RestsOn(ended[i], signals))
                yield return ended[i];
        foreach (var alert in open)
            if (RestsOn(alert, signals))
                yield return alert;
    }

    private static bool RestsOn(Alert alert, IReadOnlySet<SignalKey> signals)
    {
        foreach (var cause in alert.Finding.Causes)
            if (signals.Contains(cause.Signal))
                return true;
        return false;
    }

    private static ulong MarksOf(Alert alert) => alert.Finding.Causes.Aggregate(0UL, (all, cause) => all | MarkOf(cause.Signal));

    private static ulong MarkOf(SignalKey key) => 1UL << (key.GetHashCode() & 63);

    private static int In(Alert[] alerts, AlertId id)
    {
        for (var i = alerts.Length - 1; i >= 0; i--)
            if (alerts[i].Id == id)
                return i;
        return -1;
    }

    private static Alert[] Put(Alert[] alerts, int place, Alert alert)
    {
        var copy = alerts.ToArray();
        copy[place] = alert;
        return copy;
    }

    public IEnumerator<Alert> GetEnumerator() => ended.Concat(open).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
