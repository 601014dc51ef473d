using System.Net;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Access;

/// <summary>A measure on one alert, as secret as the alert.</summary>
internal sealed record WorldMeasure(string Id, WorldAlert Alert);

/// <summary>Walks measures, the month's sheet and the gate as one viewer.</summary>
internal static class MeasuresWalk
{
    private static readonly byte[] Scan = "%PDF-1.7 示例"u8.ToArray();
    private static readonly string ScanHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Scan));
    private const string Missing = "0123456789abcdef0123456789abcdef";

    private static readonly (string Action, object Body)[] Acts =
    [
        ("submit", new { }), ("opine", new { agreed = true }), ("issue", new { mode = "letter" }), ("cancel", new { text = "测试" }), ("revise", new { draft = new { matter = "测试" } }),
        ("archive", new { }), ("scans?paper=reply&pages=1", new { }), ("nothing", new { }),
    ];

    /// <summary>A reminder on each alert that has not been dismissed.</summary>
    public static async Task<List<WorldMeasure>> DraftAsync(Session everything, IEnumerable<WorldAlert> alerts)
    {
        var measures = new List<WorldMeasure>();
        foreach (var alert in alerts.Where(a => a.State is "open" or "snoozed").Take(12))
        {
            var (status, body) = await everything.PostAsync("/api/measures", new { kind = "reminder", cadre = alert.Cadre, alerts = new[] { alert.Id }, matter = "测试事项", codes = new[] { "duty" } });
            Assert.True(status == HttpStatusCode.OK, body);
            var id = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetString()!;
            var (attached, said) = await everything.UploadAsync($"/api/measures/{id}/scans?paper=reply&pages=1", Scan);
            Assert.True(attached == HttpStatusCode.OK, said);
            measures.Add(new(id, alert));
        }

        Assert.NotEmpty(measures);
        return measures;
    }

    public static async Task WalkAsync(World world, Reference reference, Session session, IReadOnlyList<WorldMeasure> measures)
    {
        var seen = measures.Where(m => reference.ActsOn(session.Account, m.Alert)).Select(m => m.Id).ToHashSet();
        foreach (var measure in measures)
        {
            Assert.Equal(seen.Contains(measure.Id), await session.FindAsync($"/api/measures/{measure.Id}", $"/api/measures/{Missing}") is not null);
            Assert.Equal(seen.Contains(measure.Id), await session.FindAsync($"/api/measures/{measure.Id}/actions", $"/api/measures/{Missing}/actions") is not null);
            Assert.Equal(await session.GetAsync($"/api/measures/{Missing}/letter"), await session.GetAsync($"/api/measures/{measure.Id}/letter"));
            Assert.Equal(seen.Contains(measure.Id), await session.FindAsync($"/api/measures/{measure.Id}/preview", $"/api/measures/{Missing}/preview") is not null);
            Assert.Equal(seen.Contains(measure.Id), await session.FindAsync($"/api/measures/{measure.Id}/scans/{ScanHash}", $"/api/measures/{Missing}/scans/{ScanHash}") is not null);
            foreach (var path in new[] { "explanation", "explanation/file", $"scans/{new string('0', 64)}" })
                Assert.Equal(await session.GetAsync($"/api/measures/{Missing}/{path}"), await session.GetAsync($"/api/measures/{measure.Id}/{path}"));
            if (seen.Contains(measure.Id)) continue;
            foreach (var (action, body) in Acts)
            {
                var answer = await session.PostAsync($"/api/measures/{measure.Id}/{action}", body);
                Assert.Equal(HttpStatusCode.NotFound, answer.Status);
                Assert.Equal(await session.PostAsync($"/api/measures/{Missing}/{action}", body), answer);
            }

            var draft = new { kind = "reminder", cadre = measure.Alert.Cadre, alerts = new[] { measure.Alert.Id }, matter = "测试", codes = new[] { "duty" } };
            Assert.NotEqual(HttpStatusCode.OK, (await session.PostAsync("/api/measures", draft)).Status);
        }

        await WalkListsAsync(session, seen);
        foreach (var cadre in world.Cadres)
        {
            var sees = reference.Exports(session.Account, cadre);
            Assert.Equal(sees, await session.FindAsync($"/api/cadres/{cadre.Number}/gate?action=promotion", "/api/cadres/NONE/gate?action=promotion") is not null);
            var judgement = new { measure = "x", on = ServerFixture.Recent(1), body = "department", year = 2026, number = 1, stillAffects = true };
            var answer = await session.PostAsync($"/api/cadres/{cadre.Number}/judgements", judgement);
            Assert.Equal(sees ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, answer.Status);
            if (!sees) Assert.Equal(await session.PostAsync("/api/cadres/NONE/judgements", judgement), answer);
        }
    }

    private static async Task WalkListsAsync(Session session, HashSet<string> seen)
    {
        if ((await session.GetAsync("/api/measures/words")).Status == HttpStatusCode.NotFound)
        {
            Assert.Empty(seen);
            foreach (var path in new[] { "/api/measures", "/api/measures/month" }) Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/measures/month/print", new { })).Status);
            return;
        }

        var listed = (await session.AllAsync("/api/measures?state=all", 2)).Select(i => i.GetProperty("id").GetString()!);
        Assert.Equal(seen.Order(), listed.Order());
        var month = await session.JsonAsync("/api/measures/month");
        Assert.All(month.GetProperty("handlers").EnumerateArray().SelectMany(h => h.GetProperty("items").EnumerateArray()), i => Assert.Contains(i.GetProperty("measure").GetString()!, seen));
    }
}
