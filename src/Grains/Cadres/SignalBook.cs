using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>
/// All signals of one cadre, immutable. Three orders over the same objects (by key, by day, by letter), each a shallow tree copied on write along one path,
/// so that one more signal costs about the same after ten as after ten thousand. Counts over a window and searches in it read the summaries by day.
/// </summary>
public sealed class SignalBook
{
    public static readonly SignalBook Empty = new(SignalTree.Empty, SignalTree.Empty, SignalTree.Empty, 0);

    private readonly SignalTree keys;
    private readonly SignalTree days;
    private readonly SignalTree letters;

    private SignalBook(SignalTree keys, SignalTree days, SignalTree letters, int replaced) =>
        (this.keys, this.days, this.letters, Replaced) = (keys, days, letters, replaced);

    /// <summary>Whether a part of the book may hold what is sought, told by what it has of one kind.</summary>
    internal delegate bool Holds(in KindSummary kind);

    public int Count => keys.Count;

    /// <summary>How often a signal was put in place of an earlier form of itself: of two books of one history with the same number, what is in both is the same in both.</summary>
    internal int Replaced { get; }

    /// <summary>The signal with this key, or null.</summary>
    public Signal? Find(SignalKey key) => keys.Find(new KeyPlace(key));

    /// <summary>Keys of signals that an earlier book of the same history holds in another form. Parts that both share are passed over.</summary>
    internal IReadOnlySet<SignalKey> RevisedSince(SignalBook before)
    {
        var revised = new HashSet<SignalKey>();
        Compare(keys, before.keys);
        return revised;

        void Compare(SignalTree now, SignalTree then)
        {
            foreach (var signal in now.Items)
                if (before.Find(signal.Key) is { } known && !ReferenceEquals(known, signal))
                    revised.Add(signal.Key);
            foreach (var child in now.Children)
                if (Array.IndexOf(then.Children, child) < 0)
                    Compare(child, then.Children.Length == 0 ? then : then.Children[Math.Min(then.LowerBound(new KeyPlace(child.Last!.Key)), then.Children.Length - 1)]);
        }
    }

    /// <summary>By day, the newest first; within a day by key. For timelines.</summary>
    public IEnumerable<Signal> NewestFirst() => days.Backwards();

    /// <summary>The first day anything is known of, or null.</summary>
    public DateOnly? FirstDay => days.Count == 0 ? null : DateOnly.FromDayNumber(days.FirstDay);

    /// <summary>The book with this signal, in place of an earlier one of the same key. Copies of a letter are told apart anew.</summary>
    public SignalBook With(Signal signal)
    {
        var before = Find(signal.Key);
        if (FollowsAnother(signal))
            signal = signal with { IsCopy = true };
        var book = before is null ? Add(signal) : Replace(before, signal);
        if (before?.Letter is { } old && old != signal.Letter)
            book = book.MarkCopies(old, signal.Key);
        return signal.Letter is { } letter ? book.MarkCopies(letter, signal.Key) : book;
    }

    private SignalBook Add(Signal signal) =>
        new(keys.Add(new KeyPlace(signal.Key), signal), days.Add(DayPlace.Of(signal), signal), signal.Letter is null ? letters : letters.Add(LetterPlace.Of(signal), signal), Replaced);

    private SignalBook Replace(Signal before, Signal after)
    {
        var sameDay = before.LastDay == after.LastDay;
        var sameLetter = sameDay && before.Letter == after.Letter;
        var newLetters = before.Letter is null ? letters
            : sameLetter ? letters.Replace(LetterPlace.Of(before), before, after)
            : letters.Remove(LetterPlace.Of(before));
        if (after.Letter is not null && !sameLetter)
            newLetters = newLetters.Add(LetterPlace.Of(after), after);
        return new(
            keys.Replace(new KeyPlace(before.Key), before, after),
            sameDay ? days.Replace(DayPlace.Of(before), before, after) : days.Remove(DayPlace.Of(before)).Add(DayPlace.Of(after), after), newLetters, Replaced + 1);
    }

    /// <summary>An earlier effective signal has the same letter: known beforehand, so that a copy is put in once and not marked afterwards.</summary>
    private bool FollowsAnother(Signal signal)
    {
        if (signal.IsEffective && signal.Letter is { } letter)
            foreach (var other in OfLetter(letter))
                if (other.IsEffective && other.Key != signal.Key)
                    return DayPlace.Of(signal).Compare(other) < 0;
        return false;
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

    private IEnumerable<Signal> OfLetter(Digest16 letter) => letters.From(new LetterPlace(letter, default)).TakeWhile(s => s.Letter == letter);

    /// <summary>Counts over the window, both days inside. With <paramref name="knownBy"/> only revisions current by then.</summary>
    internal WindowCount Tally(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null)
    {
        var count = default(WindowCount);
        Tally(days, new(from.DayNumber, to.DayNumber, knownBy?.UtcTicks ?? long.MaxValue, Codes(kinds)), new(ref count));
        return count;
    }

    /// <summary>The same for each kind by itself, in one pass.</summary>
    internal WindowCount[] TallyEach(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null)
    {
        var counts = new WindowCount[kinds.Count];
        Tally(days, new(from.DayNumber, to.DayNumber, knownBy?.UtcTicks ?? long.MaxValue, Codes(kinds)), counts);
        return counts;
    }

    /// <param name="counts">One for all kinds, or one for each.</param>
    private static void Tally(SignalTree node, in Window window, Span<WindowCount> counts)
    {
        foreach (var signal in node.Items)
            if (window.Holds(signal) && IndexOf(window.Kinds, signal.Kind) is >= 0 and var kind)
                counts[counts.Length == 1 ? 0 : kind].Add(signal);
        foreach (var child in node.Children)
        {
            if (child.LastDay < window.First)
                continue;
            if (child.FirstDay > window.Last)
                break;
            if (child.FirstDay >= window.First && child.LastDay <= window.Last && window.KnowsAllOf(child))
                Tally(child.Summary, window.Kinds, counts);
            else
                Tally(child, window, counts);
        }
    }

    private static void Tally(ReadOnlySpan<KindSummary> summary, string[] kinds, Span<WindowCount> counts)
    {
        foreach (ref readonly var entry in summary)
            if (IndexOf(kinds, entry.Kind) is >= 0 and var kind)
                counts[counts.Length == 1 ? 0 : kind].Add(entry.Count);
    }

    /// <summary>Effective signals of a window that are no copies, the newest first.</summary>
    /// <param name="holds">Passes over parts of the book that cannot hold what the caller looks for among them; the caller looks at each signal itself.</param>
    internal IEnumerable<Signal> Newest(IReadOnlyList<string> kinds, DateOnly from, DateOnly to, DateTimeOffset? knownBy = null, Holds? holds = null) =>
        Search(days, new(from.DayNumber, to.DayNumber, knownBy?.UtcTicks ?? long.MaxValue, Codes(kinds)), holds);

    /// <summary>The day of the oldest effective signal of a window that is no copy; null where there is none.</summary>
    internal DateOnly? OldestDay(IReadOnlyList<string> kinds, DayRange range, DateTimeOffset? knownBy = null) =>
        Oldest(days, new(range.From.DayNumber, range.To.DayNumber, knownBy?.UtcTicks ?? long.MaxValue, Codes(kinds)))?.OccurredOn;

    private static Signal? Oldest(SignalTree node, in Window window)
    {
        foreach (var signal in node.Items)
            if (!signal.IsCopy && window.Holds(signal) && IndexOf(window.Kinds, signal.Kind) >= 0)
                return signal;
        foreach (var child in node.Children)
            if (child.LastDay >= window.First && child.FirstDay <= window.Last && MayHold(child, window.Kinds, null) && Oldest(child, window) is { } found)
                return found;
        return null;
    }

    private static IEnumerable<Signal> Search(SignalTree node, Window window, Holds? holds)
    {
        var (items, children) = (node.Items, node.Children);
        for (var i = items.Length - 1; i >= 0; i--)
        {
            var signal = items[i];
            if (!signal.IsCopy && window.Holds(signal) && IndexOf(window.Kinds, signal.Kind) >= 0)
                yield return signal;
        }

        for (var c = children.Length - 1; c >= 0; c--)
        {
            var child = children[c];
            if (child.LastDay >= window.First && child.FirstDay <= window.Last && MayHold(child, window.Kinds, holds))
                foreach (var signal in Search(child, window, holds))
                    yield return signal;
        }
    }

    private static bool MayHold(SignalTree node, string[] kinds, Holds? holds)
    {
        foreach (ref readonly var entry in node.Summary)
            if (entry.Count.Matters > 0 && IndexOf(kinds, entry.Kind) >= 0 && (holds is null || holds(entry)))
                return true;
        return false;
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

    private static string[] Codes(IReadOnlyList<string> kinds) => kinds as string[] ?? [.. kinds];

    private static int IndexOf(string[] kinds, string kind)
    {
        for (var i = 0; i < kinds.Length; i++)
            if (ReferenceEquals(kinds[i], kind) || kinds[i] == kind)
                return i;
        return -1;
    }

    private readonly record struct Window(int First, int Last, long KnownBy, string[] Kinds)
    {
        public bool Holds(Signal signal) =>
            signal.LastDay >= First && signal.LastDay <= Last && signal.KnownTicks <= KnownBy && signal.IsEffective;

        public bool KnowsAllOf(SignalTree node)
        {
            if (KnownBy < long.MaxValue)
                foreach (ref readonly var entry in node.Summary)
                    if (entry.LastKnownTicks > KnownBy)
                        return false;
            return true;
        }
    }

    private readonly record struct KeyPlace(SignalKey Key) : IPlace
    {
        public int Compare(Signal signal) => signal.Key.CompareTo(Key);
    }

    private readonly record struct DayPlace(int Day, SignalKey Key) : IPlace
    {
        public static DayPlace Of(Signal signal) => new(signal.LastDay, signal.Key);

        public int Compare(Signal signal) => signal.LastDay != Day ? signal.LastDay.CompareTo(Day) : signal.Key.CompareTo(Key);
    }

    private readonly record struct LetterPlace(Digest16 Letter, DayPlace Place) : IPlace
    {
        public static LetterPlace Of(Signal signal) => new(signal.Letter!.Value, DayPlace.Of(signal));

        public int Compare(Signal signal)
        {
            var order = signal.Letter!.Value.CompareTo(Letter);
            return order != 0 ? order : Place.Compare(signal);
        }
    }
}
