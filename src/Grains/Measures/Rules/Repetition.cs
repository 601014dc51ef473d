namespace CadreWatch.Grains.Measures.Rules;

/// <summary>The longest run of a draft that stands in another text too.</summary>
/// <param name="Length">In characters that count: letters, digits and ideographs.</param>
/// <param name="Start">Where it begins in the draft, as an index.</param>
/// <param name="End">The index after its last character.</param>
public readonly record struct Repeated(int Length, int Start, int End);

/// <summary>Finds where a draft copies the words of a complaint. Blanks and punctuation do not count, so that a comma hides nothing.</summary>
public static class Repetition
{
    /// <summary>The longest common run of <paramref name="draft"/> and any of the texts; length 0 where there is none. Of two equally long the first in the draft.</summary>
    public static Repeated Longest(string draft, IEnumerable<string> texts)
    {
        var places = Places(draft);
        var best = default(Repeated);
        foreach (var text in texts)
        {
            var found = Longest(draft, places, text, Places(text));
            if (found.Length > best.Length)
                best = found;
        }

        return best;
    }

    private static Repeated Longest(string draft, int[] draftPlaces, string text, int[] textPlaces)
    {
        var (before, now) = (new int[textPlaces.Length + 1], new int[textPlaces.Length + 1]);
        var (length, end) = (0, 0);
        for (var i = 0; i < draftPlaces.Length; i++)
        {
            for (var j = 0; j < textPlaces.Length; j++)
            {
                now[j + 1] = Same(draft[draftPlaces[i]], text[textPlaces[j]]) ? before[j] + 1 : 0;
                if (now[j + 1] > length)
                    (length, end) = (now[j + 1], i);
            }

            (before, now) = (now, before);
        }

        return length == 0 ? default : new(length, draftPlaces[end - length + 1], draftPlaces[end] + 1);
    }

    private static bool Same(char a, char b) => a == b || char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static int[] Places(string text) => [.. Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]))];
}
