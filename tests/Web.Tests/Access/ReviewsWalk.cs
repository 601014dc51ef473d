using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Web.Tests.JointReviews;

namespace CadreWatch.Web.Tests.Access;

/// <summary>A round over the whole world: who is named for the whole, and who answers for its first unit.</summary>
/// <param name="Attached">Hash of a file beside what the first unit says of the first person, which no second person confirmed.</param>
/// <param name="Population">Id of a saved population of the first two people.</param>
internal sealed record WorldReview(string Id, IReadOnlySet<string> Named, string Attached, string Population)
{
    public const string Liaison = "liaison.w1";
    public const string Second = "liaison.w2";
    private const int Units = 8;
    private static readonly string Missing = new('0', 32);

    private static readonly (string Path, object Body)[] Acts =
    [
        ("/letters", new { }), ("/chase", new { units = new[] { "u1" } }), ("/knowing", new { knowing = Array.Empty<string>() }), ("/close", new { }),
        ("/units/u1/liaison", new { liaison = "x", deputy = "y" }), ("/units/u1/extensions/1", new { granted = true }),
        ("/units/u1/opinions", new { entries = new[] { new { cadre = "C001", answer = "noObjection" } } }),
        ("/units/u1/confirm", new { cells = new[] { new { cadre = "C001", revision = 1 } } }), ("/units/u1/return", new { cells = new[] { new { cadre = "C001", revision = 1 } }, reason = "测试" }),
        ("/units/u1/recusal", new { cadres = new[] { "C001" }, reason = "测试" }), ("/units/u1/extensions", new { cadres = new[] { "C001" }, until = World.Today, reason = "测试" }),
        ("/units/u1/table", new { }),
    ];

    /// <summary>Opened by who sees everything, who names every second viewer that may be named.</summary>
    public static async Task<WorldReview> OpenAsync(World world, ServerFixture server, Session everything)
    {
        foreach (var account in new[] { Liaison, Second }) await world.OpenAsync(account, [new(Role.AgencyLiaison, [CaseFacts.Root], null, Secrecy.Internal)]);
        foreach (var unit in Enumerable.Range(2, Units - 1))
            foreach (var account in Others(unit)) await server.OpenHolderAsync(account, Role.AgencyLiaison);
        await world.Silo.People.RefreshAsync(CancellationToken.None);
        var setup = await everything.JsonAsync("/api/joint-reviews/setup");
        var named = setup.GetProperty("knowing").EnumerateArray().Select(a => a.GetProperty("account").GetString()!).Where((a, i) => i % 2 == 0 && a.StartsWith("viewer.", StringComparison.Ordinal)).ToHashSet();
        var units = Enumerable.Range(1, Units).Select(i => new { id = $"u{i}", name = $"单位{i}", liaison = i == 1 ? Liaison : Others(i)[0], deputy = i == 1 ? Second : Others(i)[1], kind = "audit", secrecy = "internal" });
        var (status, body) = await everything.PostAsync("/api/joint-reviews", new { people = world.Cadres.Select(c => c.Number), units, knowing = named });
        Assert.True(status == HttpStatusCode.OK, body);
        var id = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("round").GetString()!;
        (status, body) = await everything.PostAsync($"/api/joint-reviews/{id}/letters", new { units = new[] { "u1" } });
        Assert.True(status == HttpStatusCode.OK, body);
        (status, body) = await everything.PostAsync($"/api/joint-reviews/{id}/chase", new { units = new[] { "u1" } });
        Assert.True(status == HttpStatusCode.OK, body);
        var saved = new { name = "重点岗位", people = world.Cadres.Take(2).Select(c => c.Number) };
        (status, body) = await everything.PostAsync("/api/joint-reviews/populations", saved);
        Assert.True(status == HttpStatusCode.OK, body);
        return new(
            id, named.Append(World.All).ToHashSet(), await AttachAsync(server, id, world.Cadres[0].Number),
            JsonSerializer.Deserialize<JsonElement>(body).GetProperty("population").GetString()!);
    }

    /// <summary>Never confirmed: a fact that counts would be a signal about the person.</summary>
    private static async Task<string> AttachAsync(ServerFixture server, string round, string cadre)
    {
        await ReviewRound.UntilAsync(server, round, "u1", s => s.Unit is not null);
        var liaison = new Session(server, Liaison);
        var entries = new[] { ReviewRound.Objection(cadre, "测试", null, new { name = "测试.pdf", content = "%PDF-1.7"u8.ToArray() }) };
        var (status, body) = await liaison.PostAsync($"/api/joint-reviews/{round}/units/u1/opinions", new { entries });
        Assert.True(status == HttpStatusCode.OK, body);
        var cell = await liaison.JsonAsync($"/api/joint-reviews/{round}/units/u1/cells/{cadre}");
        return cell.GetProperty("history")[0].GetProperty("facts")[0].GetProperty("attachments")[0].GetProperty("hash").GetString()!;
    }

    private static string[] Others(int unit) => [$"liaison.o{unit}", $"second.o{unit}"];

    public async Task WalkAsync(World world, Reference reference, Session session, bool organizes)
    {
        var account = session.Account;
        var (whole, own) = (Named.Contains(account) && organizes, account is Liaison or Second);
        var path = $"/api/joint-reviews/{Id}";
        var listed = (await session.GetAsync("/api/joint-reviews")).Body.Contains(Id, StringComparison.Ordinal);
        Assert.Equal(whole || own, listed);
        foreach (var part in new[] { "", "/matrix", "/units/u1", "/units/u1/letter", "/units/u1/table", "/units/u1/chase-letters/1" })
            await ShowsAsync(session, part, whole || own);
        await ShowsAsync(session, "/trail", whole);
        await ShowsAsync(session, "/units/u1/chase-letters/2", false);
        await ShowsAsync(session, $"/units/u1/cells/{world.Cadres[0].Number}/attachments/{Attached}", own);
        await ShowsAsync(session, $"/units/u1/cells/{world.Cadres[1].Number}/attachments/{Attached}", false);
        await WalkPopulationsAsync(world, reference, session, organizes);
        foreach (var part in new[] { "/units/u2", "/units/none" }) await ShowsAsync(session, part, whole && part == "/units/u2");
        foreach (var cadre in world.Cadres.Take(4)) await ShowsAsync(session, $"/units/u1/cells/{cadre.Number}", own || (whole && reference.Exports(account, cadre)));
        foreach (var part in new[] { "/setup" })
            Assert.Equal(organizes ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.GetAsync($"/api/joint-reviews{part}")).Status);
        await WalkPopulationAsync(world, reference, session, organizes);
        if (!whole)
        {
            await ShowsAsync(session, "/comparison", false);
            foreach (var (act, body) in Acts.Where(a => !own || !a.Path.StartsWith("/units/u1", StringComparison.Ordinal) || a.Path.EndsWith("liaison", StringComparison.Ordinal)))
                Assert.Equal(await session.PostAsync($"/api/joint-reviews/{Missing}{act}", body), await session.PostAsync(path + act, body));
        }
        else
        {
            // Knowing the whole is not answering for a unit.
            foreach (var (act, body) in Acts.Skip(6)) Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync(path + act, body)).Status);
        }

        if (!whole && !own) return;
        var matrix = await session.JsonAsync($"{path}/matrix");
        var people = matrix.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("number").GetString()!).ToList();
        Assert.Equal(world.Cadres.Where(c => own || reference.Exports(account, c)).Select(c => c.Number).Order(StringComparer.Ordinal), people);
        Assert.Equal(own ? 1 : Units, matrix.GetProperty("columns").GetArrayLength());
        Assert.All(matrix.GetProperty("columns").EnumerateArray(), c => Assert.Equal(people.Count, c.GetProperty("cells").GetString()!.Length));
        var item = (await session.JsonAsync("/api/joint-reviews")).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == Id);
        Assert.Equal(people.Count, item.GetProperty("people").GetInt32());
    }

    private static async Task WalkPopulationAsync(World world, Reference reference, Session session, bool organizes)
    {
        var (status, body) = await session.PostAsync("/api/joint-reviews/population", new { numbers = world.Cadres.Select(c => c.Number).Append("NOBODY") });
        Assert.Equal(organizes ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
        var (opened, _) = await session.PostAsync("/api/joint-reviews", new { people = Array.Empty<string>() });
        Assert.Equal(organizes ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, opened);
        if (!organizes) return;
        var found = JsonSerializer.Deserialize<JsonElement>(body);
        var seen = world.Cadres.Where(c => reference.Exports(session.Account, c)).Select(c => c.Number).ToList();
        Assert.Equal(seen.Order(StringComparer.Ordinal), found.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("number").GetString()!));
        Assert.Equal(world.Cadres.Select(c => c.Number).Except(seen).Append("NOBODY"), found.GetProperty("unknown").EnumerateArray().Select(n => n.GetString()!));
    }

    /// <summary>Saved ones are there for whoever may meet everybody on them.</summary>
    private async Task WalkPopulationsAsync(World world, Reference reference, Session session, bool organizes)
    {
        const string Path = "/api/joint-reviews/populations";
        var sees = organizes && world.Cadres.Take(2).All(c => reference.Exports(session.Account, c));
        var (status, list) = await session.GetAsync(Path);
        Assert.Equal((organizes ? HttpStatusCode.OK : HttpStatusCode.NotFound, sees), (status, list.Contains(Population, StringComparison.Ordinal)));
        var (one, missing) = (await session.GetAsync($"{Path}/{Population}"), await session.GetAsync($"{Path}/{Missing}"));
        if (sees) Assert.Equal(HttpStatusCode.OK, one.Status);
        else Assert.Equal(missing, one);
        // Without a version nobody changes it.
        var change = new { name = "改名", people = new[] { world.Cadres[0].Number } };
        foreach (var act in new[] { "", "/discard" })
        {
            var changed = await session.PostAsync($"{Path}/{Population}{act}", change);
            if (sees) Assert.Equal(HttpStatusCode.Conflict, changed.Status);
            else Assert.Equal(await session.PostAsync($"{Path}/{Missing}{act}", change), changed);
        }

        if (!organizes) Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync(Path, change)).Status);
        else if (world.Cadres.Find(c => !reference.Exports(session.Account, c)) is { } hidden)
            Assert.Contains("unknownPeople", (await session.PostAsync(Path, new { name = "他人", people = new[] { hidden.Number } })).Body, StringComparison.Ordinal);
    }

    /// <summary>Where it is not there for the viewer, the answer is byte for byte the one for a round that is not.</summary>
    private async Task ShowsAsync(Session session, string part, bool expected)
    {
        var answer = await session.GetAsync($"/api/joint-reviews/{Id}{part}");
        Assert.True(expected == (answer.Status == HttpStatusCode.OK), $"{session.Account} {part}: {(int)answer.Status} {answer.Body}");
        if (!expected) Assert.Equal(await session.GetAsync($"/api/joint-reviews/{Missing}{part}"), answer);
    }
}
