using System.Collections.Concurrent;
using System.Threading.Channels;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Meetings.Live;

/// <summary>
/// Tells every open page of an account how many 会后新情况 wait for it, whenever that number becomes another. Somebody who may not see a fact is told nothing, not even
/// by the time of a message.
/// </summary>
internal sealed partial class MeetingDuty(
    MeetingReader reader, IViewerAccess access, PeopleDirectory people, IHubContext<DutyHub, IDutyClient> hub, TimeProvider time, ILogger<MeetingDuty> logger)
    : BackgroundService, IJournalSubscriber
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Account by connection.</summary>
    private readonly ConcurrentDictionary<string, string> pages = new();

    /// <summary>The number last told, by connection; only the one loop below touches it.</summary>
    private readonly Dictionary<string, int> told = [];

    private readonly Channel<string> due = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    public void Follow(string page, string account)
    {
        pages[page] = account;
        due.Writer.TryWrite(account);
    }

    public void Leave(string page)
    {
        if (pages.TryRemove(page, out var account)) due.Writer.TryWrite(account);
    }

    public ValueTask OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (pages.IsEmpty || !batch.Has<MeetingEvent>()) return ValueTask.CompletedTask;
        if (batch.Has<LateInformationSettled>() || batch.Has<MaterialFrozen>()) LookAll();
        foreach (var late in batch.Of<LateInformationNoted>()) Look(late.Owner);
        return ValueTask.CompletedTask;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        people.Changed += Look;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        people.Changed -= Look;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = time.CreateTimer(_ => Beat(), null, Every, Every);
        await foreach (var account in due.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(account, stoppingToken);
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                Log.Late(logger);
            }
        }
    }

    private async Task TellAsync(string account, CancellationToken cancel)
    {
        foreach (var gone in told.Keys.Where(p => !pages.ContainsKey(p)).ToList()) told.Remove(gone);
        var open = pages.Where(p => p.Value == account).Select(p => p.Key).ToList();
        if (open.Count == 0) return;
        var count = access.Find(account) is { } viewer ? (await reader.DutiesAsync(viewer, cancel)).Late.Count(l => l.SettledAt is null) : 0;
        foreach (var page in open)
        {
            if (told.TryGetValue(page, out var before) && before == count) continue;
            told[page] = count;
            _ = hub.Clients.Client(page).Urgent(count);
        }
    }

    private void Look(IReadOnlyCollection<string> accounts)
    {
        foreach (var account in accounts) Look(account);
    }

    private void Look(string account)
    {
        if (pages.Values.Contains(account)) due.Writer.TryWrite(account);
    }

    private void LookAll()
    {
        foreach (var account in pages.Values.Distinct()) due.Writer.TryWrite(account);
    }

    /// <summary>Never waits for a page; one that is gone leaves by itself.</summary>
    private void Beat()
    {
        foreach (var page in pages.Keys) _ = hub.Clients.Client(page).Heartbeat(time.GetUtcNow());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away; pages are told of late information when something changes again.")]
        public static partial void Late(ILogger logger);
    }
}
