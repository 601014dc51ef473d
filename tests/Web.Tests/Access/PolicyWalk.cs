using System.Net;
using System.Text.Json;
using CadreWatch.Silo.Backtests;
using CadreWatch.Web.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Walks the policy and a back-test of it as one viewer: each counts what it may know of, in a role that decides on policy, and nobody reads another's.</summary>
internal static class PolicyWalk
{
    private const string Version = "W-1";
    private const string Path = $"/api/policies/{Version}";
    private static readonly string[] Acts = ["approve", "reject", "backtest", "backtest/cancel"];

    /// <summary>A policy that no ballot of the world reaches.</summary>
    public static async Task ProposeAsync(ServerFixture server)
    {
        var text = PolicyText.Of(Version, ("不满意率（诫勉）, value: 20", "不满意率（诫勉）, value: 65"), ("不满意率（调整）, value: 50", "不满意率（调整）, value: 70"));
        Assert.Equal(HttpStatusCode.OK, (await PolicyText.ProposeAsync(server, World.All, text)).Status);
    }

    public static async Task WalkAsync(ServerFixture server, World world, Reference reference, Session session)
    {
        var decides = (await session.JsonAsync("/api/session")).GetProperty("capabilities").EnumerateArray().Any(c => c.GetString() == "policy");
        foreach (var path in new[] { "/api/policies", Path, $"{Path}/document", $"{Path}/backtest" })
            Assert.Equal(decides ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
        foreach (var act in Acts) Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync($"/api/policies/none/{act}", new { })).Status);
        foreach (var path in new[] { "", "/document", "/backtest" }) Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync($"/api/policies/none{path}")).Status);
        Assert.Equal(decides ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, (await PolicyText.ProposeAsync(server, session.Account, "version: x")).Status);
        foreach (var (act, body) in new (string, object)[] { ("approve", new { inForceFrom = "2020-01-01" }), ("reject", new { }), ("backtest", new { from = "1800-01-01" }), ("backtest/cancel", new { }) })
            Assert.Equal(decides ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, (await session.PostAsync($"{Path}/{act}", body)).Status);
        if (decides) await WalkBacktestAsync(server, world, reference, session);
    }

    private static async Task WalkBacktestAsync(ServerFixture server, World world, Reference reference, Session session)
    {
        var before = await session.JsonAsync($"{Path}/backtest");
        Assert.Equal(("none", JsonValueKind.Null), (before.GetProperty("standing").GetString(), before.GetProperty("result").ValueKind));
        Assert.Equal(HttpStatusCode.OK, (await session.PostAsync($"{Path}/backtest", new { })).Status);
        await server.Services.GetRequiredService<BacktestDesk>().Idle;
        var result = (await session.JsonAsync($"{Path}/backtest")).GetProperty("result");
        var signals = world.Signals.Where(s => reference.Tries(session.Account, reference.Cadre(s.Cadre), s.Secrecy)).ToList();
        int People(string kind) => signals.Where(s => s.Kind == kind).Select(s => s.Cadre).Distinct().Count();
        Assert.Equal(world.Cadres.Count(c => reference.Tries(session.Account, c, 1)), result.GetProperty("people").GetInt32());
        Assert.Equal(signals.Count, result.GetProperty("signals").GetInt32());
        Assert.Equal((People("evaluation"), 0, 0, People("evaluation")), Line(result, "satisfaction"));
        Assert.Equal((People("discipline"), People("discipline"), 0, 0), Line(result, "finding"));
        Assert.Equal(People("evaluation") + People("discipline"), result.GetProperty("months").EnumerateArray().Sum(m => m.GetProperty("current").GetInt32()));
        Assert.Equal(
            signals.Where(s => s.Kind is "evaluation" or "discipline").Select(s => reference.Cadre(s.Cadre).Unit).Distinct().Order(),
            result.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("unit").GetString()!).Order());
    }

    private static (int Current, int Changed, int New, int Vanished) Line(JsonElement result, string pattern)
    {
        var line = result.GetProperty("patterns").EnumerateArray().Single(p => p.GetProperty("pattern").GetString() == pattern);
        int Raised(string side) => line.GetProperty(side).GetProperty("raised").GetInt32();
        return (Raised("current"), Raised("changed"), Raised("new"), Raised("vanished"));
    }
}
