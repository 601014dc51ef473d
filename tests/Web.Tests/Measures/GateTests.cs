using System.Net;

namespace CadreWatch.Web.Tests.Measures;

public sealed class GateTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly Access.Session session = new(server, ServerFixture.Account);

    [Fact]
    public async Task Gate_NamesTheBarWithItsArticleAndLastDay_AndOtherActionsBeside()
    {
        var cadre = await WarnedAsync(ServerFixture.Recent(30));
        var gate = await session.JsonAsync($"/api/cadres/{cadre}/gate?action=promotion");
        Assert.Equal("barred", gate.GetProperty("verdict").GetString());
        var bar = gate.GetProperty("bars")[0];
        Assert.Equal("党内警告", bar.GetProperty("causeWord").GetString());
        Assert.NotEqual("", bar.GetProperty("provision").GetProperty("source").GetString());
        Assert.Equal(gate.GetProperty("until").GetString(), bar.GetProperty("to").GetString());
        Assert.Equal(7, gate.GetProperty("actions").GetArrayLength());
        Assert.Contains(gate.GetProperty("checklist").EnumerateArray(), c => c.GetProperty("code").GetString() == "archive");
    }

    [Fact]
    public async Task ExpiredMeasure_AwaitsAJudgement_UntilAMeetingHasGivenOne()
    {
        var cadre = await WarnedAsync(ServerFixture.Recent(500));
        var gate = await session.JsonAsync($"/api/cadres/{cadre}/gate?action=promotion");
        Assert.Equal("awaitingJudgement", gate.GetProperty("verdict").GetString());
        var measure = gate.GetProperty("pending")[0].GetProperty("cause").GetString();
        var judgement = new { measure, on = ServerFixture.Recent(1), body = "department", year = 2026, number = 3, stillAffects = false, note = "已改正" };
        var (early, said) = await session.PostAsync($"/api/cadres/{cadre}/judgements", judgement with { on = ServerFixture.Recent(490) });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (early, said.Contains("notExpired", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await session.PostAsync($"/api/cadres/{cadre}/judgements", judgement)).Status);
        var after = await session.JsonAsync($"/api/cadres/{cadre}/gate?action=promotion");
        Assert.Equal("noHardBarFound", after.GetProperty("verdict").GetString());
        Assert.Contains("未发现硬性限制", after.GetProperty("sentence").GetString());
    }

    [Theory]
    [InlineData("action=hiring", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("action=promotion&on=1901-01-01", HttpStatusCode.BadRequest)]
    public async Task Gate_AskedForWhatItDoesNotKnow_SaysSo(string query, HttpStatusCode expected) =>
        Assert.Equal(expected, (await session.GetAsync($"/api/cadres/{await server.CadreAsync()}/gate?{query}")).Status);

    private async Task<string> WarnedAsync(string on)
    {
        var cadre = await server.CadreAsync();
        var answer = await server.PostAsync("/api/signals", new[]
        {
            new { source = "test", externalId = $"warning-{cadre}", cadre, kind = "measure", category = "党内警告", severity = 2, status = "recorded", occurredOn = on, knownOn = on },
        });
        Assert.True(answer.GetProperty("accepted").GetInt32() == 1, answer.ToString());
        return cadre;
    }
}
