using CadreWatch.Cli.Store;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.TestKit;

namespace CadreWatch.Silo.Tests.Store;

public sealed class PostgresBackupTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-dump-").FullName;
    private string from = "";
    private string to = "";

    public async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        (from, to) = (await server.NewDatabaseAsync(), await server.NewDatabaseAsync());
    }

    [Fact]
    public async Task BackupAndRestore_KeepEveryEvent_AndBeginANewEpoch()
    {
        await using var journal = await PostgresJournal.OpenAsync(from, new());
        await journal.AppendAsync([new("test/1", 0, [new(Guid.NewGuid(), [new("test.happened", 1, "{}"u8.ToArray())], [])], [])], CancellationToken.None);
        var file = Path.Combine(folder, "backup.dump");

        await PostgresBackup.BackupAsync(from, file, CancellationToken.None);
        var epoch = await PostgresBackup.RestoreAsync(file, to, CancellationToken.None);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => PostgresBackup.RestoreAsync(file, to, CancellationToken.None));

        using var output = new StringWriter();
        Assert.Equal(0, await VerifyCommand.RunAsync(folder, to, null, null, output, CancellationToken.None));
        await using var restored = await PostgresJournal.OpenAsync(to, new());
        Assert.Equal((epoch, 1L), (restored.Epoch, await restored.HeadAsync(CancellationToken.None)));
        Assert.NotEqual(journal.Epoch, restored.Epoch);
    }

    [Fact]
    public async Task OpenedForReading_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => PostgresJournal.OpenForReadingAsync(from));
        await Assert.ThrowsAnyAsync<Exception>(() => PostgresBackup.BackupAsync(from, Path.Combine(folder, "none"), CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(folder));
        await OpenAndCloseAsync(from);
        await using var reading = await PostgresJournal.OpenForReadingAsync(from);
        await Assert.ThrowsAnyAsync<Exception>(() => reading.AppendAsync(
            [new("test/1", 0, [new(Guid.NewGuid(), [new("test.happened", 1, "{}"u8.ToArray())], [])], [])], CancellationToken.None));
        Assert.Equal(0, await reading.HeadAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        await server.DropDatabaseAsync(from);
        await server.DropDatabaseAsync(to);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task OpenAndCloseAsync(string database) => await (await PostgresJournal.OpenAsync(database, new())).DisposeAsync();
}
