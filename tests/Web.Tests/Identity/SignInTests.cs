using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

public sealed class SignInTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Stranger_LearnsWhatADoorSays_AndIsTurnedAwayElsewhere()
    {
        var session = await server.Stranger.GetFromJsonAsync<JsonElement>("/api/session");
        Assert.False(session.GetProperty("signedIn").GetBoolean());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("units").ValueKind);
        using var answer = await server.Stranger.GetAsync("/api/alerts");
        Assert.Equal((HttpStatusCode.Unauthorized, "signInRequired"), (answer.StatusCode, await CodeAsync(answer)));
        using var hub = await server.Stranger.PostAsync("/hubs/alerts/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Fact]
    public async Task WrongPasswordAndUnknownAccount_AreAnsweredAlike()
    {
        await server.OpenAccountAsync("alike", Role.Supervisor);
        var texts = new List<string>();
        foreach (var account in new[] { "alike", "nobody.there", "", "x y\u0000z" })
        {
            using var answer = await TryAsync(account, "wrong-password-1");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            texts.Add(Regexed(await answer.Content.ReadAsStringAsync()));
        }

        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task SigningIn_GivesANewSession_AndEndsTheOneBefore()
    {
        var page = server.NewPage("fixation");
        var before = await page.PrepareAsync(server);
        using var again = await page.PostAsync("/api/session/sign-in", new { account = "fixation", password = ServerFixture.PasswordOf("fixation") });
        Assert.True(again.IsSuccessStatusCode);
        var after = await page.CookieHeaderAsync();
        Assert.NotEqual(before, after);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(before));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(after));
    }

    [Fact]
    public async Task OneTimeCode_IsAskedFor_AndGoodOnce()
    {
        using var client = server.As("totp");
        var secret = (await PostAsync(client, "/api/session/totp", new { })).GetProperty("secret").GetString()!;
        var codes = (await PostAsync(client, "/api/session/totp/confirm", new { code = Totp(secret, 0) })).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()).ToList();
        Assert.Equal(10, codes.Count);

        var page = await FirstStepAsync("totp");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(page.Cookies.GetCookieHeader(new("http://localhost"))));
        using var replayed = await page.PostAsync("/api/session/second-factor", new { code = Totp(secret, 0) });
        Assert.Equal(HttpStatusCode.Unauthorized, replayed.StatusCode);
        using var next = await page.PostAsync("/api/session/second-factor", new { code = Totp(secret, 1) });
        Assert.Equal("done", (await next.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString());

        foreach (var (code, status) in new[] { (codes[0], HttpStatusCode.OK), (codes[0], HttpStatusCode.Unauthorized) })
        {
            var other = await FirstStepAsync("totp");
            using var recovered = await other.PostAsync("/api/session/second-factor", new { recoveryCode = code });
            Assert.Equal(status, recovered.StatusCode);
        }
    }

    [Theory]
    [InlineData("short", "tooShort")]
    [InlineData("password2026!!", "common")]
    [InlineData("aaaaaaaaaaaaaa", "common")]
    [InlineData("xx-weakling-xx", "containsAccount")]
    public async Task WeakPassword_IsRefusedByTheRuleThatItBreaks(string next, string rule)
    {
        using var answer = await server.As("weakling").PostAsJsonAsync("/api/session/password", new { current = ServerFixture.PasswordOf("weakling"), next });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("passwordTooWeak", rule), (body.GetProperty("code").GetString(), body.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Passkey_IsRefusedWhereBrowsersOfferNone_AndAForgedOneSignsNobodyIn()
    {
        using var forged = await server.NewStranger().PostAsync("/api/session/passkey", new { credential = new { id = "AAAA", rawId = "AAAA", type = "public-key", response = new { } } });
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        var options = await PostAsync(server.As("keyed"), "/api/session/passkeys/options", new { });
        Assert.Equal("keyed", options.GetProperty("user").GetProperty("name").GetString());
    }

    [Fact]
    public async Task ResetLink_EndsSessions_AndIsGoodOnce()
    {
        using var victim = server.As("resetme");
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/api/alerts")).StatusCode);
        var path = (await PostAsync(server.As("admin"), "/api/accounts/resetme/reset", new { reason = "忘记密码" })).GetProperty("setupPath").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await victim.GetAsync("/api/alerts")).StatusCode);
        var token = path.Split('#')[1];
        var check = await PostAsync(server.Stranger, "/api/setup/check", new { token });
        Assert.Equal(("invitation", "resetme"), (check.GetProperty("kind").GetString(), check.GetProperty("account").GetString()));
        Assert.Equal("done", (await PostAsync(server.Stranger, "/api/setup", new { token, password = "new-long-secret-9" })).GetProperty("next").GetString());
        using var twice = await server.Stranger.PostAsJsonAsync("/api/setup", new { token, password = "new-long-secret-9" });
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    /// <summary>Also over the upgrade of a folder whose accounts were made before counts were kept.</summary>
    [Fact]
    public async Task LockOfAnAccount_OutlivesTheServer()
    {
        var folder = Directory.CreateTempSubdirectory("cadre-watch-web-").FullName;
        await using (var older = new ServerFixture { Data = folder })
        await using (var store = await older.Services.GetRequiredService<IDbContextFactory<IdentityStore>>().CreateDbContextAsync())
            await store.Database.ExecuteSqlRawAsync("""DROP TABLE "Attempts"; UPDATE "SchemaVersion" SET version = 1""");
        await using (var first = new ServerFixture { Data = folder })
            for (var i = 0; i < 5; i++) (await first.NewStranger().PostAsync("/api/session/sign-in", new { account = "guessed", password = "guess-guess" })).Dispose();
        await using var second = new ServerFixture { Data = folder };
        using var sixth = await second.NewStranger().PostAsync("/api/session/sign-in", new { account = "guessed", password = "guess-guess" });
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
    }

    [Fact]
    public async Task DataFolder_KeepsNoPasswordOrStampInTheClear()
    {
        await server.As("secretive").GetAsync("/api/session");
        foreach (var file in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(ServerFixture.PasswordOf("secretive"), await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<PageHandler> FirstStepAsync(string account)
    {
        var page = server.NewStranger();
        using var answer = await page.PostAsync("/api/session/sign-in", new { account, password = ServerFixture.PasswordOf(account) });
        Assert.Equal("secondFactor", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString());
        return page;
    }

    private Task<HttpResponseMessage> TryAsync(string account, string password) => server.NewStranger().PostAsync("/api/session/sign-in", new { account, password });

    private async Task<HttpStatusCode> StatusAsync(string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/alerts");
        request.Headers.Add("Cookie", cookies);
        using var answer = await server.Stranger.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>RFC 6238: SHA-1, 30 seconds, six digits.</summary>
    internal static string Totp(string base32, int steps)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
        Array.Reverse(counter);
#pragma warning disable CA5350 // One-time codes are SHA-1 by their standard.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Regexed(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "");

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
