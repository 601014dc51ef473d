using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.People;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Session;

namespace CadreWatch.Web.Board;

/// <summary>
/// The one broadcaster of this server: told of events by the follower, it loads each changed alert once and puts what it means to each board in that board's
/// queue. It also keeps the clock of heartbeats and counts. It never waits for a board.
/// </summary>
internal sealed class AlertBroadcaster(
    BoardChanges decisions, ChangedAlerts changes, IViewerAccess access, PeopleDirectory people, IJournal journal, FollowerStatus follower, District district,
    TimeProvider time)
    : BackgroundService, IJournalSubscriber
{
    private const int HeartbeatEvery = 5;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, BoardConnection> boards = new();

    /// <summary>Changed by the follower alone.</summary>
    private volatile StandingAlerts marks = new(DateTimeOffset.MinValue);
    private long position;

    public void Add(BoardConnection board) => boards[board.Id] = board;

    public void Remove(BoardConnection board)
    {
        boards.TryRemove(KeyValuePair.Create(board.Id, board));
        board.End();
    }

    public BoardConnection? Find(string id) => boards.GetValueOrDefault(id);

    /// <remarks>On the follower's own turn, so that nobody else touches the marks meanwhile.</remarks>
    public async ValueTask OnStartAsync(long position, CancellationToken cancel)
    {
        marks = await ReadMarksAsync(cancel);
        Interlocked.Exchange(ref this.position, position);
    }

    public async ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        // The rows may be ahead of the batch, and become the marks. A board that joins from here on reads at least as much itself; one that joined before is told.
        var audience = boards.Values.ToList();
        var changed = await changes.LiveAsync(batch, marks, audience, cancel);
        if (changed is null)
        {
            foreach (var board in audience) board.Post(new BoardMessage.Afresh(CursorFault.TooOld));
            marks = await ReadMarksAsync(cancel);
        }
        else
        {
            foreach (var change in changed) Keep(change);
            foreach (var board in audience) Tell(board, changed, batch);
        }

        Interlocked.Exchange(ref position, batch.Last);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        people.Changed += Recheck;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        people.Changed -= Recheck;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
        {
            if (follower.Fault is not null) AbortAll();
            Recheck(null);
            if (tick % HeartbeatEvery == 0) Beat();
            TellCounts();
        }
    }

    /// <summary>Boards of viewers who see something else by now start afresh; those of disabled accounts end.</summary>
    private void Recheck(IReadOnlyCollection<string>? accounts)
    {
        foreach (var board in boards.Values)
        {
            if (accounts?.Contains(board.Viewer.Account) == false) continue;
            if (access.Current(board.Viewer) is not { } now) board.Abort();
            else if (now.RightsVersion != board.Viewer.RightsVersion) board.Become(now);
        }
    }

    private void Tell(BoardConnection board, List<AlertChange> changed, FollowedBatch batch)
    {
        var viewer = board.Viewer;
        var messages = decisions.Messages(viewer, board.Filter, changed, batch.After, batch.Last);
        foreach (var message in messages ?? [new BoardMessage.Afresh(CursorFault.TooOld)]) board.Post(message);
        if (changed.Exists(c => decisions.Concerns(viewer, c))) board.OweCounts();
    }

    private void Keep(AlertChange change)
    {
        if (change.Now is not null) marks.Put(change.Now);
        else marks.Remove(change.Id);
    }

    private void Beat()
    {
        foreach (var board in boards.Values) board.Post(new BoardMessage.Heartbeat(time.GetUtcNow(), Interlocked.Read(ref position)));
    }

    private void TellCounts()
    {
        var month = district.StartOfMonth(time.GetUtcNow());
        foreach (var group in boards.Values.Where(b => b.TakeCountsDue()).GroupBy(b => (b.Viewer.Account, b.Viewer.RightsVersion)).ToList())
        {
            var counts = new BoardMessage.Counts(marks.CountsOf(group.First().Viewer, month));
            foreach (var board in group) board.Post(counts);
        }
    }

    private void AbortAll()
    {
        foreach (var board in boards.Values) board.Abort();
    }

    private async Task<StandingAlerts> ReadMarksAsync(CancellationToken cancel)
    {
        var month = district.StartOfMonth(time.GetUtcNow());
        var read = new StandingAlerts(month);
        await ReadAsync([new("state", Comparison.In, AlertReader.Standing)]);
        await ReadAsync([new("state", Comparison.In, AlertReader.Ending), new("ended_at", Comparison.AtLeast, month)]);
        return read;

        async Task ReadAsync(Condition[] where)
        {
            const int page = 5_000;
            var query = new RowQuery(ReadTableSet.Alerts, where, [], page);
            while (true)
            {
                var rows = (await journal.Tables.QueryAsync(query, cancel)).Select(r => AlertRow.Of(r).Mark).ToList();
                foreach (var mark in rows) read.Put(mark);
                if (rows.Count < page) return;
                query = query with { After = [rows[^1].Id] };
            }
        }
    }
}
