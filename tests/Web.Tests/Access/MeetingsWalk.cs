using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.Access;

/// <summary>A frozen meeting: who leads it, who only takes part, whom it lists.</summary>
internal sealed record WorldMeeting(string Id, string Convener, string Recorder, string Guest, IReadOnlyList<string> Cadres, World World);

/// <summary>Walks the meetings as one viewer: whoever is not of a meeting meets what is not there.</summary>
internal static class MeetingsWalk
{
    private const string Missing = "0123456789abcdef0123456789abcdef";
    private static readonly string[] Leading = ["candidates", "material", "stage"];

    private static readonly string[] Acts =
    [
        "invite", "remove", "agenda", "recuse", "freeze", "signIn", "leave", "admit", "start", "show", "handOver", "mask", "end", "conclude", "dissent", "assign", "settleMatter",
        "settleLate", "noteAppointment", "endWatch", "draftMinutes", "confirm", "issueCopy", "draftMeasure", "nothing",
    ];

    public static async Task<WorldMeeting> FreezeAsync(World world, Session everything)
    {
        var staff = world.Accounts.Where(a => !a.Disabled && a.Name != World.All && a.Rights.Assignments.Any(r => Roles.SeesCases(r.Role) && r.IsInForce(World.Today))).Select(a => a.Name).Take(2).ToList();
        var body = new { year = 2026, number = 1, convener = World.All, recorder = staff[0], participants = new[] { new { account = staff[1] } } };
        var id = (await OkAsync(everything, "/api/meetings", body)).GetProperty("meeting").GetString()!;
        var cadres = world.Cadres.Select(c => c.Number).Take(6).ToList();
        await OkAsync(everything, $"/api/meetings/{id}/agenda", new { items = cadres.Select(c => new { cadre = c }) });
        await OkAsync(everything, $"/api/meetings/{id}/freeze", new { });
        return new(id, World.All, staff[0], staff[1], cadres, world);
    }

    /// <param name="file">Hash of a file of the attachments.</param>
    public static async Task WalkAsync(Session session, WorldMeeting meeting, string file)
    {
        var (leads, invited) = (session.Account == meeting.Convener || session.Account == meeting.Recorder, session.Account == meeting.Guest);
        var list = await session.JsonAsync("/api/meetings");
        Assert.Equal(leads || invited ? [meeting.Id] : [], list.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("id").GetString()!));
        var told = await session.JsonAsync("/api/session");
        var calls = told.GetProperty("capabilities").EnumerateArray().Any(c => c.GetString() == "matrix");
        Assert.Equal(calls, list.GetProperty("mayCall").GetBoolean());
        Assert.Equal(calls || leads || invited, told.GetProperty("meetings").GetBoolean());
        if (!calls) Assert.Equal(HttpStatusCode.NotFound, (await session.PostAsync("/api/meetings", new { year = 2026, number = 2 })).Status);
        foreach (var path in new[] { "/api/meetings/template", "/api/meetings/template/file" })
            Assert.Equal(calls ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.GetAsync(path)).Status);
        Assert.Equal(calls ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, (await session.UploadAsync("/api/meetings/template", [1])).Status);
        Assert.Equal(calls ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await session.PostAsync("/api/meetings/template/restore", new { })).Status);
        var duties = await session.JsonAsync("/api/meetings/duties");
        Assert.Equal((0, 0), (duties.GetProperty("late").GetArrayLength(), duties.GetProperty("matters").GetArrayLength()));
        // The recorder watches who is listed, as far as those are the recorder's to see.
        var watched = duties.GetProperty("watches").EnumerateArray().Select(w => w.GetProperty("cadre").GetString()!).ToList();
        Assert.Equal(session.Account == meeting.Recorder ? [.. meeting.Cadres.Where(c => !Recused(session, meeting).Contains(c)).Order(StringComparer.Ordinal)] : [], watched.Order(StringComparer.Ordinal));
        // What hangs on a column of a round hangs on nothing of this meeting, which has none.
        Assert.Equal(await session.GetAsync($"/api/meetings/{Missing}/files/{file}"), await session.GetAsync($"/api/meetings/{meeting.Id}/files/{file}"));
        if (leads) await WalkLeadAsync(session, meeting);
        else if (invited) await WalkGuestAsync(session, meeting);
        else await WalkOutsideAsync(session, meeting);
    }

    private static async Task WalkLeadAsync(Session session, WorldMeeting meeting)
    {
        var recused = Recused(session, meeting);
        var seen = meeting.Cadres.Where(c => !recused.Contains(c)).Select(c => $"p-{c}").ToList();
        var detail = await session.JsonAsync($"/api/meetings/{meeting.Id}");
        Assert.Equal(seen, detail.GetProperty("lead").GetProperty("agenda").EnumerateArray().Select(a => a.GetProperty("id").GetString()!));
        Assert.Equal(seen.Count, detail.GetProperty("meeting").GetProperty("items").GetInt32());
        var (status, material) = await session.GetAsync($"/api/meetings/{meeting.Id}/material");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(seen, JsonSerializer.Deserialize<JsonElement>(material).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("line").GetProperty("id").GetString()!));
        foreach (var cadre in recused) Assert.DoesNotContain(cadre, detail + material, StringComparison.Ordinal);
        foreach (var cadre in meeting.Cadres.Where(recused.Contains))
            Assert.Equal(
                await session.PostAsync($"/api/meetings/{meeting.Id}/conclude", new { item = "p-NONE", code = "clear", text = "测试" }),
                await session.PostAsync($"/api/meetings/{meeting.Id}/conclude", new { item = $"p-{cadre}", code = "clear", text = "测试" }));
        Assert.Equal("nothing", (await session.JsonAsync($"/api/meetings/{meeting.Id}/screen")).GetProperty("screen").GetString());
        Assert.Equal("nothing", (await session.JsonAsync($"/api/meetings/{meeting.Id}/stage")).GetProperty("screen").GetString());
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync($"/api/meetings/{meeting.Id}/candidates")).Status);
    }

    private static HashSet<string> Recused(Session session, WorldMeeting meeting)
    {
        var rights = meeting.World.Account(session.Account).Rights;
        return [.. rights.Relatives.Append(rights.SelfCadre).OfType<string>()];
    }

    /// <summary>Before the session a participant learns of nobody on the list.</summary>
    private static async Task WalkGuestAsync(Session session, WorldMeeting meeting)
    {
        var told = await session.JsonAsync($"/api/meetings/{meeting.Id}") + (await session.JsonAsync($"/api/meetings/{meeting.Id}/screen")).ToString();
        foreach (var cadre in meeting.Cadres) Assert.DoesNotContain(cadre, told, StringComparison.Ordinal);
        Assert.Contains("\"lead\":null", told, StringComparison.Ordinal);
        foreach (var path in Leading.Append("minutes"))
            Assert.Equal(await session.GetAsync($"/api/meetings/{Missing}/{path}"), await session.GetAsync($"/api/meetings/{meeting.Id}/{path}"));
        Assert.Equal(
            await session.PostAsync($"/api/meetings/{meeting.Id}/recuse", new { item = "p-NONE" }), await session.PostAsync($"/api/meetings/{meeting.Id}/recuse", new { item = $"p-{meeting.Cadres[0]}" }));
    }

    private static async Task WalkOutsideAsync(Session session, WorldMeeting meeting)
    {
        foreach (var path in Leading.Append("minutes").Append("screen").Select(p => $"/{p}").Append(""))
        {
            var answer = await session.GetAsync($"/api/meetings/{meeting.Id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Equal(await session.GetAsync($"/api/meetings/{Missing}{path}"), answer);
        }

        var body = new { item = $"p-{meeting.Cadres[0]}", account = session.Account, code = "clear", text = "测试", matter = "1", late = "AAAA", cadre = meeting.Cadres[0], day = "2026-01-05" };
        var missing = await session.PostAsync($"/api/meetings/{Missing}/show", body);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        foreach (var action in Acts) Assert.Equal(missing, await session.PostAsync($"/api/meetings/{meeting.Id}/{action}", body));
    }

    private static async Task<JsonElement> OkAsync(Session session, string path, object body)
    {
        var (status, said) = await session.PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {said}");
        return JsonSerializer.Deserialize<JsonElement>(said);
    }
}
