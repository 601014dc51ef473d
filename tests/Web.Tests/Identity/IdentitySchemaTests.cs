using CadreWatch.TestKit;
using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

/// <summary>Tables of the first version, as an older binary left them.</summary>
public sealed class IdentitySchemaTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public Task AccountsOfAnOlderFolder_AreBroughtUpToDate() =>
        UpgradeAsync(server, """DROP TABLE "Attempts"; DELETE FROM "SchemaVersion"; INSERT INTO "SchemaVersion" VALUES (1)""", """UPDATE "SchemaVersion" SET version = 99""");

    [Fact]
    public async Task AccountsOfAnOlderDatabase_AreBroughtUpToDate()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.NewDatabaseAsync();
        await using (var other = new ServerFixture { Settings = new Dictionary<string, string> { ["store"] = database } })
        {
            await UpgradeAsync(
                other, """DROP TABLE identity."Attempts"; DELETE FROM identity."SchemaVersion"; INSERT INTO identity."SchemaVersion" VALUES (1)""",
                """UPDATE identity."SchemaVersion" SET version = 99""");
        }

        await postgres.DropDatabaseAsync(database);
    }

    private static async Task UpgradeAsync(ServerFixture server, string older, string newer)
    {
        _ = server.Page;
        await server.OpenAccountAsync("kept");
        var stores = server.Services.GetRequiredService<IDbContextFactory<IdentityStore>>();
        await using var store = await stores.CreateDbContextAsync();
        await store.Database.ExecuteSqlRawAsync(older);
        for (var start = 0; start < 2; start++)
        {
            new IdentitySchema(stores).Ensure();
            Assert.Equal((0, 1), (await store.Attempts.CountAsync(), await store.Users.CountAsync()));
        }

        await store.Database.ExecuteSqlRawAsync(newer);
        Assert.Throws<InvalidOperationException>(new IdentitySchema(stores).Ensure);
    }
}
