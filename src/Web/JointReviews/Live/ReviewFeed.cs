using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.People;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.JointReviews.Live;

/// <summary>
/// Tells pages that what they show changed: a watcher of the whole of every column, a unit of its own alone, so that not even the time of a message tells of another
/// unit. Whatever may change who sees what ends the watch; the page asks anew and is decided anew.
/// </summary>
internal sealed class ReviewFeed : IJournalSubscriber, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Watcher?> pages = new();
    private readonly IHubContext<ReviewHub, IReviewClient> hub;
    private readonly PeopleDirectory people;
    private readonly ITimer timer;

    public ReviewFeed(IHubContext<ReviewHub, IReviewClient> hub, PeopleDirectory people, TimeProvider time)
    {
        (this.hub, this.people) = (hub, people);
        people.Changed += Recheck;
        timer = time.CreateTimer(_ => SendToAll(c => c.Heartbeat(time.GetUtcNow())), null, Beat, Beat);
    }

    public void Join(string page) => pages[page] = null;

    public void Part(string page) => pages.TryRemove(page, out _);

    public void Leave(string page) => pages.TryUpdate(page, null, pages.GetValueOrDefault(page));

    public void Watch(string page, SeenRound round)
    {
        if (pages.TryGetValue(page, out var before)) pages.TryUpdate(page, new(round.Viewer.Account, round.State.Id, round.Unit?.Unit.Id), before);
    }

    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (pages.IsEmpty || !(batch.Has<RoundEvent>() || batch.Has<SheetEvent>())) return ValueTask.CompletedTask;
        var columns = new HashSet<(string Round, string Unit)>();
        foreach (var followed in batch.Events)
        {
            if (followed.Contract.Type.IsAssignableTo(typeof(SheetEvent)))
            {
                var sheet = new SheetGrain().Empty(GrainId.Parse(followed.Stored.Stream, null));
                columns.Add((sheet.Round, sheet.UnitId));
            }
            else if (followed.Contract.Type.IsAssignableTo(typeof(RoundEvent)))
            {
                TellOfRound(GrainId.Parse(followed.Stored.Stream, null).Key, (RoundEvent)followed.Event);
            }
        }

        foreach (var (page, watcher) in pages)
            foreach (var (round, unit) in columns)
                if (watcher is not null && watcher.Round == round && (watcher.Unit is null || watcher.Unit == unit))
                    Send(page, c => c.ColumnChanged(new(round, unit)));
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        people.Changed -= Recheck;
        timer.Dispose();
    }

    private void TellOfRound(string round, RoundEvent e)
    {
        foreach (var (page, watcher) in pages)
        {
            if (watcher is null || watcher.Round != round || (watcher.Unit is { } unit && !Concerns(e, unit))) continue;
            if (e is KnowingChanged or LiaisonReplaced) Leave(page);
            Send(page, c => c.RoundChanged(new(round, null)));
        }
    }

    /// <summary>Whether a unit may hear of it.</summary>
    private static bool Concerns(RoundEvent e, string unit) => e switch
    {
        RequestIssued i => i.Unit == unit,
        LiaisonReplaced r => r.Unit == unit,
        UnitsChased c => c.Units.Contains(unit),
        RoundClosed => true,
        _ => false,
    };

    private void Recheck(IReadOnlyCollection<string> accounts)
    {
        foreach (var (page, watcher) in pages)
        {
            if (watcher is null || !accounts.Contains(watcher.Account)) continue;
            Leave(page);
            Send(page, c => c.RoundChanged(new(watcher.Round, null)));
        }
    }

    private void SendToAll(Func<IReviewClient, Task> say)
    {
        foreach (var page in pages.Keys) Send(page, say);
    }

    /// <summary>Never waits for a page; one that is gone parts by itself.</summary>
    private void Send(string page, Func<IReviewClient, Task> say) => _ = say(hub.Clients.Client(page));

    /// <param name="Unit">Null for a watcher of the whole.</param>
    private sealed record Watcher(string Account, string Round, string? Unit);
}
