using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Tests.JointReviews;

namespace CadreWatch.Web.Tests.Browser;

/// <summary>The server as a process of its own, on a data folder and a port that outlive it, so that it can be killed and started again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string Admin = "admin";

    public const string Auditor = "auditor";

    /// <summary>A supervisor whose rights a test takes away.</summary>
    public const string Leaving = "leaving";

    /// <summary>A supervisor with passkeys.</summary>
    public const string Keyed = "keyed";

    /// <summary>The office that puts measures through: drafts, agrees, agrees, agrees last.</summary>
    public static readonly IReadOnlyDictionary<string, Role> Office = new Dictionary<string, Role>
    {
        ["office.staff"] = Role.Supervisor,
        ["office.deputy"] = Role.DeputyHead,
        ["office.head"] = Role.DepartmentHead,
        ["office.principal"] = Role.CommitteePrincipal,
    };

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);

    private readonly string data = Directory.CreateTempSubdirectory("cadre-watch-browser-").FullName;
    private readonly ConcurrentQueue<string> said = new();
    private readonly PageHandler page;
    private readonly HttpClient http;
    private readonly HttpClient plain = new();
    private Process? process;
    private int last;

    private ServerProcess()
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        page = new(new(Url), ServerFixture.Account, ServerFixture.PasswordOf(ServerFixture.Account)) { InnerHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false } };
        http = new(page) { BaseAddress = new(Url) };
    }

    public string Url { get; }

    /// <param name="prepare">Puts more into the store before the process starts.</param>
    public static async Task<ServerProcess> StartNewAsync(Func<ServerFixture, Task>? prepare = null)
    {
        Repository.RequirePages();
        var server = new ServerProcess();
        await using (var before = new ServerFixture { Data = server.data })
        {
            await before.OpenAccountAsync(ServerFixture.Account, Role.DepartmentHead);
            await before.OpenAccountAsync(Admin, Role.Administrator);
            await before.OpenAccountAsync(Auditor, Role.Auditor);
            await before.OpenAccountAsync(Leaving, Role.Supervisor);
            await before.OpenAccountAsync(Keyed, Role.Supervisor);
            foreach (var (account, role) in Office) await before.OpenAccountAsync(account, role);
            foreach (var account in ReviewRound.Accounts) await before.OpenHolderAsync(account, Role.AgencyLiaison);
            foreach (var account in ReviewRound.Accounts.Take(2)) await before.OpenAccountAsync(account, Role.AgencyLiaison);
            if (prepare is not null) await prepare(before);
        }

        await server.StartAsync();
        return server;
    }

    /// <summary>The cookies of whom all boards are, signed in.</summary>
    public async Task<CookieCollection> CookiesAsync()
    {
        await page.CookieHeaderAsync();
        return page.Cookies.GetCookies(new(Url));
    }

    /// <summary>Requests of somebody whose cookies are known already.</summary>
    public HttpClient PageOf(CookieCollection cookies)
    {
        var known = new PageHandler(new(Url)) { InnerHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false } };
        foreach (Cookie cookie in cookies) known.Cookies.Add(new Uri(Url), new Cookie(cookie.Name, cookie.Value));
        return new(known) { BaseAddress = new(Url) };
    }

    /// <summary>Answers once the server is ready.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "CadreWatch.Web.dll"), "--urls", Url, "--data", data, "--no-demo" })
            start.ArgumentList.Add(argument);
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilReadyAsync(process);
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Puts a cadre on the roster, alone in a unit unless one is named.</summary>
    public async Task<TestCadre> CadreAsync(string? unit = null)
    {
        var i = Interlocked.Increment(ref last);
        var cadre = new TestCadre($"T{i:0000}", $"测试{i}", unit ?? $"U{i:0000}");
        await PostAsync("/api/cadres",
            new[] { new { number = cadre.Number, name = cadre.Name, unit = cadre.Unit, unitName = $"测试单位{cadre.Unit[1..]}", post = "科长", appointedOn = "2015-01-01" } });
        return cadre;
    }

    /// <summary>A cadre with the given text in every field that takes one, and a signal that raises an alert.</summary>
    public async Task<TestCadre> HostileCadreAsync(string text)
    {
        var i = Interlocked.Increment(ref last);
        var cadre = new TestCadre($"T{i:0000}", text, $"U{i:0000}");
        await PostAsync("/api/cadres",
            new[] { new { number = cadre.Number, name = text, unit = cadre.Unit, unitName = text, post = text, rank = text, tags = new[] { text }, appointedOn = "2015-01-01" } });
        await PostAsync("/api/signals", new[]
        {
            new
            {
                source = text, externalId = text, cadre = cadre.Number, kind = "evaluation", category = text, severity = 2, status = "recorded", agency = text, title = text, text,
                occurredOn = ServerFixture.Recent(9), knownOn = ServerFixture.Recent(5), metrics = new { valid = 100, satisfied = 40, dissatisfied = 60 },
            },
        });
        return cadre;
    }

    /// <summary>Ballots about the cadre, 100 valid ones; more than 20 against raise the second level, more than 50 the first. The heavier ballot was held a day later.</summary>
    public Task BallotsAsync(TestCadre cadre, int dissatisfied) => PostAsync("/api/signals", new[]
    {
        new
        {
            source = "ballots", externalId = $"{cadre.Number}-{dissatisfied}", cadre = cadre.Number, kind = "evaluation", category = "专项民主测评", severity = 2, status = "recorded",
            agency = "区委组织部", occurredOn = ServerFixture.Recent(dissatisfied > 50 ? 9 : 10), knownOn = ServerFixture.Recent(5),
            metrics = new { valid = 100, satisfied = 100 - dissatisfied, dissatisfied },
        },
    });

    /// <summary>A proven finding that was to be put right some working days ago and is not.</summary>
    public Task LateRectificationAsync(TestCadre cadre) => PostAsync("/api/signals", new[]
    {
        new
        {
            source = "inspection", externalId = cadre.Number, cadre = cadre.Number, kind = "rectification", category = "工程建设", severity = 2, status = "substantiated",
            agency = "区委巡察办", occurredOn = ServerFixture.Recent(80), knownOn = ServerFixture.Recent(3), metrics = new { done = 1, total = 4 },
            attributes = new { dueOn = ServerFixture.Recent(16) },
        },
    });

    /// <summary>A round of two people whose letters went out. Answers its id and the first person's number.</summary>
    public async Task<(string Id, string First)> ReviewAsync()
    {
        var people = new[] { await CadreAsync(), await CadreAsync() };
        using var opened = await http.PostAsJsonAsync("/api/joint-reviews", new { people = people.Select(p => p.Number), units = ReviewRound.Members() });
        var body = await opened.Content.ReadAsStringAsync();
        Assert.True(opened.IsSuccessStatusCode, body);
        var id = JsonDocument.Parse(body).RootElement.GetProperty("round").GetString()!;
        using var issued = await http.PostAsJsonAsync($"/api/joint-reviews/{id}/letters", new { });
        Assert.True(issued.IsSuccessStatusCode, await issued.Content.ReadAsStringAsync());
        return (id, people[0].Number);
    }

    /// <summary>The ids of the unit's open alerts, as the API lists them.</summary>
    public async Task<IReadOnlyList<string>> OpenAlertsAsync(string unit)
    {
        var page = await http.GetFromJsonAsync<JsonElement>($"/api/alerts?unit={unit}&limit=500");
        return [.. page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];
    }

    /// <summary>As the administrator does it.</summary>
    public Task DisableAsync(string account) => PutAccountAsync(account, "disable");

    /// <inheritdoc cref="DisableAsync"/>
    public Task EnableAsync(string account) => PutAccountAsync(account, "enable");

    private async Task PutAccountAsync(string account, string verb)
    {
        using var admin = new PageHandler(new(Url), Admin, ServerFixture.PasswordOf(Admin)) { InnerHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false } };
        using var client = new HttpClient(admin) { BaseAddress = new(Url) };
        using var answer = await client.PostAsJsonAsync($"/api/accounts/{account}/{verb}", new { reason = "岗位变动" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> StateAsync(string alert) => (await http.GetFromJsonAsync<JsonElement>($"/api/alerts/{alert}")).GetProperty("state").GetString()!;

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await KillAsync();
        http.Dispose();
        plain.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task PostAsync(string path, object[] rows)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(rows) };
        request.Headers.Add(ApiKeys.Header, (await File.ReadAllTextAsync(Path.Combine(data, "api-key.txt"))).Trim());
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt32() == rows.Length, body);
    }

    private async Task UntilReadyAsync(Process started)
    {
        using var limit = new CancellationTokenSource(StartPatience);
        while (!await IsReadyAsync())
        {
            Assert.False(started.HasExited, $"The server ended at its start:\n{string.Join('\n', said)}");
            Assert.False(limit.IsCancellationRequested, $"The server was not ready in {StartPatience}:\n{string.Join('\n', said)}");
            await Task.Delay(AskAgain);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await plain.GetAsync(Url + "/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null) said.Enqueue(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public sealed record TestCadre(string Number, string Name, string Unit);
