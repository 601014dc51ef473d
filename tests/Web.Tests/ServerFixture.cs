using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests;

/// <summary>The real server on a data folder of its own.</summary>
public sealed class ServerFixture : WebApplicationFactory<ServerOptions>
{
    private int last;

    /// <summary>Puts a fake in the place of a part.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    public string Data { get; init; } = Directory.CreateTempSubdirectory("cadre-watch-web-").FullName;

    /// <summary>Whom tests act as unless they say otherwise: sees everything.</summary>
    public const string Account = "local";

    private static readonly Uri Address = new("http://localhost");
    private static string? hash;
    private static readonly string Password = $"Secret-{Guid.NewGuid():n}";
    private readonly ConcurrentDictionary<string, Lazy<PageHandler>> pages = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> holders = new();

    /// <summary>A page of <see cref="Account"/>, signed in.</summary>
    public HttpClient Page => As(Account);

    /// <summary>A page of nobody.</summary>
    public HttpClient Stranger => Client(new(Address));

    /// <summary>Settings beside those of every test.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A page of an account, signed in; the account is opened at its first use.</summary>
    public HttpClient As(string account) => Client(HandlerOf(account));

    /// <summary>The cookies and token that all pages of an account share.</summary>
    public PageHandler HandlerOf(string account) => pages.GetOrAdd(account, a => new(() => NewPage(a))).Value;

    /// <summary>Another browser of the same person.</summary>
    public PageHandler NewPage(string account) => new(Address, account, Password, async page =>
    {
        await OpenAccountAsync(account, RoleOf(account));
        using var answer = await page.PostAsync("/api/session/sign-in", new { account, password = Password });
        Assert.True(answer.IsSuccessStatusCode, $"{account} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    });

    /// <summary>A browser that nobody signed in with yet; it posts through the handler itself.</summary>
    public PageHandler NewStranger()
    {
        var page = new PageHandler(Address);
        Client(page).Dispose();
        return page;
    }

    public static string PasswordOf(string account) => account.Length > 0 ? Password : "";

    public HttpClient Client(PageHandler page)
    {
        lock (page) page.InnerHandler ??= Server.CreateHandler();
        return new(page, disposeHandler: false) { BaseAddress = Address };
    }

    /// <summary>Opens an account over the whole district with a password; one that exists is left as it is.</summary>
    public async Task OpenAccountAsync(string account, params Role[] roles)
    {
        await OpenHolderAsync(account, roles);
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        if (await users.FindByIdAsync(account) is null) Assert.True((await users.CreateAsync(new() { Id = account, UserName = account, PasswordHash = HashBy(users) })).Succeeded);
    }

    /// <summary>Opens an account over the whole district that nobody signs in with, once for this server; one that exists is left as it is.</summary>
    public Task OpenHolderAsync(string account, params Role[] roles) => holders.GetOrAdd(account, a => new(async () => Assert.Null(await Services.GetRequiredService<AccountHolders>().OpenAsync(
        a, a == Account ? "本机用户" : $"测试{a}", [.. roles.Select(role => new Assignment(role, [CaseFacts.Root], null, Secrecy.Secret))], "system", default)))).Value;

    /// <summary>Of the password that all accounts have: reckoned once, since it is meant to be slow.</summary>
    internal static string HashBy(UserManager<Credential> users) => Volatile.Read(ref hash) ?? (hash = users.PasswordHasher.HashPassword(new(), Password));

    private static Role RoleOf(string account) => account switch
    {
        "admin" => Role.Administrator,
        "auditor" => Role.Auditor,
        _ => Role.DepartmentHead,
    };

    /// <summary>A source system, with the key.</summary>
    public HttpClient Source
    {
        get
        {
            var client = Stranger;
            client.DefaultRequestHeaders.Add(ApiKeys.Header, File.ReadAllText(Path.Combine(Data, "api-key.txt")).Trim());
            return client;
        }
    }

    /// <summary>A cadre on the roster whom no other test knows.</summary>
    public async Task<string> CadreAsync(string unit = "U01")
    {
        var number = $"T{Interlocked.Increment(ref last):0000}";
        var answer = await PostAsync("/api/cadres", new[] { new { number, name = "测试甲", unit, unitName = "测试单位", post = "科长", appointedOn = "2015-01-01" } });
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        return number;
    }

    /// <summary>Ballots of which more than half are not satisfied: raises the gravest alert. Answers its card.</summary>
    public async Task<JsonElement> AlertAsync(string? cadre = null, string unit = "U01")
    {
        cadre ??= await CadreAsync(unit);
        var answer = await PostAsync("/api/signals", new[] { Ballots(cadre) });
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        var page = await GetAsync("/api/alerts?state=all&limit=500");
        return page.GetProperty("items").EnumerateArray().First(a => a.GetProperty("cadre").GetString() == cadre);
    }

    /// <summary>Two open alerts of one cadre, of two patterns.</summary>
    public async Task<(JsonElement One, JsonElement Two)> TwoAlertsAsync(string cadre)
    {
        Assert.Equal(2, (await PostAsync("/api/signals", new[] { Ballots(cadre), Filed(cadre) })).GetProperty("accepted").GetInt32());
        var page = await GetAsync("/api/alerts?limit=500");
        var alerts = page.GetProperty("items").EnumerateArray().Where(a => a.GetProperty("cadre").GetString() == cadre).ToList();
        Assert.Equal(2, alerts.Count);
        return (alerts[0], alerts[1]);
    }

    /// <summary>An investigation that was opened, by the cadre's unit or another one.</summary>
    public static object Filed(string cadre, string? unit = null) => new
    {
        source = "test",
        externalId = $"filed-{cadre}",
        cadre,
        kind = "discipline",
        category = "立案",
        severity = 4,
        status = "verifying",
        occurredOn = Recent(10),
        knownOn = Recent(5),
        attributes = unit is null ? null : new { unit },
    };

    public static object Ballots(string cadre, int dissatisfied = 60) => new
    {
        source = "test",
        externalId = $"ballot-{cadre}-{dissatisfied}",
        cadre,
        kind = "evaluation",
        severity = 2,
        status = "recorded",
        occurredOn = Recent(10),
        knownOn = Recent(5),
        metrics = new { valid = 100, satisfied = 100 - dissatisfied, dissatisfied },
    };

    public static string Recent(int daysAgo) => TimeProvider.System.GetUtcNow().AddDays(-daysAgo).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Source.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a body byte for byte.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, byte[] body) => Source.PostAsync(path, new ByteArrayContent(body));

    public Task<HttpResponseMessage> SendAsync(string path, string body) => SendAsync(path, Encoding.UTF8.GetBytes(body));

    public async Task<JsonElement> GetAsync(string path) => await Page.GetFromJsonAsync<JsonElement>(path);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", Data).UseSetting("no-demo", "true").UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        if (Replace is not null) builder.ConfigureTestServices(Replace);
    }
}
