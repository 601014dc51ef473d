using System.Text;
using CadreWatch.Cli.Store;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Sqlite;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Silo.Tests.Store;

public sealed class StoreCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-store-").FullName;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Verify_PassesBesideTheOwner_AndFindsAnAlteredEvent()
    {
        await using var journal = await FillAsync();
        var (code, said) = await VerifyAsync(Data);
        Assert.True(code == 0 && said.Contains("事件 3，提交 2", StringComparison.Ordinal), said);

        using (var behind = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")};Pooling=false"))
        {
            behind.Open();
            using var command = behind.CreateCommand();
            command.CommandText = "UPDATE events SET bytes = '{}' WHERE position = 2";
            command.ExecuteNonQuery();
        }

        (code, said) = await VerifyAsync(Data);
        Assert.True(code == 1 && said.Contains("内容被改动", StringComparison.Ordinal) && said.Contains("位置 2  流 test/1", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Verify_ReadsAJournalNobodyHasOpen_AndRefusesToAppend()
    {
        await (await FillAsync()).DisposeAsync();
        Assert.Equal(0, (await VerifyAsync(Data)).Code);
        await using var reading = await SqliteJournal.OpenForReadingAsync(Data);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => reading.AppendAsync([Append("test/2", 0, 1)], CancellationToken.None));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => SqliteJournal.OpenForReadingAsync(folder));
    }

    [Fact]
    public async Task BackupAndRestore_KeepEveryEvent_AndBeginANewEpoch()
    {
        await using var journal = await FillAsync();
        var (file, target) = (Path.Combine(folder, "backup.db"), Path.Combine(folder, "restored"));
        await SqliteJournal.BackupAsync(Data, file);
        await journal.AppendAsync([Append("test/3", 0, 1)], CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => SqliteJournal.BackupAsync(Data, file));

        var epoch = await SqliteJournal.RestoreAsync(file, target);
        await Assert.ThrowsAsync<IOException>(() => SqliteJournal.RestoreAsync(file, target));

        Assert.Equal(0, (await VerifyAsync(target)).Code);
        await using var restored = await SqliteJournal.OpenAsync(target, new());
        Assert.Equal(epoch, restored.Epoch);
        Assert.NotEqual(journal.Epoch, restored.Epoch);
        Assert.Equal(await EventsAsync(journal, 3), await EventsAsync(restored, 10));
        await restored.AppendAsync([Append("test/1", 2, 1)], CancellationToken.None);
        Assert.Equal(0, (await VerifyAsync(target)).Code);
    }

    [Fact]
    public async Task Restore_OfAnythingElse_LeavesNothingAServerWouldOpen()
    {
        var (file, target) = (Path.Combine(folder, "other.txt"), Path.Combine(folder, "restored"));
        await File.WriteAllTextAsync(file, new string('x', 5000));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => SqliteJournal.RestoreAsync(file, target));
        Assert.False(File.Exists(Path.Combine(target, "journal.db")));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static StreamAppend Append(string stream, long expected, int events) =>
        new(stream, expected, [new(Guid.NewGuid(), [.. Enumerable.Range(0, events).Select(i => new NewEvent("test.happened", 1, Encoding.UTF8.GetBytes($$"""{"n":{{i}}}""")))], [])], []);

    private static async Task<List<string>> EventsAsync(SqliteJournal journal, int limit) =>
        [.. (await journal.ReadAllAsync(0, limit, CancellationToken.None)).Select(e => $"{e with { Bytes = default }} {Encoding.UTF8.GetString(e.Bytes.Span)}")];

    private static async Task<(int Code, string Said)> VerifyAsync(string data)
    {
        using var output = new StringWriter();
        return (await VerifyCommand.RunAsync(data, null, null, null, output, CancellationToken.None), output.ToString());
    }

    private async Task<SqliteJournal> FillAsync()
    {
        var journal = await SqliteJournal.OpenAsync(Data, new());
        await journal.AppendAsync([Append("test/1", 0, 2)], CancellationToken.None);
        await journal.AppendAsync([Append("test/2", 0, 1)], CancellationToken.None);
        return journal;
    }
}
