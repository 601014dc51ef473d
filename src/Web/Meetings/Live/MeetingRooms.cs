using System.Collections.Concurrent;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Meetings.Live;

/// <summary>
/// The open screens of this server. An event of a meeting, a change of somebody's rights or a screen that comes or goes makes its meeting be looked at again: the
/// state is read once, and each screen is sent the whole of what it may show, if that is another than before. Nothing is kept that a restart could lose.
/// </summary>
internal sealed partial class MeetingRooms(
    MeetingStore store, MeetingScreens screens, PeopleDirectory people, IHubContext<MeetingHub, IMeetingClient> hub, TimeProvider time, ILogger<MeetingRooms> logger)
    : BackgroundService, IJournalSubscriber
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, MeetingScreen> open = new();
    private readonly System.Threading.Channels.Channel<string> due = System.Threading.Channels.Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, byte> queued = new();

    /// <summary>Meetings that could not be looked at last: nobody vouches for what their screens show, and the pages hide it.</summary>
    private readonly ConcurrentDictionary<string, byte> blind = new();

    /// <summary>Accounts that opened a screen of a meeting on this server.</summary>
    private readonly ConcurrentDictionary<(string Meeting, string Account), byte> seen = new();

    /// <summary>What a screen shows at this moment; null for whom the meeting, or its stage, is not there.</summary>
    public async Task<ScreenView?> NowAsync(Viewer viewer, string id, bool stage, CancellationToken cancel)
    {
        if (await store.OfAsync(viewer, id, cancel) is not { } meeting) return null;
        if (stage && !SetsStage(meeting, viewer.Account)) return null;
        return screens.Of(meeting, await store.WordsAsync(meeting, meeting.CurrentItem ?? "", cancel), viewer.Account, stage, Connected(id));
    }

    public void Enter(MeetingScreen screen, CancellationToken aborted)
    {
        Leave(screen.Id);
        open[screen.Id] = screen;
        if (!screen.Stage) seen[(screen.Meeting, screen.Account)] = 0;
        _ = PumpAsync(screen, aborted);
        Look(screen.Meeting);
    }

    public void Leave(string id)
    {
        if (!open.TryRemove(id, out var screen)) return;
        screen.End();
        Look(screen.Meeting);
    }

    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (open.IsEmpty) return ValueTask.CompletedTask;
        foreach (var followed in batch.Events)
            if (followed.Contract.Type.IsAssignableTo(typeof(MeetingEvent))) Look(GrainId.Parse(followed.Stored.Stream, null).Key);
        return ValueTask.CompletedTask;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        people.Changed += LookAll;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        people.Changed -= LookAll;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beating = BeatAsync(stoppingToken);
        await foreach (var meeting in due.Reader.ReadAllAsync(stoppingToken))
        {
            queued.TryRemove(meeting, out _);
            try
            {
                await ShowAsync(meeting, stoppingToken);
                blind.TryRemove(meeting, out _);
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                blind[meeting] = 0;
                Log.Late(logger, meeting);
            }
        }

        await beating;
    }

    /// <summary>Whoever leads or presents sets the stage up.</summary>
    private static bool SetsStage(MeetingState meeting, string account) => meeting.Leads(account) || meeting.Presenters.Contains(account);

    private async Task ShowAsync(string id, CancellationToken cancel)
    {
        var audience = open.Values.Where(s => s.Meeting == id).ToList();
        if (audience.Count == 0 || await store.FindAsync(id, cancel) is not { } meeting) return;
        var words = await store.WordsAsync(meeting, meeting.CurrentItem ?? "", cancel);
        var connected = Connected(id);
        foreach (var screen in audience)
        {
            var may = MeetingStore.IsOf(meeting, screen.Account) && (!screen.Stage || SetsStage(meeting, screen.Account));
            screen.Show(screens.Of(may ? meeting : Without(meeting, screen.Account), words, screen.Account, screen.Stage && may, connected));
            // Told once that there is nothing more to see, and then nothing.
            if (!MeetingStore.IsOf(meeting, screen.Account)) Leave(screen.Id);
        }
    }

    /// <summary>The meeting as it is for somebody who is out of it: nothing.</summary>
    private static MeetingState Without(MeetingState meeting, string account) => meeting with { Attendances = meeting.Attendances.Remove(account) };

    private ConnectedScreens Connected(string meeting)
    {
        var connected = open.Values.Where(s => s.Meeting == meeting && !s.Stage).Select(s => s.Account).ToList();
        return new(connected.Count, seen.Keys.Where(k => k.Meeting == meeting).Select(k => k.Account).Except(connected).ToHashSet(StringComparer.Ordinal));
    }

    private void LookAll(IReadOnlyCollection<string>? accounts)
    {
        foreach (var meeting in open.Values.Select(s => s.Meeting).Distinct()) Look(meeting);
    }

    private void Look(string meeting)
    {
        if (queued.TryAdd(meeting, 0)) due.Writer.TryWrite(meeting);
    }

    /// <summary>By the clock too: a delegation ends at midnight without an event.</summary>
    private async Task BeatAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            LookAll(null);
            foreach (var screen in open.Values.Where(s => !blind.ContainsKey(s.Meeting))) screen.Beat(new(time.GetUtcNow()));
        }
    }

    private async Task PumpAsync(MeetingScreen screen, CancellationToken aborted)
    {
        var client = hub.Clients.Client(screen.Id);
        try
        {
            await foreach (var message in screen.MessagesAsync(aborted))
                await (message is ScreenView view ? client.Show(view) : client.Heartbeat((MeetingBeat)message));
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Log.Lost(logger, screen.Id, e);
            screen.Abort();
        }
        finally
        {
            if (open.TryGetValue(screen.Id, out var current) && ReferenceEquals(current, screen)) Leave(screen.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away; screens of meeting {Meeting} follow when it is back.")]
        public static partial void Late(ILogger logger, string meeting);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Screen {ConnectionId} of a meeting was cut off and will open again.")]
        public static partial void Lost(ILogger logger, string connectionId, Exception e);
    }
}

internal static class LiveMeetingServices
{
    public static IServiceCollection AddLiveMeetings(this IServiceCollection services) => services
        .AddSingleton<MeetingRooms>().AddSingleton<IJournalSubscriber>(s => s.GetRequiredService<MeetingRooms>()).AddHostedService(s => s.GetRequiredService<MeetingRooms>())
        .AddSingleton<MeetingDuty>().AddSingleton<IJournalSubscriber>(s => s.GetRequiredService<MeetingDuty>()).AddHostedService(s => s.GetRequiredService<MeetingDuty>());

    public static void MapLiveMeetings(this IEndpointRouteBuilder app)
    {
        app.MapHub<MeetingHub>("/hubs/meetings").RequireSignedIn();
        app.MapHub<DutyHub>("/hubs/duties").RequireSignedIn();
    }
}
