using System.Net;
using System.Text.Json;
using CadreWatch.Silo.Demo.Learning;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Walks the register of models, the ranking and the factors of each person as one viewer, with a model live.</summary>
internal static class RankingWalk
{
    private const string Model = "M-2026-06";

    public static async Task ScoreAsync(IServiceProvider services)
    {
        await DemoModel.PutAsync(services.GetRequiredService<IGrainRuntime>(), TimeProvider.System, "first", "second", CancellationToken.None);
        Assert.True(await services.GetRequiredService<PopulationScoring>().RunAsync(CancellationToken.None) > 0);
    }

    public static async Task WalkAsync(World world, Reference reference, Session session)
    {
        var sees = await session.HasAsync("seeRisk");
        foreach (var path in new[] { "/api/models", $"/api/models/{Model}", $"/api/models/{Model}/report", "/api/ranking" })
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync("/api/models/none")).Status);
        await WalkDecisionsAsync(session);
        var people = world.Cadres.Where(c => sees && reference.Exports(session.Account, c)).ToList();
        if (sees) await WalkRankingAsync(reference, session, people);
        foreach (var cadre in world.Cadres) await WalkFactorsAsync(reference, session, cadre, people.Contains(cadre));
    }

    private static async Task WalkDecisionsAsync(Session session)
    {
        var decides = await session.HasAsync("policy");
        Assert.Equal(decides ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, (await session.PostAsync("/api/models", new { nothing = 1 })).Status);
        Assert.Equal(decides ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, (await session.PostAsync($"/api/models/{Model}/approve", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/models/none/approve", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync($"/api/models/{Model}/nothing", new { })).Status);
    }

    private static async Task WalkRankingAsync(Reference reference, Session session, List<WorldCadre> people)
    {
        var ranking = await session.JsonAsync("/api/ranking?limit=1000");
        Assert.Equal("live", ranking.GetProperty("state").GetString());
        Assert.Equal(people.Count, ranking.GetProperty("people").GetInt32());
        Assert.Equal(people.Select(c => c.Number).Order(), Cadres(ranking, "byModel").Order());
        Assert.Equal(people.Select(c => c.Number).Order(), Cadres(ranking, "byCount").Order());
        var counts = people.ToDictionary(c => c.Number, c => reference.Received(session.Account, c));
        foreach (var line in ranking.GetProperty("byCount").EnumerateArray())
        {
            var received = counts[line.GetProperty("cadre").GetString()!];
            Assert.Equal(received, line.GetProperty("received").GetInt32());
            Assert.Equal(1 + counts.Values.Count(c => c > received), line.GetProperty("place").GetInt32());
        }

        Assert.DoesNotContain("margin", ranking.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("score\"", ranking.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task WalkFactorsAsync(Reference reference, Session session, WorldCadre cadre, bool sees)
    {
        var (path, missing) = ($"/api/cadres/{cadre.Number}/factors", "/api/cadres/NONE/factors");
        var opinion = new { feature = "claims.received.1y", agrees = true };
        var answer = await session.GetAsync(path);
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.PostAsync(path, opinion)).Status);
        if (sees)
        {
            Assert.Equal(reference.Received(session.Account, cadre), JsonSerializer.Deserialize<JsonElement>(answer.Body).GetProperty("received").GetInt32());
            return;
        }

        Assert.Equal(await session.MissingAsync(missing), answer);
        Assert.Equal(await session.MissingAsync(missing, opinion), await session.PostAsync(path, opinion));
    }

    private static IEnumerable<string> Cadres(JsonElement ranking, string list) => ranking.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("cadre").GetString()!);
}
