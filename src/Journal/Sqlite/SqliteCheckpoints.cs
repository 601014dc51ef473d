using SQLitePCL;

namespace CadreWatch.Journal.Sqlite;

/// <summary>
/// Moves what the log holds into the database on another connection: thousands of places of the file are written and synced, and the writer would stand still
/// meanwhile. Then the writer moves the little that came in since, and the log begins anew. What is durable does not hang on this: the log alone decides it.
/// </summary>
/// <param name="pages">Of the log, from which on they are moved. Default 8,000, which are 64 MiB.</param>
internal sealed class SqliteCheckpoints(SqliteFiles files, int pages = 8_000)
{
    /// <summary>SQLITE_DBSTATUS_CACHE_WRITE: pages that a connection has written.</summary>
    private const int PagesWritten = 9;

    private Task? moving;

    /// <summary>After every commit, in the writer's turn.</summary>
    public void Committed(sqlite3 writer)
    {
        if (moving is null)
        {
            if (Written(writer, reset: false) < pages) return;
            moving = Task.Run(MoveAside);
        }
        else if (moving.IsCompleted)
        {
            moving = null;
            Move(writer);
            Written(writer, reset: true);
        }
    }

    /// <summary>Ends with what is being moved. Where that failed, the log still has it, and a database that cannot be written tells by its commits.</summary>
    public async Task EndAsync()
    {
        if (moving is not null) await moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void MoveAside()
    {
        using var connection = files.Open(write: true);
        Move(connection.Handle!);
    }

    /// <summary>Never waits for readers; whatever cannot be moved now stays in the log for the next time.</summary>
    private static void Move(sqlite3 connection) => raw.sqlite3_wal_checkpoint_v2(connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    private static int Written(sqlite3 connection, bool reset)
    {
        raw.sqlite3_db_status(connection, PagesWritten, out var current, out _, reset ? 1 : 0);
        return current;
    }
}
