using System.Net;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Scoring;
using CadreWatch.Web.Models;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Models;

public sealed class ModelTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Version = "M-2026-06";

    [Fact]
    public async Task Model_GoesThroughTwoPeopleIntoTheShadowAndLive_AndBackWithAReason()
    {
        await server.CadreAsync();
        await server.OpenAccountAsync("first.fg", Role.DeputyHead);
        await server.OpenAccountAsync("second.fg", Role.DepartmentHead);
        var (first, second) = (new Access.Session(server, "first.fg"), new Access.Session(server, "second.fg"));
        Assert.NotEqual("live", (await first.JsonAsync("/api/models")).GetProperty("state").GetString());

        Assert.Equal(HttpStatusCode.OK, (await ProposeAsync(server, "first.fg")).Status);
        var model = await first.JsonAsync($"/api/models/{Version}");
        Assert.Equal("proposed", model.GetProperty("model").GetProperty("standing").GetString());
        Assert.Equal(["reject"], Actions(model));
        Assert.True(model.GetProperty("model").GetProperty("beatsCount").GetBoolean());
        Assert.Contains("secondPersonNeeded", (await first.PostAsync($"/api/models/{Version}/approve", new { })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync($"/api/models/{Version}/approve", new { })).Status);
        await server.Services.GetRequiredService<PopulationScoring>().RunAsync(CancellationToken.None);
        Assert.Empty((await second.JsonAsync("/api/ranking")).GetProperty("byModel").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync($"/api/models/{Version}/live", new { })).Status);
        await server.Services.GetRequiredService<PopulationScoring>().RunAsync(CancellationToken.None);
        var ranking = await second.JsonAsync("/api/ranking");
        Assert.Equal("live", ranking.GetProperty("state").GetString());
        Assert.NotEmpty(ranking.GetProperty("byModel").EnumerateArray());
        Assert.True((await second.JsonAsync("/api/session")).GetProperty("modelEnabled").GetBoolean());

        Assert.Contains("reasonMissing", (await first.PostAsync($"/api/models/{Version}/rollBack", new { })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await first.PostAsync($"/api/models/{Version}/rollBack", new { reason = "漂移" })).Status);
        var history = (await first.JsonAsync($"/api/models/{Version}")).GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["proposed", "approved", "wentLive", "rolledBack"], history.Select(h => h.GetProperty("action").GetString()!));
        Assert.Equal("漂移", history[^1].GetProperty("note").GetString());
        await server.Services.GetRequiredService<PopulationScoring>().RunAsync(CancellationToken.None);
        var alone = await second.JsonAsync("/api/ranking");
        Assert.NotEqual("live", alone.GetProperty("state").GetString());
        Assert.Empty(alone.GetProperty("byModel").EnumerateArray());
        Assert.NotEmpty(alone.GetProperty("byCount").EnumerateArray());
    }

    [Fact]
    public async Task Report_IsServedAsAPageThatMayRunNothing()
    {
        await using var other = new ServerFixture();
        await other.OpenAccountAsync("third.fg", Role.DeputyHead);
        await ProposeAsync(other, "third.fg");
        using var answer = await other.As("third.fg").GetAsync($"/api/models/{Version}/report");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("结果与信息都是机构自己记录下来的", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task FileThatIsNoProposal_IsRefused()
    {
        await server.OpenAccountAsync("fourth.fg", Role.DeputyHead);
        var session = new Access.Session(server, "fourth.fg");
        var (status, body) = await session.PostAsync("/api/models", new { model = "x", task = "x" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("noProposal", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutTheLibrary_PolicyAloneIsAtWork_AndThePagesSaySo()
    {
        await using var other = new ServerFixture { Replace = services => services.AddSingleton(new LearningLibrary(Present: false)) };
        await other.CadreAsync();
        await other.Services.GetRequiredService<PopulationScoring>().RunAsync(CancellationToken.None);
        var session = new Access.Session(other, ServerFixture.Account);
        var register = await session.JsonAsync("/api/models");
        Assert.Equal(("libraryAbsent", false), (register.GetProperty("state").GetString(), register.GetProperty("library").GetBoolean()));
        var ranking = await session.JsonAsync("/api/ranking");
        Assert.Equal("libraryAbsent", ranking.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, ranking.GetProperty("model").ValueKind);
        Assert.NotEmpty(ranking.GetProperty("byCount").EnumerateArray());
        Assert.Empty(ranking.GetProperty("byModel").EnumerateArray());
        Assert.False((await session.JsonAsync("/api/session")).GetProperty("modelEnabled").GetBoolean());
    }

    private static async Task<(HttpStatusCode Status, string Body)> ProposeAsync(ServerFixture server, string account)
    {
        using var content = new ByteArrayContent(DemoModel.Proposal().Write());
        content.Headers.ContentType = new("application/json");
        using var answer = await server.As(account).PostAsync("/api/models", content);
        return (answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static IEnumerable<string> Actions(JsonElement model) => model.GetProperty("model").GetProperty("actions").EnumerateArray().Select(a => a.GetString()!);
}
