using System.Net;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Lists, counts, exports and the wall: no row too many, none too few, and totals that equal the rows.</summary>
public sealed partial class NeedToKnowTests
{
    private static async Task WalkListsAsync(World world, Reference reference, Session session, string account, List<WorldAlert> alerts)
    {
        var seen = alerts.Where(a => reference.Sees(account, a)).ToList();
        var open = seen.Where(a => a.State == "open").ToList();
        await AssertListAsync(session, "/api/alerts?state=all", 3, seen, page =>
        {
            var counts = page.GetProperty("counts");
            Assert.Equal(open.Count, counts.GetProperty("total").GetInt32());
            Assert.Equal(open.Count(a => !a.Acknowledged), counts.GetProperty("unacknowledged").GetInt32());
            Assert.Equal(seen.Count(a => a.State == "snoozed"), counts.GetProperty("snoozed").GetInt32());
            Assert.Equal(seen.Count(a => a.State == "dismissed"), counts.GetProperty("dismissedThisMonth").GetInt32());
            Assert.Equal(seen.Count(a => a.State == "closed"), counts.GetProperty("closedThisMonth").GetInt32());
            Assert.Equal(
                open.GroupBy(a => a.Level).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())),
                counts.GetProperty("byLevel").EnumerateArray().Select(l => (l.GetProperty("rank").GetInt32(), l.GetProperty("total").GetInt32())));
        });
        foreach (var state in new[] { "open", "snoozed", "closed", "dismissed" })
            await AssertListAsync(session, $"/api/alerts?state={state}", 2, seen.Where(a => a.State == state));
        foreach (var unit in world.Cadres.Select(c => c.Unit).Distinct())
            await AssertListAsync(session, $"/api/alerts?state=all&unit={unit}", 500, seen.Where(a => reference.Cadre(a.Cadre).Unit == unit));
        foreach (var pattern in alerts.Select(a => a.Pattern).Distinct())
            await AssertListAsync(session, $"/api/alerts?state=all&pattern={pattern}", 500, seen.Where(a => a.Pattern == pattern));
        foreach (var level in alerts.Select(a => a.Level).Distinct())
            await AssertListAsync(session, $"/api/alerts?state=all&level={level}", 500, seen.Where(a => a.Level == level));
        await AssertListAsync(session, $"/api/alerts?state=all&owner={World.All}", 500, seen.Where(a => a.Owner == World.All));
        await AssertListAsync(session, "/api/alerts?state=all&unacknowledged=true", 500, seen.Where(a => !a.Acknowledged));

        var cadres = world.Cadres.Where(c => reference.SeesCadre(account, c)).ToList();
        var told = await session.JsonAsync("/api/session");
        Assert.Equal(cadres.Count, told.GetProperty("cadreCount").GetInt32());
        Assert.Equal(cadres.Select(c => c.Unit).Distinct().Order(), told.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("id").GetString()!));
        await WalkRosterAsync(world, reference, session, cadres, seen);
        await WalkWallAsync(session, world.Accounts.Find(a => a.Name == session.Account), open);
    }

    /// <summary>A role without cases: none may be visible by the rules, and no list is there.</summary>
    private static async Task WalkClosedAsync(World world, Reference reference, Session session, string account, List<WorldAlert> alerts)
    {
        Assert.DoesNotContain(alerts, a => reference.Sees(account, a));
        Assert.DoesNotContain(world.Cadres, c => reference.SeesCadre(account, c));
        foreach (var path in new[] { "/api/alerts", "/api/alerts?state=all", "/api/alerts/export?format=csv", "/api/cadres", "/api/cadres/export?format=csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
        var told = await session.JsonAsync("/api/session");
        Assert.Equal(0, told.GetProperty("cadreCount").GetInt32());
        Assert.Empty(told.GetProperty("units").EnumerateArray());
    }

    /// <summary>What an alert can be merged into is named as far as the viewer may act on it; what may not be seen answers like what is not there.</summary>
    private static async Task WalkMergingAsync(Reference reference, Session session, string account, WorldAlert alert, JsonElement card, List<WorldAlert> alerts)
    {
        var path = $"/api/alerts/{alert.Id}";
        bool Stands(WorldAlert a) => a.State is "open" or "snoozed";
        var others = alerts.Where(a => a.Cadre == alert.Cadre && a.Id != alert.Id && Stands(a)).ToList();
        var targets = Stands(alert) && reference.ActsOn(account, alert) ? others.Where(a => a.Secrecy <= alert.Secrecy && reference.ActsOn(account, a)) : [];
        Assert.Equal(targets.Select(a => a.Id).Order(), Fields(card, "mergeTargets", "id"));
        if (!Stands(alert) || !reference.ActsOn(account, alert)) return;
        foreach (var hidden in others.Where(a => !reference.ActsOn(account, a)))
            Assert.Equal(
                await session.MissingAsync($"{path}/merge", new { into = "0000-0000-0000", reason = "并案" }), await session.PostAsync($"{path}/merge", new { into = hidden.Id, reason = "并案" }));
    }

    /// <summary>Every fact of these districts lies within the time in post: whoever may act on it is told so, and to anybody else there is no such signal.</summary>
    private static async Task WalkAttributionsAsync(Reference reference, Session session, string account, List<(WorldSignal Signal, string Handle)> signals)
    {
        foreach (var (signal, handle) in signals)
        {
            static object Decision(string id) => new { signal = id, attributed = true, reason = "当时分管" };
            var answer = await session.PostAsync($"/api/cadres/{signal.Cadre}/attributions", Decision(handle));
            var cadre = reference.SeesCadre(account, reference.Cadre(signal.Cadre)) ? signal.Cadre : "NONE";
            if (reference.Attributes(account, signal)) Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            else Assert.Equal(await session.MissingAsync($"/api/cadres/{cadre}/attributions", Decision("forged")), answer);
        }
    }

    private static async Task WalkRosterAsync(World world, Reference reference, Session session, List<WorldCadre> cadres, List<WorldAlert> seen)
    {
        Assert.Equal(cadres.Select(c => c.Number).Order(), await NumbersAsync(session, "/api/cadres?limit=3"));
        foreach (var cadre in world.Cadres)
            Assert.Equal(
                cadres.Where(c => c.Number == cadre.Number).Select(c => c.Number), (await NumbersAsync(session, $"/api/cadres?search={cadre.Number}")).Where(n => n == cadre.Number));
        if (!await session.HasAsync("export")) return;
        var (_, roster) = await session.GetAsync("/api/cadres/export?format=csv");
        foreach (var cadre in world.Cadres)
            Assert.True(reference.Exports(session.Account, cadre) == roster.Contains($"{cadre.Number},", StringComparison.Ordinal), $"{session.Account} {cadre.Number} {roster}");
        var (_, exported) = await session.GetAsync("/api/alerts/export?format=csv&state=all");
        foreach (var cadre in world.Cadres)
            Assert.Equal(seen.Count(a => a.Cadre == cadre.Number && reference.ActsOn(session.Account, a)), exported.Split('\n').Count(line => line.Contains($"{cadre.Number},", StringComparison.Ordinal)));
    }

    private static async Task<List<string>> NumbersAsync(Session session, string path)
    {
        var numbers = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await session.JsonAsync(cursor is null ? path : $"{path}&cursor={cursor}");
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!));
            cursor = page.GetProperty("next").GetString();
            if (cursor is null) return [.. numbers.Order()];
        }
    }

    private static async Task WalkOfficesAsync(Session session)
    {
        if (!await session.HasAsync("readTrail"))
            foreach (var path in new[] { "/api/trail", "/api/trail/export?format=csv" }) Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
        if (await session.HasAsync("manageKeys")) return;
        Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync("/api/keys")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/keys", new { name = "x", scopes = new[] { "signals" } })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/keys/x/rotate", new { })).Status);
    }

    private static async Task WalkWallAsync(Session session, WorldAccount? account, List<WorldAlert> open)
    {
        var (status, body) = await session.GetAsync("/api/wall");
        if (status == HttpStatusCode.NotFound) return;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotNull(account);
        var wall = JsonSerializer.Deserialize<JsonElement>(body);
        if (wall.GetProperty("total").ValueKind != JsonValueKind.Null) Assert.Equal(open.Count, wall.GetProperty("total").GetInt32());
        else Assert.NotEmpty(wall.GetProperty("classes").EnumerateArray());
        Assert.DoesNotContain("\"U", body, StringComparison.Ordinal);
        Assert.DoesNotContain("测试", body, StringComparison.Ordinal);
    }

    private static async Task AssertListAsync(Session session, string path, int limit, IEnumerable<WorldAlert> expected, Action<JsonElement>? page = null)
    {
        var items = await session.AllAsync(path, limit, page);
        Assert.Equal(expected.Select(a => a.Id).Order(), items.Select(i => i.GetProperty("id").GetString()!).Order());
    }
}
