using System.Runtime.CompilerServices;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>
/// All signals of one cadre, immutable. Three orders over the same objects (by key, by day, by letter), each a list of small sorted chunks that are copied
/// on write, so that one more signal costs about the same after ten as after ten thousand. Counts over a window read per-chunk summaries.
/// </summary>
public sealed class SignalBook
{
    public static readonly SignalBook Empty = new(new([], ByKey), new([], ByDay), new([], ByLetter));

    private readonly ChunkList keys;
    private readonly ChunkList days;
    private readonly ChunkList letters;

    private SignalBook(ChunkList keys, ChunkList days, ChunkList letters) => (this.keys, this.days, this.letters) = (keys, days, letters);

    public int Count => keys.Count;

    /// <summary>The signal with this key, or null.</summary>
    public Signal? Find(SignalKey key)
    {
        var (chunk, index) = keys.Search(key, static (signal, key) => signal.Key.CompareTo(key));
        return index >= 0 ? keys.Chunks[chunk].Items[index] : null;
    }

    /// <summary>By day, the newest first; within a day by key. For timelines.</summary>
    public IEnumerable<Signal> NewestFirst()
    {
        for (var c = days.Chunks.Length - 1; c >= 0; c--)
            for (var i = days.Chunks[c].Items.Length - 1; i >= 0; i--)
                yield return days.Chunks[c].Items[i];
    }

    /// <summary>The first day anything is known of, or null.</summary>
    public DateOnly? FirstDay => days.Chunks.Length == 0 ? null : days.Chunks[0].Items[0].OccurredOn;

    /// <summary>The book with this signal, in place of an earlier one of the same key. Copies of a letter are told apart anew.</summary>
    public SignalBook With(Signal signal)
    {
        var before = Find(signal.Key);
        var book = before is null ? Add(signal) : Replace(before, signal);
        if (before?.Letter is { } old && old != signal.Letter)
            book = book.MarkCopies(old, signal.Key);
        return signal.Letter is { } letter ? book.MarkCopies(letter, signal.Key) : book;
    }

    private SignalBook Add(Signal signal) =>
        new(keys.Add(signal), days.Add(signal), signal.Letter is null ? letters : letters.Add(signal));

    private SignalBook Replace(Signal before, Signal after)
    {
        var sameLetter = before.Letter == after.Letter;
        var sameDay = before.LastDay == after.LastDay;
        var newLetters = before.Letter is null ? letters : sameLetter && sameDay ? letters.Replace(before, after) : letters.Remove(before);
        if (after.Letter is not null && !(sameLetter && sameDay))
            newLetters = newLetters.Add(after);
        return new(keys.Replace(before, after), sameDay ? days.Replace(before, after) : days.Remove(before).Add(after), newLetters);
    }

    /// <summary>
    /// The earliest effective signal of a letter leads, the other effective ones are copies. Only the first two and the changed one can have moved.
    /// </summary>
    private SignalBook MarkCopies(Digest16 letter, SignalKey changed)
    {
        var book = this;
        var effective = 0;
        foreach (var signal in OfLetter(letter))
        {
            if (!signal.IsEffective)
                continue;
            book = book.Mark(signal, ++effective > 1);
            if (effective == 2)
                break;
        }

        return Find(changed) is { IsEffective: true } other && other.Letter == letter && effective == 2 && !book.Leads(other)
            ? book.Mark(other, true)
            : book;
    }

    private SignalBook Mark(Signal signal, bool copy) => signal.IsCopy == copy ? this : Replace(signal, signal with { IsCopy = copy });

    private bool Leads(Signal signal)
    {
        foreach (var other in OfLetter(signal.Letter!.Value))
            if (other.IsEffective)
                return other.Key == signal.Key;
        return false;
    }

    private IEnumerable<Signal> OfLetter(Digest16 letter)
    {
        for (var (c, i) = letters.LowerBound(letter, static (signal, letter) => signal.Letter!.Value.CompareTo(letter)); c < letters.Chunks.Length; c++, i = 0)
            for (var items = letters.Chunks[c].Items; i < items.Length; i++)
            {
                if (items[i].Letter != letter)
                    yield break;
                yield return items[i];
            }
    }

    /// <summary>Counts over the window, both days inside. With <paramref name="knownBy"/> only revisions current by then, one by one.</summary>
    internal WindowCount Tally(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null)
    {
        var count = default(WindowCount);
        var (first, last) = (from.DayNumber, to.DayNumber);
        for (var (c, _) = days.LowerBound(first, static (signal, day) => signal.LastDay.CompareTo(day)); c < days.Chunks.Length; c++)
        {
            var chunk = days.Chunks[c];
            var items = chunk.Items;
            if (items[0].LastDay > last)
                break;
            if (knownBy is null && items.Length >= 24 && items[0].LastDay >= first && items[^1].LastDay <= last)
            {
                foreach (ref readonly var entry in chunk.Summary.AsSpan())
                    if (Contains(kinds, entry.Kind))
                        count.Add(entry);
                continue;
            }

            foreach (var signal in items)
                if (signal.LastDay >= first && signal.LastDay <= last && signal.IsEffective && Contains(kinds, signal.Kind)
                    && (knownBy is not { } instant || signal.KnownTicks <= instant.UtcTicks))
                    count.Add(signal);
        }

        return count;
    }

    /// <summary>Effective signals of a window that are no copies, the newest first.</summary>
    internal IEnumerable<Signal> Newest(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null)
    {
        for (var c = days.Chunks.Length - 1; c >= 0; c--)
        {
            var items = days.Chunks[c].Items;
            if (items[0].LastDay > to.DayNumber)
                continue;
            for (var i = items.Length - 1; i >= 0; i--)
            {
                var signal = items[i];
                if (signal.LastDay < from.DayNumber)
                    yield break;
                if (signal.LastDay <= to.DayNumber && signal.IsEffective && !signal.IsCopy && Contains(kinds, signal.Kind)
                    && (knownBy is not { } instant || signal.KnownTicks <= instant.UtcTicks))
                    yield return signal;
            }
        }
    }

    /// <summary>Effective signals of a window that are no copies, the oldest first.</summary>
    internal IEnumerable<Signal> Oldest(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null)
    {
        for (var (c, i) = days.LowerBound(from.DayNumber, static (signal, day) => signal.LastDay.CompareTo(day)); c < days.Chunks.Length; c++, i = 0)
            for (var items = days.Chunks[c].Items; i < items.Length; i++)
            {
                var signal = items[i];
                if (signal.LastDay > to.DayNumber)
                    yield break;
                if (signal.IsEffective && !signal.IsCopy && Contains(kinds, signal.Kind) && (knownBy is not { } instant || signal.KnownTicks <= instant.UtcTicks))
                    yield return signal;
            }
    }

    /// <summary>How many effective copies of a signal's letter there are, itself included; 1 without a letter.</summary>
    internal int Copies(Signal signal)
    {
        var copies = 0;
        if (signal.Letter is { } letter)
            foreach (var other in OfLetter(letter))
                if (other.IsEffective && ++copies == 99)
                    break;
        return Math.Max(1, copies);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Contains(IReadOnlyList<string> kinds, string kind)
    {
        // Arrays answer an interface's indexer slowly, and this is the inmost loop of judging.
        if (kinds is string[] array)
        {
            foreach (var known in array)
                if (ReferenceEquals(known, kind) || known == kind)
                    return true;
            return false;
        }

        for (var i = 0; i < kinds.Count; i++)
            if (ReferenceEquals(kinds[i], kind) || kinds[i] == kind)
                return true;
        return false;
    }

    private static int ByKey(Signal a, Signal b) => a.Key.CompareTo(b.Key);

    private static int ByDay(Signal a, Signal b) => a.LastDay != b.LastDay ? a.LastDay.CompareTo(b.LastDay) : a.Key.CompareTo(b.Key);

    private static int ByLetter(Signal a, Signal b)
    {
        var order = a.Letter!.Value.CompareTo(b.Letter!.Value);
        return order != 0 ? order : ByDay(a, b);
    }
}
