using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.InForce;

/// <summary>
/// After a policy came into force every cadre is judged again, a throttled page at a time. The command id comes from version and cadre, so a restart goes
/// over the same people without a second effect, and any silo may do it. A version that came into force while no silo ran, or was left halfway, is caught up with.
/// </summary>
public sealed partial class Rejudging(
    IGrainRuntime runtime, IJudgementSource judgements, IJournal journal, PolicyRegister register, TimeProvider time, ILogger<Rejudging> log) : BackgroundService
{
    private const string District = "district";
    private const int Page = 200;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(50);

    /// <summary>Judges all cadres by the policy in force now; answers how many were asked.</summary>
    public async Task<int> RunAsync(string version, CancellationToken cancel)
    {
        var asked = 0;
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, [], [("number", false)], Page, last), cancel).ConfigureAwait(false);
            if (rows.Count == 0) return asked;
            await Task.WhenAll(rows.Select(row => AskAsync((string)row[0]!, version, cancel))).ConfigureAwait(false);
            asked += rows.Count;
            last = [rows[^1][0], rows[^1][0]];
            await Task.Delay(Throttle, time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Judges everybody again where that was not done by the policy in force now; answers how many were asked.</summary>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var version = judgements.Capture(now).Policy.Version;
        if (await journal.Tables.FindAsync(ReadTableSet.Rejudgings, [District], cancel).ConfigureAwait(false) is [_, string judged, ..] && judged == version) return 0;
        // Under the first policy every signal was judged as it came.
        var asked = await IsFirstAsync(version, cancel).ConfigureAwait(false) ? 0 : await RunAsync(version, cancel).ConfigureAwait(false);
        await journal.PutComputedAsync([new(ReadTableSet.Rejudgings, [District, version, now])], cancel).ConfigureAwait(false);
        if (asked > 0) LogDone(version, asked);
        return asked;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                LogLater(e.GetType().Name);
            }
        }
    }

    private async Task<bool> IsFirstAsync(string version, CancellationToken cancel) =>
        (await register.ReadAsync(cancel).ConfigureAwait(false)).State.Versions.Where(v => v.ApprovedAt is not null).MinBy(v => v.ApprovedAt) is not { } first || first.Version == version;

    private async Task AskAsync(string number, string version, CancellationToken cancel)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"rejudge\n{version}\n{number}")).AsSpan(0, 16));
        try
        {
            await runtime.AskAsync(new("cadre", number), new Rejudge(id, time.GetUtcNow(), "system", version), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JournalUnavailableException or MailboxFullException or OutcomeUnknownException))
        {
            // A bug over one person must not keep the others from being judged, nor end the server.
            LogFailed(version, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Policy {Version} is in force; {Count} cadres were judged again.")]
    private partial void LogDone(string version, int count);

    [LoggerMessage(LogLevel.Error, "Judging one cadre by policy {Version} ended in a bug.")]
    private partial void LogFailed(string version, Exception e);

    [LoggerMessage(LogLevel.Warning, "Judging everybody again is put off: {Reason}.")]
    private partial void LogLater(string reason);
}
