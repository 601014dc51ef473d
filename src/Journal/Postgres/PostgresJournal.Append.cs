using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

public sealed partial class PostgresJournal
{
    /// <summary>Times that a group beaten by another silo (deadlock, serialization, the same command id at once) is run before its callers hear of it.</summary>
    private const int Attempts = 3;

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        InputCheck.Group(group);
        tables.Check(group);
        await gate.WaitAsync(cancel);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (await TryAppendAsync(group, attempt < Attempts, cancel) is { } outcomes) return outcomes;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <remarks>On a connection of its own, beside the writer of events, in the order given: who may meet another silo over the same keys gives them in one order.</remarks>
    public async Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel)
    {
        var batches = tables.Computed(rows);
        try
        {
            await using var connection = await writes.OpenConnectionAsync(cancel);
            await using var all = await connection.BeginTransactionAsync(cancel);
            await using var batch = new NpgsqlBatch(connection, all);
            foreach (var changes in batches) PostgresRows.Add(batch, changes);
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
            await all.CommitAsync(cancel);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw new JournalUnavailableException(e.Message, e);
        }
    }

    /// <summary>Null when the group was rolled back for a reason that another attempt may outlive.</summary>
    private async Task<IReadOnlyList<AppendOutcome>?> TryAppendAsync(IReadOnlyList<StreamAppend> group, bool mayRetry, CancellationToken cancel)
    {
        var committing = false;
        var stale = writer is not null;
        try
        {
            writer ??= new(await writes.OpenConnectionAsync(cancel), append);
            var plan = await writer.DecideAsync(group, cancel);
            stale = false;
            if (plan.EventCount == 0)
            {
                await writer.RollbackAsync();
                return plan.Finish(0, 0);
            }

            var rows = new GroupRows(plan, await writer.TakeHeadAsync(plan, tables, cancel), options.Time.GetUtcNow());
            committing = true;
            await CommitAsync(rows);
            recent.Add(plan, rows);
            signal.Raise(rows.Before + rows.Bytes.Length);
            return plan.Finish(rows.Before, rows.RecordedAt);
        }
        catch (Exception e)
        {
            await AbandonAsync();
            if (committing && !RolledBack(e)) return [.. group.Select(_ => AppendOutcome.Unknown.Instance)];
            if (mayRetry && (Beaten(e) || (stale && Lost(e)))) return null;
            if (e is NpgsqlException or TimeoutException or IOException) throw new JournalUnavailableException(e.Message, e);
            throw;
        }
    }

    private async Task CommitAsync(GroupRows rows)
    {
        if (options.CommitDelay > TimeSpan.Zero) await Task.Delay(options.CommitDelay);
        if (options.Fault is not null) await options.Fault(FaultPoint.BeforeCommit);
        await writer!.CommitAsync(rows);
        if (options.Fault is not null) await options.Fault(FaultPoint.AfterCommit);
    }

    /// <summary>The server itself said no, on a connection that lives on: the transaction is gone for certain. A lost connection proves nothing.</summary>
    private static bool RolledBack(Exception e) => e is PostgresException { InvariantSeverity: "ERROR" };

    private static bool Beaten(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
    };

    /// <summary>The connection died, perhaps long ago with a server that is back by now. A command that took too long is another matter.</summary>
    private static bool Lost(Exception e) => !RolledBack(e) && e is IOException or NpgsqlException { InnerException: not TimeoutException };

    private async Task AbandonAsync()
    {
        if (writer is null) return;
        var lost = writer;
        writer = null;
        try
        {
            await lost.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // The connection was being thrown away.
        }
    }
}
