using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Deadlines;

/// <summary>
/// Asks grains whose deadline row is due. The row is derived state: the grain's own event moves or removes it, so nothing is lost in a crash, and a grain
/// that has moved on answers without a change, so nothing takes effect twice however many silos scan. Each asking has an id of its own: the same deadline
/// may fall due at the same instant again, when an old signal is judged as known, and an id used up by the first time would keep it from ever taking effect.
/// </summary>
public sealed partial class DeadlineScanner(LocalEngine engine, IJournal journal, TimeProvider time, ILogger<DeadlineScanner> log) : BackgroundService
{
    /// <summary>Longest pause between two looks at the table; also the delay with which a new deadline of the near future can be seen.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Asked at once: few enough that whoever asks meanwhile waits for no more than these.</summary>
    private const int Batch = 100;

    private readonly ConcurrentDictionary<(string Kind, string Name), bool> unknown = [];

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
        var (grain, name) = ((string)row[0]!, (string)row[1]!);
        var id = GrainId.Parse(grain, null);
        var sort = SortOf(name);
        if (engine.DueCommand(id, name, Guid.CreateVersion7(now), now) is not { } command)
        {
            if (unknown.TryAdd((id.Kind, sort), true)) LogUnknown(id.Kind, sort);
            return;
        }
        try
        {
            if (await engine.AskAsync(id, command, cancel).ConfigureAwait(false) is Refusal refusal) LogRefused(id.Kind, sort, refusal.Rule);
        }
        catch (Exception e) when (e is MailboxFullException or JournalUnavailableException or OutcomeUnknownException)
        {
            LogLater(id.Kind, sort, e.GetType().Name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug in one grain must not keep the scan from the rows behind it.
            LogFailed(id.Kind, sort, e);
        }
    }

    /// <summary>What a log may say of a deadline: <c>snooze</c> of <c>snooze:…</c>. A grain's key and the rest of the name lead to a person.</summary>
    private static string SortOf(string name) => name.Split(':', 2)[0];

    [LoggerMessage(LogLevel.Error, "Deadlines could not be read; the next look is in a second.")]
    private partial void LogScanFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "No grain answers for deadlines {Name} of kind {Kind}; this is said once.")]
    private partial void LogUnknown(string kind, string name);

    [LoggerMessage(LogLevel.Error, "A grain of kind {Kind} refused its own deadline {Name} by rule {Rule}.")]
    private partial void LogRefused(string kind, string name, string rule);

    [LoggerMessage(LogLevel.Error, "Deadline {Name} of a grain of kind {Kind} ended in a bug.")]
    private partial void LogFailed(string kind, string name, Exception e);

    [LoggerMessage(LogLevel.Warning, "Deadline {Name} of a grain of kind {Kind} is put off: {Reason}.")]
    private partial void LogLater(string kind, string name, string reason);
}
