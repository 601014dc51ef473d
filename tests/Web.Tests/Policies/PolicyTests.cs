using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Risk.Replay;
using CadreWatch.Silo.Backtests;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Policies;

public sealed class PolicyTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly (string, string) Yellow = ("黄色起算件数, value: 3", "黄色起算件数, value: 4");

    [Fact]
    public async Task Version_IsProposedByOne_AndApprovedByAnother_FromADayOn()
    {
        var (first, second) = (await AsAsync("first.zc", Role.DeputyHead), await AsAsync("second.zc", Role.DepartmentHead));
        Assert.Equal(HttpStatusCode.OK, (await PolicyText.ProposeAsync(server, "first.zc", PolicyText.Of("2027-01", Yellow))).Status);
        Assert.Contains("versionTaken", (await PolicyText.ProposeAsync(server, "second.zc", PolicyText.Of("2027-01"))).Body, StringComparison.Ordinal);
        var detail = await first.JsonAsync("/api/policies/2027-01");
        Assert.Equal(("proposed", "2026-03"), (Standing(detail), detail.GetProperty("against").GetString()));
        Assert.Equal(["reject"], Actions(detail));
        var complaints = detail.GetProperty("patterns").EnumerateArray().Single(p => p.GetProperty("code").GetString() == "complaints");
        Assert.Equal("changed", complaints.GetProperty("change").GetString());
        var yellow = complaints.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("code").GetString() == "complaints.yellow");
        Assert.Equal((4, 3, "示例预警规则", "第5条", "S"), (yellow.GetProperty("value").GetInt32(), yellow.GetProperty("was").GetInt32(), yellow.GetProperty("source").GetString(),
            yellow.GetProperty("article").GetString(), yellow.GetProperty("grade").GetString()));

        Assert.Contains("secondPersonNeeded", (await first.PostAsync("/api/policies/2027-01/approve", new { })).Body, StringComparison.Ordinal);
        Assert.Contains("inForceInPast", (await second.PostAsync("/api/policies/2027-01/approve", new { inForceFrom = "2020-01-01" })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/api/policies/2027-01/approve", new { inForceFrom = "9000-01-01" })).Status);
        var scheduled = await second.JsonAsync("/api/policies/2027-01");
        Assert.Equal("scheduled", Standing(scheduled));
        Assert.Empty(Actions(scheduled));
        var shipped = (await second.JsonAsync("/api/policies")).GetProperty("items").EnumerateArray().Single(v => v.GetProperty("version").GetString() == "2026-03");
        Assert.Equal("inForce", shipped.GetProperty("standing").GetString());
    }

    [Fact]
    public async Task VersionTurnedDown_SaysWhy_AndStaysSo()
    {
        var (first, second) = (await AsAsync("third.zc", Role.DeputyHead), await AsAsync("fourth.zc", Role.DepartmentHead));
        Assert.Equal(HttpStatusCode.OK, (await PolicyText.ProposeAsync(server, "third.zc", PolicyText.Of("2027-02"))).Status);
        Assert.Contains("reasonMissing", (await second.PostAsync("/api/policies/2027-02/reject", new { reason = " " })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/api/policies/2027-02/reject", new { reason = "与现行相同" })).Status);
        var version = (await first.JsonAsync("/api/policies/2027-02")).GetProperty("version");
        Assert.Equal(("rejected", "与现行相同"), (version.GetProperty("standing").GetString(), version.GetProperty("reason").GetString()));
        Assert.Contains("\"rejected\"", (await second.PostAsync("/api/policies/2027-02/approve", new { })).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value: 30, unit: 日", "value: viel, unit: 日", "parameters[0].value")]
    [InlineData("window: complaints.window", "window: complaints.windw", "patterns[1]")]
    [InlineData("nature: record }", "nature: guess }", "kinds[4].nature")]
    public async Task FaultyDocument_IsRefusedByPlaceAndRule_AndNothingIsProposed(string was, string becomes, string field)
    {
        var session = await AsAsync("fifth.zc", Role.DeputyHead);
        var (status, body) = await PolicyText.ProposeAsync(server, "fifth.zc", PolicyText.Of("2027-03", (was, becomes)));
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "policyFault", field), (status, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.Contains(field, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync("/api/policies/2027-03")).Status);
    }

    /// <summary>Three complaints no longer suffice; a substantiated fact of severity three does. What else is raised is raised under both.</summary>
    [Fact]
    public async Task Backtest_SaysWhatIsNewAndWhatVanishes_AndEntersWhoAskedAndRead()
    {
        await using var other = new ServerFixture();
        var (three, four, proven) = (await other.CadreAsync("UA"), await other.CadreAsync("UB"), await other.CadreAsync("UC"));
        foreach (var (cadre, count) in new[] { (three, 3), (four, 4) })
            for (var i = 0; i < count; i++) await PutAsync(other, cadre, $"{cadre}-{i}", "complaint", 2, "reported", 10 + i);
        await PutAsync(other, proven, proven, "audit", 3, "substantiated", 20);
        await other.OpenAccountAsync("sixth.zc", Role.DeputyHead);
        var session = new Access.Session(other, "sixth.zc");
        await PolicyText.ProposeAsync(other, "sixth.zc", PolicyText.Of("2027-04", Yellow, ("严重程度, value: 4", "严重程度, value: 3")));
        Assert.Equal(HttpStatusCode.OK, (await session.PostAsync("/api/policies/2027-04/backtest", new { })).Status);
        await other.Services.GetRequiredService<BacktestDesk>().Idle;

        var view = await session.JsonAsync("/api/policies/2027-04/backtest");
        Assert.Equal("done", view.GetProperty("standing").GetString());
        var result = view.GetProperty("result");
        Assert.Equal((3, 8), (result.GetProperty("people").GetInt32(), result.GetProperty("signals").GetInt32()));
        Assert.Equal(
            ["complaints 2 1 0 1", "convergence 0 0 0 0", "finding 0 1 1 0", "overdue 0 0 0 0", "rateChange 2 2 0 0", "satisfaction 0 0 0 0"],
            result.GetProperty("patterns").EnumerateArray().Select(p => $"{p.GetProperty("pattern").GetString()} {Counts(p, p => p.GetProperty("raised").GetInt32())}").Order());
        Assert.Equal(
            ["UA 2 1 0 1", "UB 2 2 0 0", "UC 0 1 1 0"],
            result.GetProperty("units").EnumerateArray().Select(u => $"{u.GetProperty("unit").GetString()} {Counts(u, c => c.GetInt32())}").Order());
        Assert.Equal("4 4 1 1", Counts(result.GetProperty("all"), p => p.GetProperty("raised").GetInt32()));
        var trail = (await new Access.Session(other, "auditor").JsonAsync("/api/trail?type=backtest")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["view 2027-04", "search 2027-04"], trail.Select(t => $"{t.GetProperty("kind").GetString()} {t.GetProperty("target").GetString()}"));
        Assert.Equal("none", (await new Access.Session(other, ServerFixture.Account).JsonAsync("/api/policies/2027-04/backtest")).GetProperty("standing").GetString());
    }

    [Fact]
    public async Task Backtest_RunsAloneOnTheServer_AndEndsWhenCancelledOrWhenTheServerStops()
    {
        var input = new BacktestInput((_, _) => Task.FromResult(2L), (_, cancel) => OneThenNoneAsync(cancel));
        await using var other = new ServerFixture { Replace = services => services.AddSingleton(input) };
        await other.OpenAccountAsync("seventh.zc", Role.DeputyHead);
        var (first, second) = (new Access.Session(other, "seventh.zc"), new Access.Session(other, ServerFixture.Account));
        await PolicyText.ProposeAsync(other, "seventh.zc", PolicyText.Of("2027-05"));
        const string path = "/api/policies/2027-05/backtest";
        Assert.Equal(HttpStatusCode.OK, (await first.PostAsync(path, new { })).Status);
        Assert.Equal("running", (await first.JsonAsync(path)).GetProperty("standing").GetString());
        Assert.Contains("backtestRunning", (await second.PostAsync(path, new { })).Body, StringComparison.Ordinal);
        var others = await second.JsonAsync(path);
        Assert.Equal(("none", true), (others.GetProperty("standing").GetString(), others.GetProperty("busy").GetBoolean()));
        Assert.Contains("notRunning", (await second.PostAsync($"{path}/cancel", new { })).Body, StringComparison.Ordinal);

        var desk = other.Services.GetRequiredService<BacktestDesk>();
        Assert.Equal(HttpStatusCode.NoContent, (await first.PostAsync($"{path}/cancel", new { })).Status);
        await desk.Idle;
        Assert.Equal("cancelled", (await first.JsonAsync(path)).GetProperty("standing").GetString());

        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync(path, new { })).Status);
        await desk.StopAsync(CancellationToken.None);
        Assert.Equal("cancelled", (await second.JsonAsync(path)).GetProperty("standing").GetString());
        Assert.Contains("backtestRunning", (await second.PostAsync(path, new { })).Body, StringComparison.Ordinal);
    }

    /// <summary>Its first day fell while no server ran, or the server stopped halfway: the next one judges everybody, and none does it again.</summary>
    [Fact]
    public async Task VersionThatCameIntoForceUnwatched_IsCaughtUpWithOnce()
    {
        await using var other = new ServerFixture();
        var cadre = await other.CadreAsync("UA");
        for (var i = 0; i < 3; i++) await PutAsync(other, cadre, $"{cadre}-{i}", "complaint", 2, "reported", 10 + i);
        var (first, second) = (new Access.Session(other, "eighth.zc"), new Access.Session(other, "ninth.zc"));
        await other.OpenAccountAsync(first.Account, Role.DeputyHead);
        await other.OpenAccountAsync(second.Account, Role.DepartmentHead);
        Assert.Equal(0, await LookAsync(other));
        Assert.Contains("complaints", await OpenPatternsAsync(second));

        Assert.Equal(HttpStatusCode.OK, (await PolicyText.ProposeAsync(other, first.Account, PolicyText.Of("2027-06", Yellow))).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/api/policies/2027-06/approve", new { })).Status);
        await other.Services.GetRequiredService<OpenedSilo>().Rules.ReloadAsync(CancellationToken.None);
        Assert.Equal(1, await LookAsync(other));
        Assert.DoesNotContain("complaints", await OpenPatternsAsync(second));
        Assert.Equal(0, await LookAsync(other));
    }

    /// <summary>As a server that has just started.</summary>
    private static async Task<int> LookAsync(ServerFixture server)
    {
        using var rejudging = ActivatorUtilities.CreateInstance<Rejudging>(server.Services);
        return await rejudging.LookAsync(CancellationToken.None);
    }

    private static async Task<List<string>> OpenPatternsAsync(Access.Session session) =>
        [.. (await session.AllAsync("/api/alerts", 100)).Select(a => a.GetProperty("pattern").GetProperty("code").GetString()!)];

    private static async IAsyncEnumerable<CadreHistory> OneThenNoneAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new("T0001");
        await Task.Delay(Timeout.Infinite, cancel);
    }

    private static async Task PutAsync(ServerFixture server, string cadre, string id, string kind, int severity, string status, int daysAgo)
    {
        var row = new { source = "test", externalId = id, cadre, kind, severity, status, occurredOn = ServerFixture.Recent(daysAgo), knownOn = ServerFixture.Recent(5) };
        Assert.Equal(1, (await server.PostAsync("/api/signals", new[] { row })).GetProperty("accepted").GetInt32());
    }

    private async Task<Access.Session> AsAsync(string account, Role role)
    {
        await server.OpenAccountAsync(account, role);
        return new(server, account);
    }

    private static string Counts(JsonElement of, Func<JsonElement, int> count) => string.Join(' ', new[] { "current", "changed", "new", "vanished" }.Select(side => count(of.GetProperty(side))));

    private static string? Standing(JsonElement detail) => detail.GetProperty("version").GetProperty("standing").GetString();

    private static IEnumerable<string> Actions(JsonElement detail) => detail.GetProperty("version").GetProperty("actions").EnumerateArray().Select(a => a.GetString()!);
}
