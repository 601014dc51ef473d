using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Memory;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.TestKit;

namespace CadreWatch.Journal.Tests;

public sealed class MemoryJournalTests : JournalAcceptance
{
    protected override Task<IJournal> OpenAsync(JournalOptions options) => Task.FromResult<IJournal>(new MemoryJournal(options));

    protected override Task CleanAsync() => Task.CompletedTask;
}

public sealed class SqliteJournalTests : DurableAcceptance
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-test-").FullName;

    protected override async Task<IJournal> OpenAsync(JournalOptions options) => await SqliteJournal.OpenAsync(folder, options);

    protected override Task CleanAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override async Task TamperAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task SecondOwnerOfAFolder_IsRefusedByName()
    {
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => SqliteJournal.OpenAsync(folder, Sample.Options()));
        Assert.Contains($"in use by process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionThatIsNotDurable_IsRefused()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
        var refused = Assert.Throws<JournalUnavailableException>(() => SqliteSettings.RefuseUnlessDurable(connection));
        Assert.Contains("synchronous = 1", refused.Message, StringComparison.Ordinal);
    }
}

public sealed partial class PostgresJournalTests : DurableAcceptance
{
    private string? database;

    protected override async Task<IJournal> OpenAsync(JournalOptions options) =>
        await PostgresJournal.OpenAsync(database ??= await (await PostgresServer.SharedAsync()).NewDatabaseAsync(), options);

    protected override async Task CleanAsync() => await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database!);

    protected override async Task TamperAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
