using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Provisions;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Trail;

/// <summary>A policy with <c>access.purpose</c> and its like for single views.</summary>
public sealed class PurposeTests
{
    private const string Purpose = "联席会议准备";

    /// <summary>What an endpoint opens, in the words of the policy; one that is missing here, or in the code, is a decision.</summary>
    private static readonly Dictionary<string, string> Views = new()
    {
        ["getCadrePortrait"] = "portrait",
        ["getCadreTimeline"] = "portrait",
        ["getFactors"] = "portrait",
        ["askGate"] = "portrait",
        ["getAlert"] = "alert",
        ["getSignal"] = "signal",
        ["recordPrint"] = "print",
        ["recordMonthPrint"] = "print",
        ["recordReportPrint"] = "print",
        ["exportAlerts"] = "export",
        ["exportCadres"] = "export",
        ["exportTrail"] = "export",
        ["getReportFile"] = "export",
    };

    private readonly Dictionary<string, decimal> asked = [];

    [Fact]
    public async Task EachView_IsOpenedOnlyWithAPurpose_WhereThePolicyAsksForOne()
    {
        await using var server = Server();
        var alert = await server.AlertAsync();
        var (cadre, id, signal) = (alert.GetProperty("cadre").GetString(), alert.GetProperty("id").GetString(), alert.GetProperty("causes")[0].GetProperty("signal").GetString());
        (string View, string Account, HttpMethod Method, string Path, string? Missing)[] requests =
        [
            ("portrait", ServerFixture.Account, HttpMethod.Get, $"/api/cadres/{cadre}/portrait", "/api/cadres/NONE/portrait"),
            ("portrait", ServerFixture.Account, HttpMethod.Get, $"/api/cadres/{cadre}/timeline", "/api/cadres/NONE/timeline"),
            ("portrait", ServerFixture.Account, HttpMethod.Get, $"/api/cadres/{cadre}/factors", "/api/cadres/NONE/factors"),
            ("portrait", ServerFixture.Account, HttpMethod.Get, $"/api/cadres/{cadre}/gate?action=promotion", "/api/cadres/NONE/gate?action=promotion"),
            ("alert", ServerFixture.Account, HttpMethod.Get, $"/api/alerts/{id}", "/api/alerts/0000-0000-0000"),
            ("signal", ServerFixture.Account, HttpMethod.Get, $"/api/signals/{signal}", "/api/signals/forged"),
            ("print", ServerFixture.Account, HttpMethod.Post, $"/api/cadres/{cadre}/portrait/print", "/api/cadres/NONE/portrait/print"),
            ("print", ServerFixture.Account, HttpMethod.Post, "/api/measures/month/print", null),
            ("print", ServerFixture.Account, HttpMethod.Post, "/api/reports/month/2026/1/print", "/api/reports/month/2026/13/print"),
            ("export", ServerFixture.Account, HttpMethod.Get, "/api/alerts/export", null),
            ("export", ServerFixture.Account, HttpMethod.Get, "/api/cadres/export", null),
            ("export", ServerFixture.Account, HttpMethod.Get, "/api/reports/month/2026/1/file", "/api/reports/month/2026/13/file"),
            ("export", "auditor", HttpMethod.Get, "/api/trail/export", null),
        ];
        Assert.Equal(Views.Count, requests.Length);
        foreach (var view in Views.Values.Distinct())
        {
            asked.Clear();
            asked[$"access.purpose.{view}"] = 1;
            Assert.Equal([view], (await server.GetAsync("/api/session")).GetProperty("purposes").EnumerateArray().Select(v => v.GetString()));
            foreach (var (of, account, method, path, missing) in requests)
            {
                var refusal = await SendAsync(server, account, method, path, null);
                if (of != view)
                {
                    Assert.True(refusal.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{path}: {refusal}");
                    continue;
                }

                Assert.Equal((HttpStatusCode.PreconditionRequired, "purposeRequired"), refusal);
                if (missing is not null) Assert.Equal(refusal, await SendAsync(server, account, method, missing, " "));
                if (missing is not null) Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, account, method, missing, Purpose)).Status);
                Assert.True((await SendAsync(server, account, method, path, Purpose)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent, path);
            }
        }

        var kept = (await server.As("auditor").GetFromJsonAsync<JsonElement>("/api/trail?limit=500")).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("purpose").GetString() == Purpose).Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("type").GetString()}");
        Assert.Equal(
            ["export alert", "export cadre", "export report", "export trail", "print cadre", "print month", "print report", "view alert", "view cadre", "view cadre", "view gate", "view ranking", "view signal"],
            kept.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OneParameter_SpeaksForEveryView_AndItsOwnGoesFirst()
    {
        await using var server = Server();
        (asked["access.purpose"], asked["access.purpose.export"]) = (1, 0);
        Assert.Equal(["portrait", "alert", "signal", "print"], (await server.GetAsync("/api/session")).GetProperty("purposes").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, ServerFixture.Account, HttpMethod.Get, "/api/alerts/export", null)).Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(server, ServerFixture.Account, HttpMethod.Get, "/api/alerts/0000-0000-0000", null)).Status);
        asked["access.purpose"] = 0;
        Assert.Empty((await server.GetAsync("/api/session")).GetProperty("purposes").EnumerateArray());
    }

    [Fact]
    public async Task WhatOpensACase_OrTakesItAway_SaysWhichViewItIs()
    {
        await using var server = Server();
        var said = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => e.Metadata.GetMetadata<Purposes.Of>() is not null)
            .ToDictionary(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, e => JsonNamingPolicy.CamelCase.ConvertName(e.Metadata.GetMetadata<Purposes.Of>()!.View.ToString()));
        Assert.Equal(Views.OrderBy(v => v.Key), said.OrderBy(v => v.Key));
    }

    private ServerFixture Server() => new() { Replace = s => s.AddSingleton<IJudgementSource>(p => new Asking(p.GetRequiredService<OpenedSilo>().Rules, asked)) };

    private static async Task<(HttpStatusCode Status, string? Code)> SendAsync(ServerFixture server, string account, HttpMethod method, string path, string? purpose)
    {
        using var request = new HttpRequestMessage(method, path);
        if (purpose is not null) request.Headers.Add("X-Purpose", Uri.EscapeDataString(purpose));
        using var answer = await server.As(account).SendAsync(request);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.PreconditionRequired ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString() : null);
    }

    private sealed class Asking(IJudgementSource inner, IReadOnlyDictionary<string, decimal> asked) : IJudgementSource
    {
        public Judgement Capture(DateTimeOffset at)
        {
            var judgement = inner.Capture(at);
            var parameters = asked.Select(a => new PolicyParameter(a.Key, "须写明用途", a.Value, "项", new Provision("示例规则", "第1条", Grade.S), new(2000, 1, 1)));
            return judgement with { Policy = judgement.Policy with { Parameters = [.. judgement.Policy.Parameters, .. parameters] } };
        }
    }
}
