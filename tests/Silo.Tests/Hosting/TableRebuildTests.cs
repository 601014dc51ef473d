using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Demo;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CadreWatch.Silo.Tests.Hosting;

public sealed class TableRebuildTests : IAsyncLifetime
{
    private static readonly ReadTable[] Filled = [ReadTableSet.Cadres, ReadTableSet.Alerts, ReadTableSet.AlertNotes, ReadTableSet.Deadlines, ReadTableSet.Accounts, ReadTableSet.AccountNames, ReadTableSet.Units];
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-rebuild-").FullName;
    private string? database;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreOfOlderTables_ShowsEverythingAgain_RowForRow(bool postgres)
    {
        var store = postgres ? database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync() : "sqlite";
        Dictionary<string, List<string>> live;
        await using (var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Store = store }))
        {
            await FillAsync(silo);
            live = await RowsAsync(silo.Journal);
        }

        Assert.All(Filled, table => Assert.NotEmpty(live[table.Name]));
        await AgeAsync(store);
        var told = new List<RebuildProgress>();
        await using (var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder, Store = store, Rebuilding = told.Add }))
        {
            var rebuilt = await RowsAsync(silo.Journal);
            foreach (var table in ReadTableSet.All) Assert.Equal(live[table.Name], rebuilt[table.Name]);
            Assert.NotNull(silo.People.ViewerOf("guo.jd", TimeProvider.System.GetUtcNow()));
        }

        Assert.True(told[^1].Done);
        Assert.Equal(ReadTableSet.All.Where(t => !t.Computed).Select(t => t.PhysicalName).Order(), told[^1].Tables.Order());
        told.Clear();
        await using (await OpenedSilo.OpenAsync(new() { DataFolder = folder, Store = store, Rebuilding = told.Add })) Assert.Empty(told);
    }

    [Fact]
    public async Task RebuildCutShort_IsDoneAgainAtTheNextStart()
    {
        Dictionary<string, List<string>> live;
        await using (var silo = await OpenedSilo.OpenAsync(new() { DataFolder = folder }))
        {
            await FillAsync(silo);
            live = await RowsAsync(silo.Journal);
        }

        await AgeAsync("sqlite");
        await Assert.ThrowsAsync<IOException>(() => OpenedSilo.OpenAsync(new() { DataFolder = folder, Rebuilding = _ => throw new IOException("cut short") }));
        await using var again = await OpenedSilo.OpenAsync(new() { DataFolder = folder });
        var rebuilt = await RowsAsync(again.Journal);
        foreach (var table in ReadTableSet.All) Assert.Equal(live[table.Name], rebuilt[table.Name]);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FillAsync(OpenedSilo silo)
    {
        await using var services = new ServiceCollection().AddLogging().AddSilo(silo).BuildServiceProvider();
        var ingest = services.GetRequiredService<IIngest>();
        var district = new DemoDistrict(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date));
        foreach (var batch in district.Cadres(200).Take(1)) await ingest.CadresAsync(batch, "test", CancellationToken.None);
        foreach (var batch in district.Signals(2_000)) await ingest.SignalsAsync(batch, true, "test", CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var open = await silo.Journal.Tables.QueryAsync(new(ReadTableSet.Alerts, [new("state", Comparison.Equal, "open")], [], 10), CancellationToken.None);
        foreach (var (row, i) in open.Select((row, i) => (row, i)))
        {
            var (alert, cadre, reason) = (AlertId.Parse((string)row[0]!, null), (string)row[1]!, Sealed($"理由{i}"));
            await silo.Engine.AskAsync(CadreGrain.IdOf(cadre), new AcknowledgeAlert(Guid.NewGuid(), now, "guo.jd", alert));
            await silo.Engine.AskAsync(CadreGrain.IdOf(cadre), i % 2 == 0
                ? new SnoozeAlert(Guid.NewGuid(), now, "guo.jd", alert, DateOnly.FromDateTime(now.Date.AddDays(9)), reason)
                : new DismissAlert(Guid.NewGuid(), now, "guo.jd", alert, reason));
        }

        // Somebody who moved twice, once within one batch.
        await ingest.CadresAsync(Encoding.UTF8.GetBytes("""
            {"number":"YJ-00001","name":"周某","unit":"YJ-U09","unitName":"区财政局","managementAuthority":"office-2","tags":["组工干部"]}
            {"number":"YJ-00001","name":"周某","unit":"YJ-U10","unitName":"区教育局","managementAuthority":"office-1"}
            """), "test", CancellationToken.None);
        await silo.Engine.AskAsync(UnitGrain.District, new PutUnit(Guid.NewGuid(), now, "admin", new("office-1", "一科", null, UnitKind.Office, null)));
        await silo.Engine.AskAsync(UnitGrain.District, new PutUnit(Guid.NewGuid(), now, "admin", new("gone", "旧科", null, UnitKind.Office, null)));
        await silo.Engine.AskAsync(UnitGrain.District, new RemoveUnit(Guid.NewGuid(), now, "admin", "gone"));
        var account = AccountGrain.IdOf("guo.jd");
        await silo.Engine.AskAsync(account, new OpenAccount(Guid.NewGuid(), now, "admin", Sealed("郭某（示例）"), [new(Role.Supervisor, ["office-1"], null, Secrecy.Secret)]));
        await silo.Engine.AskAsync(account, new ChangeRights(Guid.NewGuid(), now, "admin", [new(Role.Supervisor, ["office-1"], ["YJ-U10"], Secrecy.Internal)], "YJ-00007", [], Sealed("调整")));
    }

    private static SealedText Sealed(string text) => SealedText.Of(text, Guid.NewGuid().ToByteArray());

    private static async Task<Dictionary<string, List<string>>> RowsAsync(IJournal journal)
    {
        var all = new Dictionary<string, List<string>>();
        foreach (var table in ReadTableSet.All)
        {
            var rows = await journal.Tables.QueryAsync(new(table, [], [], 10_000), CancellationToken.None);
            all[table.Name] = [.. rows.Select(row => string.Join('|', row.Select(v => v is byte[] bytes ? Encoding.UTF8.GetString(bytes) : FormattableString.Invariant($"{v}"))))];
        }

        return all;
    }

    /// <summary>Leaves the store as an older binary would: tables of version 1 in use, and no later ones.</summary>
    private async Task AgeAsync(string store)
    {
        var statements = ReadTableSet.All
            .SelectMany(t => new[] { $"DROP TABLE {t.PhysicalName}", $"CREATE TABLE IF NOT EXISTS {t.Name}_v1 (id text)" }.Take(t.Version > 1 ? 2 : 1))
            .Append("UPDATE read_tables SET version = CASE WHEN name IN ('cadres', 'alerts') THEN 1 ELSE 0 END");
        await using System.Data.Common.DbConnection connection = store == "sqlite"
            ? new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False")
            : new NpgsqlConnection(store);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join(";", statements);
        await command.ExecuteNonQueryAsync();
    }
}
