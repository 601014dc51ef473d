using System.Net;
using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Models;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Runtime;
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

    /// <summary>Before its owner, and before whoever approved it; nobody else is concerned.</summary>
    [Fact]
    public async Task DriftBeyondTheBounds_StandsBeforeItsOwnerUntilTakenNoticeOf()
    {
        await using var other = new ServerFixture();
        Access.Session As(string account) => new(other, account);
        foreach (var (account, role) in new[] { ("owner.fg", Role.DeputyHead), ("approver.fg", Role.DepartmentHead), ("third.fg", Role.DepartmentHead) }) await other.OpenAccountAsync(account, role);
        var (owner, approver, third) = (As("owner.fg"), As("approver.fg"), As("third.fg"));
        var runtime = other.Services.GetRequiredService<IGrainRuntime>();
        await DemoModel.PutAsync(runtime, TimeProvider.System, owner.Account, approver.Account, CancellationToken.None);
        var judgement = other.Services.GetRequiredService<IJudgementSource>().Capture(TimeProvider.System.GetUtcNow());
        var today = judgement.DayOf(TimeProvider.System.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1);
        Assert.Equal("0 0 0", await ConcernsAsync(owner, approver, third));

        var watched = new MeasureModelDrift(Guid.NewGuid(), TimeProvider.System.GetUtcNow(), "system", new(month, 0.4, -3, 0.02));
        Assert.IsType<ModelReply>(await runtime.AskAsync(ModelGrain.IdOf(Version), watched));
        Assert.Equal("1 1 0", await ConcernsAsync(owner, approver, third));
        var model = (await approver.JsonAsync($"/api/models/{Version}")).GetProperty("model");
        var excess = Assert.Single(model.GetProperty("notices")[0].GetProperty("excesses").EnumerateArray());
        Assert.Equal(("stability", 0.4, 0.25), (excess.GetProperty("figure").GetString(), excess.GetProperty("value").GetDouble(), excess.GetProperty("limit").GetDouble()));
        Assert.DoesNotContain("acknowledgeDrift", model.GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        var path = $"/api/models/{Version}/acknowledgeDrift";
        foreach (var (session, rule) in new[] { (approver, "ownerNeeded"), (third, "ownerNeeded") })
            Assert.Contains(rule, (await session.PostAsync(path, new { month })).Body, StringComparison.Ordinal);
        Assert.Contains("noNotice", (await owner.PostAsync(path, new { })).Body, StringComparison.Ordinal);
        Assert.Contains("acknowledgeDrift", Actions(await owner.JsonAsync($"/api/models/{Version}")));
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync(path, new { month })).Status);
        Assert.Equal("0 0 0", await ConcernsAsync(owner, approver, third));

        // The next month's, after the owner has left.
        var next = TimeProvider.System.GetUtcNow().AddMonths(1);
        month = month.AddMonths(1);
        await runtime.AskAsync(ModelGrain.IdOf(Version), new MeasureModelDrift(Guid.NewGuid(), next, "system", new(month, 0.5, -3, 0.02)));
        Assert.Equal(HttpStatusCode.OK, (await As("admin").PostAsync($"/api/accounts/{owner.Account}/disable", new { reason = "调离" })).Status);
        Assert.Contains("acknowledgeDrift", Actions(await approver.JsonAsync($"/api/models/{Version}")));
        Assert.Contains("ownerNeeded", (await third.PostAsync(path, new { month })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync(path, new { month })).Status);
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

    private static async Task<string> ConcernsAsync(params Access.Session[] viewers)
    {
        var found = new List<int>();
        foreach (var viewer in viewers) found.Add((await viewer.JsonAsync("/api/session")).GetProperty("modelConcerns").GetInt32());
        return string.Join(' ', found);
    }

    private static IEnumerable<string> Actions(JsonElement model) => model.GetProperty("model").GetProperty("actions").EnumerateArray().Select(a => a.GetString()!);
}
