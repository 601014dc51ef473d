using System.Net;
using CadreWatch.TestKit;
using CadreWatch.Web.Identity.Store;
using CadreWatch.Web.Tests.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CadreWatch.Web.Tests.Identity;

public sealed class TwoServersTests
{
    [Fact]
    public async Task TwoServersOnOneDatabase_StartAtOnce_AndShareSessions()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.NewDatabaseAsync();
        var settings = new Dictionary<string, string> { ["store"] = database };
        await using (var first = new ServerFixture { Settings = settings })
        await using (var second = new ServerFixture { Settings = settings })
        {
            await Task.WhenAll(Task.Run(() => first.Services), Task.Run(() => second.Services));
            var cookies = await first.HandlerOf("shared").PrepareAsync(first);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, cookies));

            var page = second.NewPage("shared");
            await using var board = await RawBoard.OpenAsync(second, page: page);
            await board.NextAsync("Reset");
            using var ended = await first.As("shared").DeleteAsync("/api/session/sessions");
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(second, await page.CookieHeaderAsync()));
            await board.ClosedAsync();

            // What one has counted, the other knows.
            var guesser = first.NewStranger();
            for (var i = 0; i < 5; i++) (await guesser.PostAsync("/api/session/sign-in", new { account = "guessed", password = "guess-guess" })).Dispose();
            using var sixth = await second.NewStranger().PostAsync("/api/session/sign-in", new { account = "guessed", password = "guess-guess" });
            Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);

            await AssertFewConnectionsAsync(first);
            await OlderAccounts.AreBroughtUpToDateAsync(
                first, """DROP TABLE identity."Attempts"; DELETE FROM identity."SchemaVersion"; INSERT INTO identity."SchemaVersion" VALUES (1)""",
                """UPDATE identity."SchemaVersion" SET version = 99""", """UPDATE identity."SchemaVersion" SET version = 2""");
        }

        await postgres.DropDatabaseAsync(database);
    }

    /// <summary>A burst of requests queues for few connections: two servers together stay far below what a database allows by default, 100.</summary>
    private static async Task AssertFewConnectionsAsync(ServerFixture server)
    {
        await using var store = await server.Services.GetRequiredService<IDbContextFactory<IdentityStore>>().CreateDbContextAsync();
        Assert.InRange(new NpgsqlConnectionStringBuilder(store.Database.GetConnectionString()).MaxPoolSize, 1, 20);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerFixture server, string cookies)
    {
        using var bare = new HttpClient(server.Server.CreateHandler()) { BaseAddress = new("http://localhost") };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/alerts");
        request.Headers.Add("Cookie", cookies);
        using var answer = await bare.SendAsync(request);
        return answer.StatusCode;
    }
}
