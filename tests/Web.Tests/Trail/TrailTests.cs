using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Trail;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Trail;

public sealed class TrailTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task OpeningAnAlert_IsInTheTrail_OnceItsAnswerIsThere()
    {
        var id = (await server.AlertAsync()).GetProperty("id").GetString()!;
        using var viewer = server.As("viewer");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/alerts/{id}");
        request.Headers.Add("X-Purpose", Uri.EscapeDataString("联席会议准备"));
        using var answer = await viewer.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var entry = Assert.Single(await EntriesAsync($"account=viewer&kind=view&target={id}"));
        Assert.Equal(("alert", "联席会议准备", "测试viewer"), (Text(entry, "type"), Text(entry, "purpose"), Text(entry, "name")));
    }

    [Theory]
    [InlineData("admin", "/api/accounts")]
    [InlineData("colleague", "/api/people")]
    public async Task SearchForPeople_IsThereAsTyped_AndAListWithoutTermsIsNot(string account, string path)
    {
        using var page = server.As(account);
        (await page.GetAsync(path)).EnsureSuccessStatusCode().Dispose();
        (await page.GetAsync($"{path}?search=%20")).EnsureSuccessStatusCode().Dispose();
        (await page.GetAsync($"{path}?search={Uri.EscapeDataString("查找 甲")}")).EnsureSuccessStatusCode().Dispose();
        var entry = Assert.Single(await EntriesAsync($"account={account}&kind=search"));
        Assert.Equal(("account", "查找 甲"), (Text(entry, "type"), Text(entry, "detail")));
    }

    [Fact]
    public async Task WhatIsNotThere_IsARefusalWithItsId_AndNoName()
    {
        using var refused = server.As("refused");
        foreach (var path in new[] { "/api/cadres/NOBODY", "/api/alerts/0000-0000-0000", $"/api/cadres/{Uri.EscapeDataString("张三")}" })
            Assert.Equal(HttpStatusCode.NotFound, (await refused.GetAsync(path)).StatusCode);
        var entries = await EntriesAsync("account=refused&kind=refusal");
        Assert.Equal(["?", "0000-0000-0000", "NOBODY"], entries.Select(e => Text(e, "target")));
    }

    [Fact]
    public async Task SigningInRefusedAndOut_AreThere_ButNoNameThatIsNoAccount()
    {
        await server.OpenAccountAsync("coming", Grains.Access.Role.Supervisor);
        var page = server.NewStranger();
        (await page.PostAsync("/api/session/sign-in", new { account = "my-secret-typed-here", password = "x" })).Dispose();
        (await page.PostAsync("/api/session/sign-in", new { account = "coming", password = "wrong" })).Dispose();
        (await page.PostAsync("/api/session/sign-in", new { account = "coming", password = ServerFixture.PasswordOf("coming") })).Dispose();
        (await page.PostAsync("/api/session/sign-out", new { })).Dispose();
        Assert.Equal(["signOut", "signIn", "signInRefused"], (await EntriesAsync("account=coming")).Select(e => Text(e, "kind")));
        var all = await server.As("auditor").GetStringAsync("/api/trail?limit=500");
        Assert.DoesNotContain("my-secret-typed-here", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_CarriesWhoAndFilter_AndIsItselfThere()
    {
        using var auditor = server.As("auditor");
        var csv = await auditor.GetStringAsync("/api/trail/export?format=csv&account=auditor");
        Assert.Contains("导出人：", csv, StringComparison.Ordinal);
        Assert.Contains("account=auditor", csv, StringComparison.Ordinal);
        var xlsx = await auditor.GetByteArrayAsync("/api/trail/export?format=xlsx&account=auditor");
        Assert.Equal("PK"u8.ToArray(), xlsx[..2]);
        Assert.Equal(2, (await EntriesAsync("account=auditor&kind=export")).Count(e => Text(e, "type") == "trail"));
    }

    [Fact]
    public async Task Pages_FollowEachOther_AndACursorIsGoodForItsQueryAlone()
    {
        using var paged = server.As("paged");
        for (var i = 0; i < 5; i++) await paged.GetAsync($"/api/cadres/PAGED{i}");
        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await server.As("auditor").GetFromJsonAsync<JsonElement>($"/api/trail?account=paged&kind=refusal&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(e => Text(e, "target")));
            if (cursor is null)
            {
                using var foreign = await server.As("auditor").GetAsync($"/api/trail?account=other&limit=2&cursor={Text(page, "next")}");
                Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
            }

            cursor = Text(page, "next");
        }
        while (cursor is not null);
        Assert.Equal(["PAGED4", "PAGED3", "PAGED2", "PAGED1", "PAGED0"], seen);
    }

    [Fact]
    public async Task WithoutItsEntry_NoAnswerLeaves()
    {
        var away = new CancellationTokenSource();
        await using var broken = new ServerFixture { Replace = s => s.AddSingleton<IGrainRuntime>(p => new NoTrail(p.GetRequiredService<LocalEngine>(), away.Token)) };
        var id = (await broken.AlertAsync()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, (await broken.Page.GetAsync($"/api/alerts/{id}")).StatusCode);
        await away.CancelAsync();
        foreach (var path in new[] { $"/api/alerts/{id}", "/api/cadres/NOBODY", "/api/cadres?search=x", "/api/people?search=x", "/api/cadres/export" })
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await broken.Page.GetAsync(path)).StatusCode);
        using var entering = await broken.NewStranger().PostAsync("/api/session/sign-in", new { account = "local", password = ServerFixture.PasswordOf("local") });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, entering.StatusCode);
        Assert.False(entering.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("cw-session=", StringComparison.Ordinal)));
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string query)
    {
        var page = await server.As("auditor").GetFromJsonAsync<JsonElement>($"/api/trail?{query}");
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement e, string name) => e.GetProperty(name).GetString();

    /// <summary>A runtime whose store is away for the trail from a moment on.</summary>
    private sealed class NoTrail(IGrainRuntime inner, CancellationToken away) : IGrainRuntime
    {
        public Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default) =>
            command is EnterTrail && away.IsCancellationRequested ? throw new JournalUnavailableException("away") : inner.AskAsync(grain, command, cancel);

        public IReservation Reserve(int commands) => inner.Reserve(commands);

        public Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
            where TState : class => inner.StateAsync<TState>(grain, cancel);
    }
}
