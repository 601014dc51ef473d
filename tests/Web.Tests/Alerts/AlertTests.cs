using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Alerts;

public sealed class AlertTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Alert_ShowsPersonSentencesConditionsAndCauses()
    {
        var alert = await server.AlertAsync();
        var detail = await server.GetAsync($"/api/alerts/{Id(alert)}");
        Assert.Equal("测试甲", detail.GetProperty("person").GetProperty("name").GetString());
        Assert.Equal("satisfaction", detail.GetProperty("pattern").GetProperty("code").GetString());
        Assert.Equal(1, detail.GetProperty("level").GetProperty("rank").GetInt32());
        Assert.NotEmpty(detail.GetProperty("conditions").EnumerateArray());
        Assert.Equal(12, detail.GetProperty("accuracy").GetProperty("months").GetInt32());
        var cause = detail.GetProperty("causes")[0].GetProperty("signal").GetString();
        var signal = await server.GetAsync($"/api/signals/{cause}");
        Assert.Equal(("evaluation", "recorded", "internal"), (Text(signal, "kind"), Text(signal, "status"), Text(signal, "secrecy")));
    }

    [Fact]
    public async Task Verbs_ChangeTheAlert_AndKeepTheirReasons()
    {
        var alert = await server.AlertAsync();
        var acknowledged = await ActAsync(alert, "acknowledge", new { version = alert.GetProperty("version").GetInt32() });
        Assert.True(acknowledged.GetProperty("acknowledged").GetBoolean());
        var assigned = await ActAsync(alert, "assign", new { to = "me" });
        Assert.Equal("local", Text(assigned, "owner"));
        var snoozed = await ActAsync(alert, "snooze", new { until = ServerFixture.Recent(-30), reason = "等待说明材料" });
        Assert.Equal("snoozed", Text(snoozed, "state"));
        var dismissed = await ActAsync(alert, "dismiss", new { reason = "录入有误" });
        Assert.Equal("dismissed", Text(dismissed, "state"));
        Assert.Contains("录入有误", dismissed.GetProperty("history").EnumerateArray().Select(h => Text(h, "note")));
    }

    [Fact]
    public async Task Close_CountsTowardsTheAccuracyOfThePattern()
    {
        var alert = await server.AlertAsync();
        Assert.Equal("closed", Text(await ActAsync(alert, "close", new { reason = "已处理", outcome = "substantiated" }), "state"));
        var accuracy = (await server.GetAsync($"/api/alerts/{Id(alert)}")).GetProperty("accuracy");
        Assert.InRange(accuracy.GetProperty("substantiated").GetInt64(), 1, accuracy.GetProperty("withOutcome").GetInt64());
    }

    [Fact]
    public async Task StaleVersion_Is409_WithTheAlertAsItIs()
    {
        var alert = await server.AlertAsync();
        await ActAsync(alert, "acknowledge", new { });
        using var answer = await PostAsync(alert, "assign", new { to = "me", version = alert.GetProperty("version").GetInt32() });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("changedMeanwhile", Text(problem, "code"));
        Assert.True(problem.GetProperty("alert").GetProperty("acknowledged").GetBoolean());
    }

    [Theory]
    [InlineData("dismiss", "{}", "reason")]
    [InlineData("snooze", "{}", "until")]
    [InlineData("snooze", "{\"until\":\"2020-01-01\"}", "until")]
    [InlineData("assign", "{}", "to")]
    [InlineData("close", "{\"outcome\":\"maybe\"}", "outcome")]
    public async Task ActThatLacksSomething_NamesTheField(string verb, string body, string field)
    {
        var alert = await server.AlertAsync();
        using var answer = await PostAsync(alert, verb, JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "field"));
    }

    [Theory]
    [InlineData("{\"version\":\"x\"}")]
    [InlineData("{")]
    [InlineData("{\"to\":\"me\",\"reason\":\"\\ud800\"}")]
    public async Task MalformedAct_Is400(string body)
    {
        var alert = await server.AlertAsync();
        using var answer = await server.Page.PostAsync($"/api/alerts/{Id(alert)}/assign", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_ShowEveryAlertOnce()
    {
        for (var i = 0; i < 5; i++) await server.AlertAsync(unit: "UPAGES");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await server.GetAsync($"/api/alerts?unit=UPAGES&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = Text(page, "nextCursor");
        }
        while (cursor is not null);
        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task PageCursor_UnderAnotherFilterOrForged_Is400()
    {
        for (var i = 0; i < 2; i++) await server.AlertAsync(unit: "UCURSOR");
        var cursor = Text(await server.GetAsync("/api/alerts?unit=UCURSOR&limit=1"), "nextCursor");
        foreach (var path in new[] { $"/api/alerts?limit=1&cursor={cursor}", "/api/alerts?cursor=forged" })
        {
            using var answer = await server.Page.GetAsync(path);
            Assert.Equal("badCursor", Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code"));
        }
    }

    [Theory]
    [InlineData("state=wrong", "state")]
    [InlineData("level=99", "level")]
    [InlineData("limit=0", "limit")]
    public async Task BadFilter_NamesTheField(string query, string field)
    {
        using var answer = await server.Page.GetAsync("/api/alerts?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "field"));
    }

    [Fact]
    public async Task Session_NamesLevelsAndPatternsOfThePolicy()
    {
        await server.CadreAsync();
        var session = await server.GetAsync("/api/session");
        Assert.Equal("local", Text(session, "actor"));
        Assert.NotEmpty(session.GetProperty("levels").EnumerateArray());
        Assert.NotEmpty(session.GetProperty("patterns").EnumerateArray());
        Assert.True(session.GetProperty("cadreCount").GetInt64() > 0);
    }

    private static string Id(JsonElement alert) => alert.GetProperty("id").GetString()!;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private Task<HttpResponseMessage> PostAsync(JsonElement alert, string verb, object body) =>
        server.Page.PostAsJsonAsync($"/api/alerts/{Id(alert)}/{verb}", body);

    private async Task<JsonElement> ActAsync(JsonElement alert, string verb, object body)
    {
        using var answer = await PostAsync(alert, verb, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
