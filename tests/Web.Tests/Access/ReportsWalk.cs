using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Tests.Reports;

namespace CadreWatch.Web.Tests.Access;

/// <summary>A round of a month that is over, known whole to the same viewers as the walk's other round; each meets counts of the rows that are theirs, and no more.</summary>
internal sealed record ReportsWalk(PastRound Round, IReadOnlySet<string> Named, IReadOnlyList<(string Unit, string Cadre, Secrecy Secrecy)> Answers)
{
    private static readonly (string Id, string Name)[] Units = [("p1", "往期单位一"), ("p2", "往期单位二")];

    public static async Task<ReportsWalk> PutAsync(World world, IReadOnlySet<string> named)
    {
        var answers = world.Cadres.SelectMany((c, i) => Units.Select((u, k) => (Unit: u.Id, Cadre: c.Number, Secrecy: (Secrecy)(((i + k) % 3) + 1)))).Where((_, i) => i % 4 != 1).ToList();
        return new(await PastRound.PutAsync(world.Silo, [.. world.Cadres.Select(c => c.Number)], Units, [.. named], answers), named, answers);
    }

    public async Task WalkAsync(World world, Reference reference, Session session, bool organizes)
    {
        var path = $"/api/reports/month/{Round.Month.Year}/{Round.Month.Month}";
        if (!organizes)
        {
            foreach (var closed in new[] { "/api/reports", "/api/reports/matters", path, $"{path}/file?format=docx", $"{path}/file?format=xlsx" })
                Assert.Equal(HttpStatusCode.NotFound, (await session.GetAsync(closed)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync($"{path}/print", new { })).Status);
            return;
        }

        var people = Named.Contains(session.Account) ? world.Cadres.Where(c => reference.Exports(session.Account, c)).Select(c => c.Number).ToHashSet() : [];
        var mine = Answers.Where(a => people.Contains(a.Cadre) && reference.Reads(session.Account, reference.Cadre(a.Cadre), (int)a.Secrecy)).ToList();
        foreach (var report in new[] { path, $"/api/reports/quarter/{Round.Month.Year}/{((Round.Month.Month - 1) / 3) + 1}", $"/api/reports/year/{Round.Month.Year}/1" })
        {
            var shown = await session.JsonAsync(report);
            var told = shown.GetProperty("total");
            if (people.Count > 0 && mine.Count < 3) Assert.Equal(JsonValueKind.Null, told.ValueKind);
            else Assert.Equal(mine.Count, told.GetInt32());
            Assert.Equal(people.Count > 0 ? Units.Length : 0, shown.GetProperty("rows").GetInt32());
            AssertAgencies(shown, mine);
        }

        var choice = await session.JsonAsync("/api/reports");
        Assert.Equal(JsonValueKind.String, choice.GetProperty("latest").ValueKind);
        var ledger = await session.JsonAsync("/api/reports/matters");
        Assert.Equal((0, 0), (ledger.GetProperty("items").GetArrayLength(), ledger.GetProperty("settled").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync($"{path}/file?format=xlsx")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await session.PostAsync($"{path}/print", new { })).Status);
    }

    /// <summary>Whatever is shown of an agency is what the viewer's rows give.</summary>
    private static void AssertAgencies(JsonElement shown, List<(string Unit, string Cadre, Secrecy Secrecy)> mine)
    {
        var table = shown.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("code").GetString() == "agencies");
        var sum = table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList().IndexOf("合计");
        foreach (var line in table.GetProperty("lines").EnumerateArray().Where(l => !l.GetProperty("sum").GetBoolean()))
        {
            var unit = Units.Single(u => u.Name == line.GetProperty("name").GetString()).Id;
            var told = line.GetProperty("cells")[sum];
            if (told.ValueKind != JsonValueKind.Null) Assert.Equal(mine.Count(a => a.Unit == unit), told.GetInt32());
        }
    }
}
