using CadreWatch.Journal.Sqlite;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Tests.Sqlite;

public sealed class SqliteCheckpointsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-checkpoints-").FullName;

    private string Log => Path.Combine(folder, SqliteFiles.Database + "-wal");

    [Fact]
    public async Task Log_BeginsAnewOnceItsPagesAreMoved()
    {
        using var files = SqliteFiles.Own(folder);
        using var writer = files.Open(write: true);
        Execute(writer, "CREATE TABLE t (bytes BLOB)");
        var checkpoints = new SqliteCheckpoints(files, pages: 50);
        var longest = 0L;
        for (var round = 0; round < 40; round++)
        {
            Execute(writer, "INSERT INTO t SELECT randomblob(8000) FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))");
            checkpoints.Committed(writer.Handle!);
            await checkpoints.EndAsync();
            longest = Math.Max(longest, new FileInfo(Log).Length);
        }

        // 40 rounds of more than ten pages: a log that never began anew would hold more than 400.
        Assert.InRange(longest, 50 * 8192, 200 * 8192);
        using var count = writer.CreateCommand();
        count.CommandText = "SELECT count(*) FROM t";
        Assert.Equal(400L, count.ExecuteScalar());
    }

    [Fact]
    public async Task Reader_OfAnOlderMomentIsNotWaitedFor()
    {
        using var files = SqliteFiles.Own(folder);
        using var writer = files.Open(write: true);
        Execute(writer, "CREATE TABLE t (bytes BLOB)");
        using var reader = files.Open(write: false);
        using var older = reader.BeginTransaction(deferred: true);
        using var count = reader.CreateCommand();
        count.CommandText = "SELECT count(*) FROM t";
        Assert.Equal(0L, count.ExecuteScalar());
        var checkpoints = new SqliteCheckpoints(files, pages: 5);
        for (var round = 0; round < 20; round++)
        {
            Execute(writer, "INSERT INTO t SELECT randomblob(8000)");
            checkpoints.Committed(writer.Handle!);
            await checkpoints.EndAsync().WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        }

        Assert.Equal(0L, count.ExecuteScalar());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts stand above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
