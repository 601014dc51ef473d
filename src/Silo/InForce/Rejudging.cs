using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.InForce;

/// <summary>
/// After a policy came into force every cadre is judged again, a throttled page at a time. The command id comes from version and cadre, so a restart goes
/// over the same people without a second effect, and any silo may do it.
/// </summary>
public sealed partial class Rejudging(IGrainRuntime runtime, IJudgementSource judgements, IJournal journal, TimeProvider time, ILogger<Rejudging> log) : BackgroundService
{
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

    /// <remarks>The version at start is taken as judged already: signals are judged as they come, and a first policy finds no signals.</remarks>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var judged = judgements.Capture(time.GetUtcNow()).Policy.Version;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var version = judgements.Capture(time.GetUtcNow()).Policy.Version;
            if (version == judged || stoppingToken.IsCancellationRequested) continue;
            try
            {
                LogDone(version, await RunAsync(version, stoppingToken).ConfigureAwait(false));
                judged = version;
            }
            catch (Exception e) when (e is JournalUnavailableException or MailboxFullException or OutcomeUnknownException)
            {
                LogLater(version, e.GetType().Name);
            }
        }
    }

    private Task<object> AskAsync(string number, string version, CancellationToken cancel)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"rejudge\n{version}\n{number}")).AsSpan(0, 16));
        return runtime.AskAsync(new("cadre", number), new Rejudge(id, time.GetUtcNow(), "system", version), cancel);
    }

    [LoggerMessage(LogLevel.Information, "Policy {Version} is in force; {Count} cadres were judged again.")]
    private partial void LogDone(string version, int count);

    [LoggerMessage(LogLevel.Warning, "Judging by policy {Version} is put off: {Reason}.")]
    private partial void LogLater(string version, string reason);
}
