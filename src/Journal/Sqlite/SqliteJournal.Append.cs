using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        InputCheck.Group(group);
        tables.Check(group);
        await gate.WaitAsync(cancel);
        try
        {
            // SQLite blocks while it writes: the thread is the pool's, not the caller's.
            return await Task.Run(() => AppendOwnedAsync(group), CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task PutComputedAsync(IReadOnlyList<RowChange> rows, CancellationToken cancel)
    {
        var batches = tables.Computed(rows);
        await gate.WaitAsync(cancel);
        try
        {
            await Task.Run(() => PutOwned(batches), CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    private void PutOwned(IReadOnlyCollection<RowBatch> batches)
    {
        try
        {
            writer ??= new(files.Open(write: true), tables, checkpoints);
            writer.Begin();
            writer.WriteRows(batches);
            writer.Commit();
        }
        catch (Exception e)
        {
            Abandon();
            if (e is SqliteFailure or SqliteException or IOException) throw new JournalUnavailableException(e.Message, e);
            throw;
        }
    }

    private async Task<IReadOnlyList<AppendOutcome>> AppendOwnedAsync(IReadOnlyList<StreamAppend> group)
    {
        var (plan, rows) = Write(group);
        if (rows is null) return plan.Finish(0, 0);
        if (!await CommitAsync()) return [.. group.Select(_ => AppendOutcome.Unknown.Instance)];
        recent.Add(plan, rows);
        signal.Raise(rows.Before + rows.Bytes.Length);
        return plan.Finish(rows.Before, rows.RecordedAt);
    }

    /// <summary>Everything up to the commit. Without a winner nothing is left open.</summary>
    private (GroupPlan Plan, GroupRows? Rows) Write(IReadOnlyList<StreamAppend> group)
    {
        try
        {
            writer ??= new(files.Open(write: true), tables, checkpoints);
            writer.Begin();
            var plan = writer.Decide(group);
            if (plan.EventCount == 0)
            {
                writer.Rollback();
                return (plan, null);
            }

            writer.WriteRows(plan);
            writer.AddStreams(plan);
            var rows = new GroupRows(plan, writer.ReadHead(), options.Time.GetUtcNow());
            writer.WriteEvents(rows);
            return (plan, rows);
        }
        catch (Exception e)
        {
            Abandon();
            if (e is SqliteFailure or SqliteException or IOException) throw new JournalUnavailableException(e.Message, e);
            throw;
        }
    }

    /// <summary>False when it cannot be known whether the group is durable.</summary>
    private async Task<bool> CommitAsync()
    {
        try
        {
            if (options.CommitDelay > TimeSpan.Zero) await Task.Delay(options.CommitDelay);
            if (options.Fault is not null) await options.Fault(FaultPoint.BeforeCommit);
            writer!.Commit();
            if (options.Fault is not null) await options.Fault(FaultPoint.AfterCommit);
            return true;
        }
        catch (Exception)
        {
            Abandon();
            return false;
        }
    }

    /// <summary>Closes the connection, and with it the transaction; the next group opens another.</summary>
    private void Abandon()
    {
        writer?.Dispose();
        writer = null;
        recent.Clear();
    }
}
