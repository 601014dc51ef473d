using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.Alerts;

/// <summary>呈报 and 并案.</summary>
public sealed class AlertVerbTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Escalate_NamesTheRecipient_KeepsOwnerAndReason()
    {
        await server.OpenAccountAsync("chief", Role.DepartmentHead);
        var alert = await server.AlertAsync();
        await ActAsync(alert, "assign", new { to = "me" });
        var reported = await ActAsync(alert, "escalate", new { to = "chief", reason = "需部务会研究" });
        Assert.Equal(("open", "local", "chief"), (Text(reported, "state"), Text(reported, "owner"), Text(reported, "escalatedTo")));
        Assert.Contains(reported.GetProperty("history").EnumerateArray(), h => Text(h, "action") == "escalated" && Text(h, "note") == "需部务会研究");
    }

    [Fact]
    public async Task Merge_EndsTheAlert_AndNamesTheOtherOne()
    {
        var (one, two) = await server.TwoAlertsAsync(await server.CadreAsync());
        var target = Assert.Single((await server.GetAsync($"/api/alerts/{Id(one)}")).GetProperty("mergeTargets").EnumerateArray());
        Assert.Equal((Id(two), Text(two, "short")), (Id(target), Text(target, "short")));
        var merged = await ActAsync(one, "merge", new { into = Id(two), reason = "同一事项" });
        Assert.Equal(("merged", Id(two)), (Text(merged, "state"), Text(merged, "mergedInto")));
        Assert.Empty((await server.GetAsync($"/api/alerts/{Id(two)}")).GetProperty("mergeTargets").EnumerateArray());
        using var again = await PostAsync(one, "merge", new { into = Id(two), reason = "同一事项" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("escalate", "{\"reason\":\"需研究\"}", "to", "missing")]
    [InlineData("escalate", "{\"to\":\"nobody.there\",\"reason\":\"需研究\"}", "to", "recipientCannotSee")]
    [InlineData("escalate", "{\"to\":\"local\",\"reason\":\"需研究\"}", "to", "recipientCannotSee")]
    [InlineData("escalate", "{\"to\":\"me\\u0000\",\"reason\":\"需研究\"}", "to", "malformed")]
    [InlineData("merge", "{\"reason\":\"同一事项\"}", "into", "missing")]
    [InlineData("merge", "{\"into\":\"xx\",\"reason\":\"同一事项\"}", "into", "malformed")]
    [InlineData("merge", "{\"into\":\"0000-0000-0000\",\"reason\":\"同一事项\"}", "into", "cannotMergeThere")]
    public async Task VerbThatLacksSomething_NamesFieldAndRule(string verb, string body, string field, string rule)
    {
        var alert = await server.AlertAsync();
        using var answer = await PostAsync(alert, verb, JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((field, rule), (Text(problem, "field"), Text(problem, "code")));
    }

    [Fact]
    public async Task Merge_IntoAnAlertOfSomebodyElse_IsRefused()
    {
        var (one, other) = (await server.AlertAsync(), await server.AlertAsync());
        using var answer = await PostAsync(one, "merge", new { into = Id(other), reason = "同一事项" });
        Assert.Equal("cannotMergeThere", Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code"));
    }

    private static string Id(JsonElement alert) => Text(alert, "id")!;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private Task<HttpResponseMessage> PostAsync(JsonElement alert, string verb, object body) => server.Page.PostAsJsonAsync($"/api/alerts/{Id(alert)}/{verb}", body);

    private async Task<JsonElement> ActAsync(JsonElement alert, string verb, object body)
    {
        using var answer = await PostAsync(alert, verb, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
