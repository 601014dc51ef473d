using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
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

    public string Data { get; } = Directory.CreateTempSubdirectory("cadre-watch-web-").FullName;

    /// <summary>Somebody at this machine, without the key.</summary>
    public HttpClient Page => CreateClient(new() { BaseAddress = new("http://localhost") });

    /// <summary>A source system, with the key.</summary>
    public HttpClient Source
    {
        get
        {
            var client = Page;
            client.DefaultRequestHeaders.Add(ApiKey.Header, File.ReadAllText(Path.Combine(Data, "api-key.txt")).Trim());
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
        if (Replace is not null) builder.ConfigureTestServices(Replace);
    }
}
