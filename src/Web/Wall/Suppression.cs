namespace CadreWatch.Web.Wall;

/// <summary>
/// What of small counts a public screen may show, so that no 1 or 2 can be worked out: not from a cell, not from the cells beside it and their total. Pure.
/// </summary>
internal static class Suppression
{
    /// <summary>The least count that is shown as a number. Zero is shown only where a total stands alone; among cells it would tell what its neighbours are.</summary>
    public const long Least = 3;

    /// <summary>A total without cells: null where it is 1 or 2.</summary>
    public static long? Total(long total) => total is > 0 and < Least ? null : total;

    /// <summary>
    /// A part of a shown total, such as what waits of what is open: null where it, or the rest, is 1 or 2, or where the whole is hidden.
    /// </summary>
    public static long? Part(long part, long whole) => Total(whole) is null || Total(part) is null || Total(whole - part) is null ? null : part;

    /// <summary>
    /// Cells under a total that is known to whoever looks. Those below <see cref="Least"/> are hidden, zeros too; where the hidden ones could be worked out from
    /// the total, all are.
    /// </summary>
    public static IReadOnlyList<long?> Cells(IReadOnlyList<long> cells)
    {
        var hidden = cells.Count(c => c < Least);
        var rest = cells.Where(c => c < Least).Sum();
        // The hidden ones are told when only one choice of 0, 1 or 2 for each comes to the rest: one cell alone, or all of them at the greatest.
        var told = rest > 0 && (hidden == 1 || rest == hidden * (Least - 1));
        return [.. cells.Select(c => told || c < Least ? (long?)null : c)];
    }

    /// <summary>
    /// Named counts of which the greatest are shown by name and all below <see cref="Least"/> together as the rest. The rest takes in further ones until it holds
    /// at least two names and comes to <see cref="Least"/>; where that leaves nothing to name, nothing is shown.
    /// </summary>
    /// <param name="restIsTold">False where the sum of all must not be known: then the rest has no figure, and one more name goes into it.</param>
    public static (IReadOnlyList<(string Name, long Count)> Named, long? Others) Ranked(IEnumerable<(string Name, long Count)> counts, bool restIsTold)
    {
        var named = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        var (names, rest) = (0, 0L);
        while (named.Count > 0 && (named[^1].Count < Least || (names > 0 && (names < 2 || rest < Least || rest == names * (Least - 1))) || (!restIsTold && names == 0)))
        {
            rest += named[^1].Count;
            names++;
            named.RemoveAt(named.Count - 1);
        }

        return (named, !restIsTold || rest < Least ? null : rest);
    }
}
