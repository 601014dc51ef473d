using System.Net;
using System.Text.Json;
using CadreWatch.Web.Tests.JointReviews;

namespace CadreWatch.Web.Tests.Meetings;

/// <summary>Whose columns a unit's liaison sees in a meeting: the least by default, more where those who lead it allow it, and on the stage what everybody may.</summary>
public sealed class MeetingColumnTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] Liaisons = ["liaison.1", "liaison.2"];
    private string path = "";

    [Fact]
    public async Task Liaison_SeesItsOwnUnitsColumn_MoreOnlyWhereItIsAllowed_AndTheStageTheLeastOfAll()
    {
        await server.OpenAccountAsync("recorder.columns", Grains.Access.Role.Supervisor);
        var round = await ReviewRound.OpenAsync(server, 1, "recorder.columns");
        foreach (var (unit, person) in new[] { ("u1", 1), ("u2", 2) })
        {
            await round.OkAsync(new(server, $"liaison.{person}"), $"{round.Path}/units/{unit}/opinions", new { entries = new[] { ReviewRound.Objection(round.People[0], $"意见{person}", null, FileOf(unit)) } });
            await round.OkAsync(new(server, $"second.{person}"), $"{round.Path}/units/{unit}/confirm", new { cells = new[] { new { cadre = round.People[0], revision = 1 } } });
        }

        await BeginAsync(round);
        Assert.Equal(["u1"], await ColumnsAsync("liaison.1"));
        Assert.Equal(["u2"], await ColumnsAsync("liaison.2"));
        Assert.Equal(["u1", "u2"], await ColumnsAsync(ServerFixture.Account));
        Assert.Equal(["u1"], await FilesAsync(round, "liaison.1"));
        Assert.Equal(["u1", "u2"], await FilesAsync(round, ServerFixture.Account));
        Assert.Empty(await StageAsync());
        Assert.Equal(["测试单位1", "测试单位2"], await OffStageAsync());

        await AllowAsync("liaison.1", "u2");
        Assert.Equal(["u1", "u2"], await ColumnsAsync("liaison.1"));
        Assert.Equal(["u1", "u2"], await FilesAsync(round, "liaison.1"));
        Assert.Equal(["u2"], await ColumnsAsync("liaison.2"));
        Assert.Equal(["u2"], await StageAsync());
        await AllowAsync("liaison.2", "u1");
        Assert.Equal(["u1", "u2"], await StageAsync());
        Assert.Empty(await OffStageAsync());
        await AllowAsync("liaison.1");
        Assert.Equal(["u1"], await ColumnsAsync("liaison.1"));
        Assert.Equal(["u1"], await StageAsync());
        await round.OkAsync(round.Office, $"{path}/mask", new { on = true });
        Assert.Empty(await FilesAsync(round, "liaison.1"));
        await round.OkAsync(round.Office, $"{path}/mask", new { on = false });

        var self = await new Access.Session(server, "liaison.2").PostAsync($"{path}/invite", new { invite = new { account = "liaison.2", columns = new[] { "u3" } } });
        Assert.Equal(HttpStatusCode.NotFound, self.Status);
        Assert.Equal([null, "u1", "u1,u2"], (await SeatsAsync()).Where(s => s.Account is ServerFixture.Account or "liaison.1" or "liaison.2").OrderBy(s => s.Columns, StringComparer.Ordinal).Select(s => s.Columns));
    }

    private static byte[] BytesOf(string unit) => System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 {unit}");

    private static object FileOf(string unit) => new { name = $"{unit}.pdf", content = BytesOf(unit) };

    /// <summary>The units whose file an account can open in the meeting.</summary>
    private async Task<List<string>> FilesAsync(ReviewRound round, string account)
    {
        var opened = new List<string>();
        foreach (var unit in new[] { "u1", "u2" })
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BytesOf(unit)));
            var (status, bytes) = await round.FileAsync(account, $"{path}/files/{hash}");
            if (status == HttpStatusCode.OK && bytes.SequenceEqual(BytesOf(unit))) opened.Add(unit);
            else Assert.Equal(HttpStatusCode.NotFound, status);
        }

        return opened;
    }

    /// <summary>The office leads, and every unit's liaison is invited with the round.</summary>
    private async Task BeginAsync(ReviewRound round)
    {
        var called = await round.OkAsync(round.Office, "/api/meetings", new { year = 2026, number = 9, convener = ServerFixture.Account, recorder = "recorder.columns", round = round.Id });
        path = $"/api/meetings/{called.GetProperty("meeting").GetString()}";
        await round.OkAsync(round.Office, $"{path}/agenda", new { items = new[] { new { cadre = round.People[0] } } });
        await round.OkAsync(round.Office, $"{path}/freeze", new { });
        foreach (var account in Liaisons.Append(ServerFixture.Account)) await round.OkAsync(new(server, account), $"{path}/signIn", new { });
        await round.OkAsync(round.Office, $"{path}/start", new { });
        await round.OkAsync(round.Office, $"{path}/show", new { item = MeetingCase.Item(round.People[0]) });
    }

    private async Task AllowAsync(string account, params string[] columns)
    {
        var (status, body) = await Office.PostAsync($"{path}/invite", new { invite = new { account, columns } });
        Assert.True(status == HttpStatusCode.OK, body);
    }

    private Access.Session Office => new(server, ServerFixture.Account);

    private async Task<List<string>> ColumnsAsync(string account) => Columns(await new Access.Session(server, account).JsonAsync($"{path}/screen"));

    private async Task<List<string>> StageAsync()
    {
        var stage = await Office.JsonAsync($"{path}/stage");
        Assert.All(stage.GetProperty("pieces").EnumerateArray(), p => Assert.Equal(0, p.GetProperty("files").GetArrayLength()));
        return Columns(stage);
    }

    private async Task<List<string>> OffStageAsync() =>
        [.. (await Office.JsonAsync($"{path}/screen")).GetProperty("room").GetProperty("offStage").EnumerateArray().Select(u => u.GetString()!)];

    private async Task<List<(string Account, string? Columns)>> SeatsAsync() =>
    [
        .. (await Office.JsonAsync(path)).GetProperty("lead").GetProperty("attendance").EnumerateArray().Select(a => (
            a.GetProperty("account").GetString()!, a.GetProperty("columns").ValueKind == JsonValueKind.Null ? null : string.Join(',', a.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("id").GetString())))),
    ];

    private static List<string> Columns(JsonElement screen) =>
        [.. screen.GetProperty("pieces").EnumerateArray().Where(p => p.GetProperty("kind").GetString() == "opinion").Select(p => p.GetProperty("unit").GetString()!).Order(StringComparer.Ordinal)];
}
