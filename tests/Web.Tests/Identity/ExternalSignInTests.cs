using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

/// <summary>Signing in through another server, against one that runs beside the test.</summary>
public sealed class ExternalSignInTests(ExternalSignInTests.Both both) : IClassFixture<ExternalSignInTests.Both>
{
    private const string Way = "/api/session/external/unity";
    private const string Refused = "/?signIn=refused";
    private readonly IdentityProvider provider = both.Provider;
    private readonly ServerFixture server = both.Server;

    [Fact]
    public async Task LinkedPerson_SignsIn_UntilTheLinkIsTakenAway_OrTheAccountDisabled()
    {
        var door = await server.Stranger.GetFromJsonAsync<JsonElement>("/api/session");
        Assert.Equal(("unity", "统一认证（示例）"), (door.GetProperty("external")[0].GetProperty("scheme").GetString(), door.GetProperty("external")[0].GetProperty("name").GetString()));
        using var own = server.As("linked");
        Assert.False(await IsLinkedAsync(own));
        Assert.Equal("/me", await GoAsync(own, "person-1", "?return=/me"));
        Assert.True(await IsLinkedAsync(own));

        using var other = Browser();
        Assert.Equal("/cadres", await GoAsync(other, "person-1", "?return=/cadres"));
        Assert.Equal("linked", (await other.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("actor").GetString());
        Assert.Equal("/", await GoAsync(Browser(), "person-1", "?return=//elsewhere.example"));
        Assert.Contains("unity", await TrailAsync("signIn", "linked"));

        using var admin = server.As("admin");
        (await admin.PostAsJsonAsync("/api/accounts/linked/disable", new { reason = "测试" })).EnsureSuccessStatusCode();
        Assert.Equal(Refused, await GoAsync(Browser(), "person-1"));
        (await admin.PostAsJsonAsync("/api/accounts/linked/enable", new { reason = "测试" })).EnsureSuccessStatusCode();
        using var again = Browser();
        Assert.Equal("/", await GoAsync(again, "person-1"));
        (await again.DeleteAsync(Way)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await again.DeleteAsync(Way)).StatusCode);
        Assert.Equal(Refused, await GoAsync(Browser(), "person-1"));
    }

    [Fact]
    public async Task UnknownPerson_IsRefused_AndNothingIsMade()
    {
        var (before, refused) = (await CountAsync(), (await TrailAsync("signInRefused", "-")).Count);
        using var browser = Browser();
        Assert.Equal(Refused, await GoAsync(browser, "nobody-we-know"));
        Assert.False((await browser.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("signedIn").GetBoolean());
        Assert.Equal(before, await CountAsync());
        Assert.Equal(refused + 1, (await TrailAsync("signInRefused", "-")).Count);
    }

    [Fact]
    public async Task LinkOfAnother_OrOfASessionThatEnded_IsRefused()
    {
        Assert.Equal("/", await GoAsync(server.As("first"), "person-2"));
        using var thief = server.As("second");
        Assert.Equal("/me?link=refused", await GoAsync(thief, "person-2"));
        var back = provider.Vouch(await SentAsync(thief, ""), "person-3");
        (await server.Client(server.NewPage("second")).DeleteAsync("/api/session/sessions")).EnsureSuccessStatusCode();
        Assert.Equal("/me?link=refused", await LocationAsync(thief, back));
    }

    [Fact]
    public async Task SecondFactor_IsStillAskedFor()
    {
        using var own = server.As("twofold");
        Assert.Equal("/", await GoAsync(own, "person-4"));
        var secret = (await (await own.PostAsJsonAsync("/api/session/totp", new { })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        using var confirmed = await own.PostAsJsonAsync("/api/session/totp/confirm", new { code = SignInTests.Totp(secret, 0) });
        confirmed.EnsureSuccessStatusCode();

        var page = server.NewStranger();
        using var browser = server.Client(page);
        Assert.Equal("/", await GoAsync(browser, "person-4"));
        var session = await browser.GetFromJsonAsync<JsonElement>("/api/session");
        Assert.False(session.GetProperty("signedIn").GetBoolean());
        Assert.Equal(["totp", "recovery"], session.GetProperty("secondStep").EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/alerts")).StatusCode);
        using var done = await page.PostAsync("/api/session/second-factor", new { code = SignInTests.Totp(secret, 1) });
        Assert.Equal("done", (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/alerts")).StatusCode);
    }

    [Fact]
    public async Task ForgedState_ReplayedCode_AndAnothersAnswer_SignNobodyIn()
    {
        Assert.Equal("/", await GoAsync(server.As("third"), "person-5"));
        var refused = (await TrailAsync("signInRefused", "-")).Count;
        using var browser = Browser();
        var back = provider.Vouch(await SentAsync(browser, ""), "person-5");
        Assert.Equal(Refused, await LocationAsync(browser, new(back + "x")));
        using var stranger = Browser();
        Assert.Equal(Refused, await LocationAsync(stranger, back));

        // A fresh answer is good once; neither the same again nor its code under another request.
        back = provider.Vouch(await SentAsync(browser, ""), "person-5");
        Assert.Equal("/", await LocationAsync(browser, back));
        Assert.Equal(Refused, await LocationAsync(browser, back));
        using var late = Browser();
        var (old, fresh) = (System.Web.HttpUtility.ParseQueryString(back.Query), System.Web.HttpUtility.ParseQueryString(provider.Vouch(await SentAsync(late, ""), "person-5").Query));
        Assert.Equal(Refused, await LocationAsync(late, new($"{back.GetLeftPart(UriPartial.Path)}?code={old["code"]}&state={Uri.EscapeDataString(fresh["state"]!)}")));
        var asked = System.Web.HttpUtility.ParseQueryString((await SentAsync(late, "")).Query);
        Assert.Equal(Refused, await LocationAsync(late, new($"{back.GetLeftPart(UriPartial.Path)}?error=access_denied&state={Uri.EscapeDataString(asked["state"]!)}")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync("/api/alerts")).StatusCode);
        Assert.Equal(refused + 5, (await TrailAsync("signInRefused", "-")).Count(e => e == "unity"));
    }

    private HttpClient Browser() => server.Client(server.NewStranger());

    /// <summary>There and back; answers where the browser ends up.</summary>
    private async Task<string> GoAsync(HttpClient browser, string person, string back = "") => await LocationAsync(browser, provider.Vouch(await SentAsync(browser, back), person));

    private static async Task<Uri> SentAsync(HttpClient browser, string back)
    {
        using var answer = await browser.GetAsync(Way + back);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static async Task<string> LocationAsync(HttpClient browser, Uri path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<bool> IsLinkedAsync(HttpClient own) =>
        (await own.GetFromJsonAsync<JsonElement>("/api/session/external")).GetProperty("items")[0].GetProperty("linked").GetBoolean();

    private async Task<IReadOnlyList<string?>> TrailAsync(string kind, string account) =>
    [
        .. (await server.As("auditor").GetFromJsonAsync<JsonElement>($"/api/trail?kind={kind}&account={account}")).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("verb").GetString()),
    ];

    private async Task<(int Credentials, int Accounts)> CountAsync()
    {
        var accounts = (await server.As("admin").GetFromJsonAsync<JsonElement>("/api/accounts?limit=500")).GetProperty("items").GetArrayLength();
        await using var store = await server.Services.GetRequiredService<IDbContextFactory<IdentityStore>>().CreateDbContextAsync();
        return (await store.Users.CountAsync(), accounts);
    }

    /// <summary>The server under test and the one that vouches.</summary>
    public sealed class Both : IAsyncLifetime
    {
        internal IdentityProvider Provider { get; private set; } = null!;

        internal ServerFixture Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Provider = await IdentityProvider.StartAsync();
            Server = new() { Settings = new Dictionary<string, string>(Provider.Settings) { ["Accounts:AttemptsPerAddress"] = "100" } };
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}
