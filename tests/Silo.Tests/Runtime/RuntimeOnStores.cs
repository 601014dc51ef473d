using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Memory;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.TestKit;

namespace CadreWatch.Silo.Tests.Runtime;

public sealed class RuntimeOnMemory : RuntimeConformance
{
    protected override Task<IJournal> OpenAsync() => Task.FromResult<IJournal>(new MemoryJournal(new()));
}

public sealed class RuntimeOnSqlite : RuntimeConformance
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cadre-watch-runtime-");

    protected override async Task<IJournal> OpenAsync() => await SqliteJournal.OpenAsync(folder.FullName, new());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>Here the two silos of the suite have a journal each, on one database.</summary>
public sealed class RuntimeOnPostgres : RuntimeConformance
{
    private string database = "";
    private PostgresJournal? other;

    protected override async Task<IJournal> OpenAsync()
    {
        database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        return await PostgresJournal.OpenAsync(database, new());
    }

    protected override async Task<IJournal> OpenOtherAsync() => other = await PostgresJournal.OpenAsync(database, new());

    public override async ValueTask DisposeAsync()
    {
        if (other is not null) await other.DisposeAsync();
        await base.DisposeAsync();
        await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
    }
}
