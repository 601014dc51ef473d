using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CadreWatch.Web.Board;
using CadreWatch.Web.JointReviews.Live;
using CadreWatch.Web.Meetings.Live;

namespace CadreWatch.Web.Tests.Board;

public sealed class AlertHubTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task AlertRaisedUnderAnOpenBoard_IsSaidAsAWholeCard()
    {
        await using var board = await RawBoard.OpenAsync(server);
        Assert.Equal("initial", (await board.NextAsync("Reset")).GetProperty("reason").GetString());
        var alert = await server.AlertAsync();
        var changed = await board.NextAsync("Changed", m => Id(m.GetProperty("alert")) == Id(alert));
        Assert.Equal("测试甲", changed.GetProperty("alert").GetProperty("person").GetProperty("name").GetString());
        await board.NextAsync("Counts", c => c.GetProperty("total").GetInt64() > 0);
    }

    [Fact]
    public async Task BoardThatResumes_HearsEachMissedAlertOnce()
    {
        var cursor = await StreamCursorAsync("?unit=URESUME");
        var first = await server.AlertAsync(unit: "URESUME");
        var second = await server.AlertAsync(unit: "URESUME");
        await server.AlertAsync(unit: "UELSE");
        await using var board = await RawBoard.OpenAsync(server, cursor, new { unit = "URESUME" });
        var said = await board.UntilHeartbeatAsync();
        Assert.DoesNotContain(said, s => s.Target == "Reset");
        Assert.Equal(Sorted(first, second), said.Where(s => s.Target == "Changed").Select(s => Id(s.Argument.GetProperty("alert"))).Order());
        var next = said[^1].Argument.GetProperty("cursor").GetString();
        await using var again = await RawBoard.OpenAsync(server, next, new { unit = "URESUME" });
        Assert.DoesNotContain(await again.UntilHeartbeatAsync(), s => s.Target is "Changed" or "Reset");
    }

    [Fact]
    public async Task AlertThatLeavesTheFilter_IsRemoved()
    {
        var alert = await server.AlertAsync(unit: "ULEAVES");
        await using var board = await RawBoard.OpenAsync(server, null, new { unit = "ULEAVES", unacknowledged = true });
        Assert.Single((await board.NextAsync("Reset")).GetProperty("page").GetProperty("items").EnumerateArray());
        using var answer = await server.Page.PostAsJsonAsync($"/api/alerts/{Id(alert)}/acknowledge", new { });
        answer.EnsureSuccessStatusCode();
        Assert.Equal(Id(alert), (await board.NextAsync("Removed", m => Id(m) == Id(alert))).GetProperty("id").GetString());
    }

    [Fact]
    public async Task AlertThatIsReportedOrMerged_MovesOnEveryBoard()
    {
        await server.OpenAccountAsync("chief", Grains.Access.Role.DepartmentHead);
        var cadre = await server.CadreAsync("UVERBS");
        var (one, two) = await server.TwoAlertsAsync(cadre);
        await using var board = await RawBoard.OpenAsync(server, null, new { unit = "UVERBS" });
        Assert.Equal(2, (await board.NextAsync("Reset")).GetProperty("page").GetProperty("items").GetArrayLength());
        (await server.Page.PostAsJsonAsync($"/api/alerts/{Id(one)}/escalate", new { to = "chief", reason = "需部务会研究" })).EnsureSuccessStatusCode().Dispose();
        var changed = (await board.NextAsync("Changed", m => Id(m.GetProperty("alert")) == Id(one))).GetProperty("alert");
        Assert.Equal(("chief", "escalated"), (changed.GetProperty("escalatedTo").GetString(), changed.GetProperty("history").EnumerateArray().Last().GetProperty("action").GetString()));
        (await server.Page.PostAsJsonAsync($"/api/alerts/{Id(two)}/merge", new { into = Id(one), reason = "同一事项" })).EnsureSuccessStatusCode().Dispose();
        await board.NextAsync("Removed", m => Id(m) == Id(two));
    }

    [Fact]
    public async Task CursorUnderAnotherFilter_Resets()
    {
        var cursor = await StreamCursorAsync("");
        await using var board = await RawBoard.OpenAsync(server, cursor, new { unit = "U01" });
        Assert.Equal("filter", (await board.NextAsync("Reset")).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ForgedCursor_Resets(string cursor)
    {
        await using var board = await RawBoard.OpenAsync(server, cursor);
        Assert.Equal("invalid", (await board.NextAsync("Reset")).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("alertHub.ts", typeof(IAlertBoardClient))]
    [InlineData("reviewHub.ts", typeof(IReviewClient))]
    [InlineData("meetingHub.ts", typeof(IMeetingClient))]
    [InlineData("dutyHub.ts", typeof(IDutyClient))]
    public void Client_ListensToEveryMessageOfTheInterface_AndToNoOther(string file, Type messages)
    {
        Assert.Equal(messages.GetMethods().Select(m => m.Name).Order(), Listened(Path.Combine(Live, file)));
    }

    [Fact]
    public void NoOtherFile_ListensToAHub() =>
        Assert.Equal(
            ["alertHub.ts", "dutyHub.ts", "meetingHub.ts", "reviewHub.ts"],
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Web/client/src"), "*.ts*", SearchOption.AllDirectories)
            where Listened(file).Any()
            orderby file
            select Path.GetRelativePath(Live, file));

    private static string Live => Path.Combine(Repository.Root, "src/Web/client/src/live");

    private static IEnumerable<string> Listened(string file) =>
        Regex.Matches(File.ReadAllText(file), """\bon(?:<\w+>)?\(\s*['"]([A-Z]\w+)['"]""").Select(m => m.Groups[1].Value).Distinct().Order();

    private static string Id(JsonElement e) => e.GetProperty("id").GetString()!;

    private static IEnumerable<string> Sorted(params JsonElement[] alerts) => alerts.Select(Id).Order();

    private async Task<string> StreamCursorAsync(string query) => (await server.GetAsync("/api/alerts" + query)).GetProperty("streamCursor").GetString()!;
}
