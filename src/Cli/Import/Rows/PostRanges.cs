using System.Globalization;

namespace CadreWatch.Cli.Import.Rows;

/// <summary>One row of a post table on its way into a cadre's row.</summary>
/// <param name="From">ISO day.</param>
/// <param name="To">ISO day, empty while the post lasts.</param>
internal sealed record PostRow(int Line, string[] Values, string From, string To);

/// <summary>Brings the posts of one cadre into order. Every row left out or cut is told by its rule, so that the summary can count it.</summary>
internal static class PostRanges
{
    /// <returns>Posts by first day. Left out: a post without a first day (<c>noStart</c>), one that ends before it begins (<c>endsBeforeStart</c>), one told
    /// twice (<c>toldTwice</c>), and with <paramref name="cutOverlaps"/> one that another of the same first day replaces (<c>replacedSameDay</c>).</returns>
    public static List<PostRow> Order(IEnumerable<PostRow> rows, bool cutOverlaps, Action<PostRow, string, string> leftOut, Action<PostRow> cut)
    {
        var kept = new List<PostRow>();
        foreach (var post in rows.OrderBy(p => p.From, StringComparer.Ordinal).ThenBy(p => p.To.Length == 0 ? "9999" : p.To, StringComparer.Ordinal).ThenBy(p => p.Line))
        {
            if (post.From.Length == 0)
                leftOut(post, "noStart", "任职起始日期为空。");
            else if (post.To.Length > 0 && string.CompareOrdinal(post.To, post.From) < 0)
                leftOut(post, "endsBeforeStart", $"免职日期 {post.To} 早于任职日期 {post.From}。");
            else if (kept.Count > 0 && kept[^1].Values.AsSpan().SequenceEqual(post.Values))
                leftOut(post, "toldTwice", "与前一行完全相同。");
            else
                kept.Add(post);
        }

        return cutOverlaps ? Cut(kept, leftOut, cut) : kept;
    }

    private static List<PostRow> Cut(List<PostRow> posts, Action<PostRow, string, string> leftOut, Action<PostRow> cut)
    {
        var result = new List<PostRow>(posts.Count);
        for (var i = 0; i < posts.Count; i++)
        {
            var post = posts[i];
            if (i + 1 < posts.Count && (post.To.Length == 0 || string.CompareOrdinal(post.To, posts[i + 1].From) >= 0))
            {
                if (post.From == posts[i + 1].From)
                {
                    leftOut(post, "replacedSameDay", $"同一天 {post.From} 另有任职，以结束较晚的一条为准。");
                    continue;
                }

                post = post with { To = DayBefore(posts[i + 1].From) };
                cut(post);
            }

            result.Add(post);
        }

        return result;
    }

    private static string DayBefore(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day;
}
