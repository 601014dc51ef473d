using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Cadres;

public sealed class AttributionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task FactOutsideThePost_RaisesItsAlertOnceItIsAttributed_AndLosesItWhenItIsNot()
    {
        var cadre = await server.CadreAsync();
        var signal = await FiledAsync(cadre, unit: "UELSEWHERE");
        Assert.Equal("pending", Text(signal, "attribution"));
        Assert.Empty(await AlertsAsync(cadre));

        await DecideAsync(cadre, Text(signal, "id"), new { attributed = true, reason = "当时由其分管" });
        Assert.Equal("open", Text(Assert.Single(await AlertsAsync(cadre)), "state"));
        var decided = (await server.GetAsync($"/api/signals/{Text(signal, "id")}")).GetProperty("attribution");
        Assert.Equal((true, "local", "当时由其分管"), (decided.GetProperty("attributed").GetBoolean(), Text(decided, "by"), Text(decided, "reason")));

        await DecideAsync(cadre, Text(signal, "id"), new { attributed = false, reason = "核对后更正" });
        Assert.Equal("withdrawn", Text(Assert.Single(await AlertsAsync(cadre)), "state"));
        Assert.Equal("notAttributed", Text((await PortraitAsync(cadre)).GetProperty("signals")[0], "attribution"));
    }

    [Theory]
    [InlineData("{\"reason\":\"当时分管\"}", "attributed", "missing")]
    [InlineData("{\"attributed\":true}", "reason", "reasonMissing")]
    [InlineData("{\"attributed\":true,\"reason\":\" \"}", "reason", "reasonMissing")]
    [InlineData("{\"attributed\":true,\"reason\":\"\\u0000\"}", "reason", "nulCharacter")]
    public async Task DecisionThatLacksSomething_NamesFieldAndRule(string body, string field, string rule)
    {
        using var answer = await server.Page.PostAsync($"/api/cadres/{await server.CadreAsync()}/attributions", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((field, rule), (Text(problem, "field"), Text(problem, "code")));
    }

    [Fact]
    public async Task FactWithinThePost_AndWhatIsNotThere_AreRefused()
    {
        var (cadre, other) = (await server.CadreAsync(), await server.CadreAsync());
        var id = Text(await FiledAsync(cadre, unit: "U01"), "id");
        Assert.Equal("nothingToAttribute", await RefusedAsync(cadre, id));
        foreach (var (number, signal) in new[] { (other, id), (cadre, "forged"), ("NONE", id) })
            Assert.Equal("notFound", await RefusedAsync(number, signal));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private Task<JsonElement> PortraitAsync(string cadre) => server.GetAsync($"/api/cadres/{cadre}/portrait");

    private async Task<IReadOnlyList<JsonElement>> AlertsAsync(string cadre) => [.. (await PortraitAsync(cadre)).GetProperty("alerts").EnumerateArray()];

    private async Task<JsonElement> FiledAsync(string cadre, string unit)
    {
        Assert.Equal(1, (await server.PostAsync("/api/signals", new[] { ServerFixture.Filed(cadre, unit) })).GetProperty("accepted").GetInt32());
        return (await PortraitAsync(cadre)).GetProperty("signals")[0];
    }

    private async Task DecideAsync(string cadre, string signal, object decision)
    {
        var body = JsonSerializer.SerializeToNode(decision)!;
        body["signal"] = signal;
        using var answer = await server.Page.PostAsJsonAsync($"/api/cadres/{cadre}/attributions", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> RefusedAsync(string cadre, string signal)
    {
        using var answer = await server.Page.PostAsJsonAsync($"/api/cadres/{cadre}/attributions", new { signal, attributed = true, reason = "当时分管" });
        return Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code");
    }
}
