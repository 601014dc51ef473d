using CadreWatch.Grains.Cadres;

namespace CadreWatch.Risk.Features;

/// <summary>What the posts say on a day. A post that begins later is not known yet, and an end that lies ahead neither.</summary>
internal readonly record struct PostFacts(string? Unit, string? Kind, int DaysServed, int DaysInPost, int Posts, int PostsWithin5Years, bool InPost)
{
    public static PostFacts Of(RosterFacts? roster, DateOnly on)
    {
        Post? current = null;
        var (first, posts, recent) = (DateOnly.MaxValue, 0, 0);
        foreach (var post in roster?.Posts ?? [])
        {
            if (post.From > on)
                continue;
            posts++;
            if (post.From < first)
                first = post.From;
            if (on.DayNumber - post.From.DayNumber < 1826)
                recent++;
            if (post.Covers(on, on) && (current is null || post.From >= current.From))
                current = post;
        }

        return posts == 0
            ? new(null, null, -1, -1, 0, 0, false)
            : new(current?.Unit, current?.Kind, on.DayNumber - first.DayNumber, current is null ? -1 : on.DayNumber - current.From.DayNumber, posts, recent, current is not null);
    }
}
