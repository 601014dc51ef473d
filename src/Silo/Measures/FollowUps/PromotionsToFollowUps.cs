using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;

namespace CadreWatch.Silo.Measures.FollowUps;

/// <summary>
/// A new leading post on the roster opens 任职回访 from 到岗 on; a promotion 任前教育 and the 试用期 too. Which kinds of post lead, and which is the higher one,
/// is the list <c>posts</c>.
/// </summary>
internal sealed class PromotionsToFollowUps(FollowUpErrands errands) : IReaction
{
    public string Name => "promotions-to-follow-ups";

    public bool Concerns(string eventName) => eventName == "cadre.rosterRecorded";

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Event is not RosterRecorded { Roster: { Posts: { Count: > 0 } posts } roster }) return [];
        var held = posts.Where(post => post.To is null && RankOf(post) is not null).MaxBy(post => post.From);
        if (held is null) return [];
        var before = posts.Where(post => post.From < held.From).MaxBy(post => post.From);
        var promoted = before is null || RankOf(before) is not { } old || RankOf(held) < old;
        var follows = string.Create(CultureInfo.InvariantCulture, $"{held.Unit}\n{held.Kind}\n{held.From:yyyy-MM-dd}");
        var found = new List<Errand>();
        if (promoted) await AddAsync(MeasureKind.PreventiveEducation, held.From).ConfigureAwait(false);
        if (promoted) await AddAsync(MeasureKind.ProbationEnd, held.From).ConfigureAwait(false);
        if (held.ReportedOn is { } reported) await AddAsync(MeasureKind.PostVisit, reported).ConfigureAwait(false);
        return found;

        async ValueTask AddAsync(MeasureKind kind, DateOnly on)
        {
            if (await errands.OpenAsync(followed.Stored, Name, kind, roster, follows, on, Secrecy.Internal, cancel).ConfigureAwait(false) is { } errand) found.Add(errand);
        }
    }

    /// <summary>0 is the highest; null for a post that does not lead.</summary>
    private static int? RankOf(Post post)
    {
        var items = MeasurePolicy.Shipped.Lists.First(list => list.List == "posts").Items;
        for (var i = 0; i < items.Length; i++)
            if (items[i].Code == post.Kind)
                return i;
        return null;
    }
}
