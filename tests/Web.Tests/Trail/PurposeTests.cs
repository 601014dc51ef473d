using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Trail;

/// <summary>A policy with <c>access.purpose</c>.</summary>
public sealed class PurposeTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task PortraitAndSignal_AreOpenedOnlyWithAPurpose_WhereThePolicyAsksForOne(int? value, bool asked)
    {
        await using var server = new ServerFixture { Replace = s => s.AddSingleton<IJudgementSource>(p => new Asking(p.GetRequiredService<OpenedSilo>().Rules, value)) };
        var alert = await server.AlertAsync();
        var (cadre, signal) = (alert.GetProperty("cadre").GetString(), alert.GetProperty("causes")[0].GetProperty("signal").GetString());
        foreach (var (path, missing) in new[] { ($"/api/cadres/{cadre}/portrait", "/api/cadres/NONE/portrait"), ($"/api/signals/{signal}", "/api/signals/forged") })
        {
            var (status, said) = await ReadAsync(server, path, null);
            Assert.Equal(asked ? HttpStatusCode.PreconditionRequired : HttpStatusCode.OK, status);
            if (asked) Assert.Equal((status, said), await ReadAsync(server, missing, " "));
            Assert.Equal(HttpStatusCode.OK, (await ReadAsync(server, path, "联席会议准备")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(server, missing, "联席会议准备")).Status);
        }

        var entries = (await server.As("auditor").GetFromJsonAsync<JsonElement>($"/api/trail?kind=view&target={cadre}")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(asked ? ["联席会议准备"] : ["联席会议准备", null], entries.Select(e => e.GetProperty("purpose").GetString()));
    }

    private static async Task<(HttpStatusCode Status, string Said)> ReadAsync(ServerFixture server, string path, string? purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (purpose is not null) request.Headers.Add("X-Purpose", Uri.EscapeDataString(purpose));
        using var answer = await server.Page.SendAsync(request);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.PreconditionRequired ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()! : "");
    }

    private sealed class Asking(IJudgementSource inner, int? value) : IJudgementSource
    {
        public Judgement Capture(DateTimeOffset at)
        {
            var judgement = inner.Capture(at);
            if (value is not { } asks) return judgement;
            var parameter = new PolicyParameter("access.purpose", "查看须写明用途", asks, "项", new Provision("示例规则", "第1条", Grade.S), new(2000, 1, 1));
            return judgement with { Policy = judgement.Policy with { Parameters = [.. judgement.Policy.Parameters, parameter] } };
        }
    }
}
