using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Deadlines;

/// <summary>
/// Asks grains whose deadline row is due. The row is derived state: the grain's own event moves or removes it, so nothing is lost in a crash, and the
/// command id comes from grain, name and due time, so nothing takes effect twice however many silos scan.
/// </summary>
public sealed partial class DeadlineScanner(LocalEngine engine, IJournal journal, TimeProvider time, ILogger<DeadlineScanner> log) : BackgroundService
{
    /// <summary>Longest pause between two looks at the table; also the delay with which a new deadline of the near future can be seen.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int Batch = 500;

    /// <summary>Asks every grain that is due now, a batch at a time. Returns how many deadlines moved.</summary>
    /// <remarks>A row that a grain leaves where it was is reported and passed over until the next call: it must not hold up the rest.</remarks>
    public async Task<int> ScanAsync(CancellationToken cancel)
    {
        var table = ReadTableSet.Deadlines;
        var moved = 0;
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var now = time.GetUtcNow();
            var due = await journal.Tables.QueryAsync(
                new(table, [new("due_at", Comparison.AtMost, now)], [("due_at", false)], Batch, last), cancel).ConfigureAwait(false);
            if (due.Count == 0) return moved;
            await Task.WhenAll(due.Select(row => AskAsync(row, now, cancel))).ConfigureAwait(false);
            moved += due.Count;
            var end = due[^1];
            last = [end[2], end[0], end[1]];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ScanAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogScanFailed(e);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(object?[] row, DateTimeOffset now, CancellationToken cancel)
    {
        var (grain, name, dueAt) = ((string)row[0]!, (string)row[1]!, (DateTimeOffset)row[2]!);
        var id = GrainId.Parse(grain, null);
        if (engine.DueCommand(id, name, CommandId(grain, name, dueAt), now) is not { } command)
        {
            LogUnknown(grain, name);
            return;
        }
        try
        {
            if (await engine.AskAsync(id, command, cancel).ConfigureAwait(false) is Refusal refusal) LogRefused(grain, name, refusal.Rule);
        }
        catch (Exception e) when (e is MailboxFullException or JournalUnavailableException or OutcomeUnknownException)
        {
            LogLater(grain, name, e.GetType().Name);
        }
    }

    private static Guid CommandId(string grain, string name, DateTimeOffset dueAt) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"deadline\n{grain}\n{name}\n{dueAt.UtcTicks}")).AsSpan(0, 16));

    [LoggerMessage(LogLevel.Error, "Deadlines could not be read; the next look is in a second.")]
    private partial void LogScanFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "No grain answers for deadline {Name} of {Grain}.")]
    private partial void LogUnknown(string grain, string name);

    [LoggerMessage(LogLevel.Error, "{Grain} refused its own deadline {Name} by rule {Rule}.")]
    private partial void LogRefused(string grain, string name, string rule);

    [LoggerMessage(LogLevel.Warning, "Deadline {Name} of {Grain} is put off: {Reason}.")]
    private partial void LogLater(string grain, string name, string reason);
}
