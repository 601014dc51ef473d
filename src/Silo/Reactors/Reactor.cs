using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Reactors;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Reactors;

/// <summary>
/// Follows the journal once for all reactions and puts the commands that follow, in the order of the events. How far it has come is a fact of a grain
/// of its own, written after what it did: nothing is lost in a crash, and what is done twice has one effect. Any number of silos may react. A reaction that
/// is new in a release sees what comes from then on.
/// </summary>
public sealed partial class Reactor(
    IGrainRuntime runtime, IJournal journal, EventCodec codec, IEnumerable<IReaction> reactions, TimeProvider time, ILogger<Reactor> log) : BackgroundService
{
    private const string Name = "product";
    private const int BatchLimit = 2_000;

    /// <summary>Positions passed over without an errand after which the place is written down all the same: bounds what a restart reads again.</summary>
    private const int KeepEvery = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly List<IReaction> reactions = [.. reactions];

    /// <summary>Whether it stopped for good: what follows from new events waits until that is mended.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Acts on everything in the journal now; answers how many commands were put.</summary>
    /// <param name="from">The position to begin after; null for where it stands.</param>
    public async Task<int> RunAsync(CancellationToken cancel, long? from = null)
    {
        var (place, put) = (await PlaceAsync(cancel).ConfigureAwait(false), 0);
        var kept = from ?? place;
        for (var position = kept; ;)
        {
            var step = await StepAsync(position, kept, cancel).ConfigureAwait(false);
            if (step.Position == position) return put;
            (position, kept, put) = (step.Position, step.Kept, put + step.Put);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var kept = await PatientlyAsync(() => PlaceAsync(stoppingToken), stoppingToken).ConfigureAwait(false);
            for (var position = kept; !stoppingToken.IsCancellationRequested;)
            {
                var (at, last) = (position, kept);
                var step = await PatientlyAsync(() => StepAsync(at, last, stoppingToken), stoppingToken).ConfigureAwait(false);
                if (step.Position == at) await PatientlyAsync(() => WaitAsync(at, stoppingToken), stoppingToken).ConfigureAwait(false);
                (position, kept) = (step.Position, step.Kept);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            IsStopped = true;
            LogStopped(e);
        }
    }

    private async Task<bool> WaitAsync(long position, CancellationToken cancel)
    {
        await journal.WaitForAppendAsync(position, Patience, cancel).ConfigureAwait(false);
        return true;
    }

    private async Task<long> PlaceAsync(CancellationToken cancel)
    {
        var state = await runtime.StateAsync<ReactorState>(ReactorGrain.IdOf(Name), cancel).ConfigureAwait(false);
        foreach (var reaction in reactions) await reaction.StartAsync(cancel).ConfigureAwait(false);
        return state.Position;
    }

    private async Task<(long Position, long Kept, int Put)> StepAsync(long position, long kept, CancellationToken cancel)
    {
        var events = await journal.FollowAsync(position, BatchLimit, cancel).ConfigureAwait(false);
        if (events.Count == 0) return (position, kept, 0);
        var put = 0;
        foreach (var stored in events) put += await ReactAsync(stored, cancel).ConfigureAwait(false);
        var reached = events[^1].Position;
        if (put == 0 && reached - kept < KeepEvery) return (reached, kept, 0);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{journal.Epoch}\n{reached}")).AsSpan(0, 16));
        await runtime.AskAsync(ReactorGrain.IdOf(Name), new ReachPosition(id, time.GetUtcNow(), "system", reached), cancel).ConfigureAwait(false);
        return (reached, reached, put);
    }

    private async Task<int> ReactAsync(StoredEvent stored, CancellationToken cancel)
    {
        var put = 0;
        var followed = new FollowedEvent(stored, codec.ContractOf(stored));
        foreach (var reaction in reactions)
        {
            if (!reaction.Concerns(stored.Name)) continue;
            foreach (var errand in await reaction.ReactAsync(followed, cancel).ConfigureAwait(false))
            {
                put++;
                await PutAsync(reaction, errand, cancel).ConfigureAwait(false);
            }
        }
        return put;
    }

    private async Task PutAsync(IReaction reaction, Errand errand, CancellationToken cancel)
    {
        try
        {
            if (await runtime.AskAsync(errand.Grain, errand.Command, cancel).ConfigureAwait(false) is Refusal refusal)
                LogRefused(reaction.Name, errand.Grain.Kind, refusal.Rule);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JournalUnavailableException or MailboxFullException or OutcomeUnknownException))
        {
            // A bug in one grain must not keep the reactions from the events behind it.
            LogFailed(reaction.Name, errand.Grain.Kind, e);
        }
    }

    /// <summary>Where the store is away or full the same step is taken again: what it put already has its command id.</summary>
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> step, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                await Task.Delay(RetryPause, time, cancel).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reaction {Reaction}: a grain of kind {Kind} refused by rule {Rule}.")]
    private partial void LogRefused(string reaction, string kind, string rule);

    [LoggerMessage(LogLevel.Error, "Reaction {Reaction}: a grain of kind {Kind} ended in a bug.")]
    private partial void LogFailed(string reaction, string kind, Exception e);

    [LoggerMessage(LogLevel.Critical, "The reactor stopped; what follows from new events waits until this is mended.")]
    private partial void LogStopped(Exception e);
}
