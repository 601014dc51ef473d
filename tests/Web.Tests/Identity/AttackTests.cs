using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using CadreWatch.Web.Tests.Board;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

public sealed class AttackTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] Ids = ["0000-0000-0000", "..%2F..%2Fetc%2Fpasswd", "' OR 1=1 --", "bm9ib2R5", new string('A', 3_000)];

    [Fact]
    public async Task ChangedCookie_IsNobodys()
    {
        var good = await server.HandlerOf("cookie").PrepareAsync(server);
        var at = good.IndexOf("cw-session=", StringComparison.Ordinal) + "cw-session=".Length;
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var place = at + random.Next(good.Length - at - 1);
            if (good[place] is ';' or '=' or ' ') continue;
            var changed = good[..place] + (good[place] == 'A' ? 'B' : 'A') + good[(place + 1)..];
            Assert.NotEqual(HttpStatusCode.InternalServerError, await StatusAsync("/api/alerts", changed));
            if (place < good.IndexOf(';', at) - 2 || !good[at..].Contains(';', StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/alerts", changed));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/alerts", good));
    }

    [Fact]
    public async Task ForgedId_OnEveryVerb_IsNotThere()
    {
        foreach (var id in Ids)
        {
            foreach (var (method, path) in Addresses(id))
            {
                using var request = new HttpRequestMessage(method, path);
                if (method != HttpMethod.Get) request.Content = JsonContent.Create(new { reason = "测试", to = "me", until = ServerFixture.Recent(-9) });
                using var answer = await server.As("admin").SendAsync(request);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.MethodNotAllowed,
                    $"{method} {path}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task OthersSession_CannotBeEnded()
    {
        using var mine = server.As("mine");
        var sessions = await mine.GetFromJsonAsync<JsonElement>("/api/session/sessions");
        var id = sessions.GetProperty("items")[0].GetProperty("id").GetString();
        using var answer = await server.As("thief").DeleteAsync($"/api/session/sessions/{id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await mine.GetAsync("/api/alerts")).StatusCode);
    }

    [Fact]
    public async Task ChangeWithoutToken_OrWithAnothers_IsRefused()
    {
        var alert = await server.AlertAsync();
        var path = $"/api/alerts/{alert.GetProperty("id").GetString()}/acknowledge";
        var cookies = await server.HandlerOf("csrf").PrepareAsync(server);
        await server.HandlerOf("other").PrepareAsync(server);
        var foreign = await server.HandlerOf("other").TokenAsync();
        foreach (var token in new[] { null, "", "forged", foreign })
        {
            using var bare = new HttpClient(server.Server.CreateHandler()) { BaseAddress = new("http://localhost") };
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { }) };
            request.Headers.Add("Cookie", cookies);
            if (token is not null) request.Headers.TryAddWithoutValidation(PageHandler.Token, token);
            using var answer = await bare.SendAsync(request);
            Assert.Equal((HttpStatusCode.BadRequest, "antiforgery"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task KeyOfASourceSystem_OpensNoPage()
    {
        foreach (var path in new[] { "/api/alerts", "/api/cadres/x", "/api/trail", "/api/keys", "/api/session/sessions" })
        {
            using var answer = await server.Source.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task RevokedSession_EndsAtOnce_ItsBoardToo()
    {
        var page = server.NewPage("revoked");
        await using var board = await RawBoard.OpenAsync(server, page: page);
        await board.NextAsync("Reset");
        using var other = server.Client(server.NewPage("revoked"));
        using var ended = await other.DeleteAsync("/api/session/sessions");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await board.ClosedAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/alerts", await page.CookieHeaderAsync()));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/alerts")).StatusCode);
    }

    [Fact]
    public async Task RotatedKey_OverlapsWithTheOld_RevokedOneEnds_AndScopesHold()
    {
        using var admin = server.As("admin");
        using var made = await admin.PostAsJsonAsync("/api/keys", new { name = "信访系统", scopes = new[] { "signals" }, sources = new[] { "petition" } });
        var key = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (id, first) = (key.GetProperty("id").GetString(), key.GetProperty("key").GetString()!);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(first, "/api/signals"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(first, "/api/cadres"));
        using var foreign = await KeyedAsync(first, "/api/signals", new[] { ServerFixture.Ballots(await server.CadreAsync()) });
        Assert.Contains("foreignSource", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var rotated = await admin.PostAsJsonAsync($"/api/keys/{id}/rotate", new { });
        var second = (await rotated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await SendAsync(first, "/api/signals"), await SendAsync(second, "/api/signals")));
        using var revoked = await admin.DeleteAsync($"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (await SendAsync(first, "/api/signals"), await SendAsync(second, "/api/signals")));
    }

    [Fact]
    public async Task TenThousandAttempts_AreSlowedDown_AndLockOutNobodyElsewhere()
    {
        await using var attacked = new AddressedServer { Settings = new Dictionary<string, string> { ["Accounts:AttemptsPerMinute"] = "10000" } };
        await attacked.Inner.OpenAccountAsync("head", Role.DepartmentHead);
        var guard = attacked.Inner.Services.GetRequiredService<SignInGuard>();
        var answers = new Dictionary<HttpStatusCode, int>();
        var attacker = attacked.From("203.0.113.9");
        for (var i = 0; i < 10_000; i++)
        {
            // Names without an account cost a hash each; most of the attempts are on the account itself.
            using var answer = await attacker.PostAsync("/api/session/sign-in", new { account = i % 500 == 499 ? $"guess{i}" : "head", password = $"guess-{i}-guess" });
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], answers.Keys.Order());
        Assert.InRange(answers[HttpStatusCode.Unauthorized], 5, 40);
        using var right = await attacker.PostAsync("/api/session/sign-in", new { account = "head", password = ServerFixture.PasswordOf("head") });
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        using var own = await attacked.From("198.51.100.7").PostAsync("/api/session/sign-in", new { account = "head", password = ServerFixture.PasswordOf("head") });
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);

        // The account from the attacker and from strangers, and twice for each name that was guessed.
        await using var store = await attacked.Inner.Services.GetRequiredService<IDbContextFactory<IdentityStore>>().CreateDbContextAsync();
        Assert.InRange(await store.Attempts.CountAsync(), 2, 42);
        Assert.InRange(await store.Attempts.SumAsync(a => a.Failures), 10, 80);
        await guard.TidyAsync(store, 10, default);
        Assert.InRange(await store.Attempts.CountAsync(), 1, 10);
    }

    [Fact]
    public async Task GuessesFromEverywhere_DoNotKeepTheOwnerFromAnAddressThatIsKnown()
    {
        await using var attacked = new AddressedServer();
        await attacked.Inner.OpenAccountAsync("head", Role.DepartmentHead);
        using (var known = await attacked.From("198.51.100.7").PostAsync("/api/session/sign-in", new { account = "head", password = ServerFixture.PasswordOf("head") }))
            Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        for (var i = 0; i < 50; i++) (await attacked.From($"203.0.113.{i}").PostAsync("/api/session/sign-in", new { account = "head", password = "guess-guess" })).Dispose();
        using var stranger = await attacked.From("203.0.113.200").PostAsync("/api/session/sign-in", new { account = "head", password = ServerFixture.PasswordOf("head") });
        using var own = await attacked.From("198.51.100.7").PostAsync("/api/session/sign-in", new { account = "head", password = ServerFixture.PasswordOf("head") });
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (stranger.StatusCode, own.StatusCode));
    }

    [Theory]
    [InlineData("10.9.9.9", "198.51.100.77", "198.51.100.77")]
    [InlineData("203.0.113.9", "198.51.100.77", "203.0.113.9")]
    public async Task ForwardedAddress_CountsFromTheProxyAlone(string peer, string forwarded, string recorded)
    {
        await using var proxied = new AddressedServer { Settings = new Dictionary<string, string> { ["proxies"] = "10.9.9.0/24" } };
        await proxied.Inner.OpenAccountAsync("behind", Role.Supervisor);
        var page = proxied.From(peer, forwarded);
        using var entered = await page.PostAsync("/api/session/sign-in", new { account = "behind", password = ServerFixture.PasswordOf("behind") });
        using var client = new HttpClient(page, disposeHandler: false) { BaseAddress = new("http://localhost") };
        var own = (await client.GetFromJsonAsync<JsonElement>("/api/session/sessions")).GetProperty("items")[0];
        Assert.Equal(recorded, own.GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("10.9.9.9", true)]
    [InlineData("203.0.113.9", false)]
    public async Task ForwardedHttps_CountsFromTheProxyAlone(string peer, bool secure)
    {
        await using var proxied = new AddressedServer { Settings = new Dictionary<string, string> { ["proxies"] = "10.9.9.0/24", ["hosts"] = "localhost;ganbu.example" } };
        using var page = new HttpClient(proxied.From(peer, https: true), disposeHandler: false) { BaseAddress = new("http://localhost") };
        using var answer = await page.GetAsync("/api/session");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(secure, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task PathOutOfTheTable_IsNoFileOfTheServer()
    {
        foreach (var path in new[] { "/../api-key.txt", "/assets/..%2f..%2fapi-key.txt", "/%2e%2e/%2e%2e/etc/passwd", "/accounts.db", "/demo-accounts.txt" })
        {
            using var answer = await server.Stranger.GetAsync(path);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("root:", body, StringComparison.Ordinal);
            Assert.DoesNotContain(File.ReadAllText(Path.Combine(server.Data, "api-key.txt")).Trim(), body, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite format", body, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Addresses(string id) =>
        new[] { "acknowledge", "assign", "snooze", "dismiss", "close" }.Select(verb => (HttpMethod.Post, $"/api/alerts/{id}/{verb}"))
            .Concat(new[] { $"/api/alerts/{id}", $"/api/signals/{id}", $"/api/cadres/{id}", $"/api/cadres/{id}/timeline", $"/api/cadres/{id}/portrait" }.Select(p => (HttpMethod.Get, p)))
            .Concat(new[] { $"/api/session/sessions/{id}", $"/api/session/passkeys/{id}", $"/api/keys/{id}" }.Select(p => (HttpMethod.Delete, p)))
            .Append((HttpMethod.Post, $"/api/keys/{id}/rotate")).Append((HttpMethod.Post, $"/api/accounts/{id}/reset"));

    private async Task<HttpStatusCode> StatusAsync(string path, string cookies)
    {
        using var bare = new HttpClient(server.Server.CreateHandler()) { BaseAddress = new("http://localhost") };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var answer = await bare.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> SendAsync(string key, string path)
    {
        using var answer = await KeyedAsync(key, path, Array.Empty<object>());
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> KeyedAsync(string key, string path, object body)
    {
        using var bare = new HttpClient(server.Server.CreateHandler()) { BaseAddress = new("http://localhost") };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(Web.Identity.ApiKeys.Header, key);
        return await bare.SendAsync(request);
    }

    /// <summary>A server that believes a header about the peer's address, as a socket would tell it.</summary>
    private sealed class AddressedServer : IAsyncDisposable
    {
        private const string Peer = "Test-Peer";
        private ServerFixture? inner;

        public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

        public ServerFixture Inner => inner ??= new() { Settings = Settings, Replace = s => s.AddSingleton<IStartupFilter>(new PeerFilter()) };

        public PageHandler From(string address, string? forwarded = null, bool https = false)
        {
            var page = Inner.NewStranger();
            page.InnerHandler = new Stamping(address, forwarded, https) { InnerHandler = Inner.Server.CreateHandler() };
            return page;
        }

        public async ValueTask DisposeAsync()
        {
            if (inner is not null) await inner.DisposeAsync();
        }

        private sealed class Stamping(string address, string? forwarded, bool https) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Add(Peer, address);
                if (forwarded is not null) request.Headers.Add("X-Forwarded-For", forwarded);
                if (https)
                {
                    request.Headers.Add("X-Forwarded-For", address);
                    request.Headers.Add("X-Forwarded-Proto", "https");
                    request.Headers.Host = "ganbu.example";
                }

                return base.SendAsync(request, cancellationToken);
            }
        }

        private sealed class PeerFilter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use(static (http, on) =>
                {
                    if (http.Request.Headers[Peer] is [{ } address, ..]) http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                    return on(http);
                });
                next(app);
            };
        }
    }
}
