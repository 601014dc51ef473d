using System.Net;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Meetings;

/// <summary>What each screen of a live session shows, and what it never does.</summary>
public sealed class MeetingScreenTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task RecusedParticipant_HasTheItemNeitherOnTheAgendaNorOnTheScreen_AndNobodyPutsItOnTheStageForThem()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first", "second");
        var hidden = MeetingCase.Item(meeting.Cadres[1]);
        var first = await meeting.ScreenAsync("first");
        Assert.Equal("item", first.GetProperty("screen").GetString());
        Assert.DoesNotContain(hidden, MeetingCase.Ids(first, "agenda"));
        Assert.DoesNotContain(hidden, MeetingCase.Ids(await meeting.StageAsync(), "agenda"));
        Assert.Contains(hidden, MeetingCase.Ids(await meeting.ScreenAsync("second"), "agenda"));

        await meeting.ShowAsync(1);
        var left = await meeting.ScreenAsync("first");
        Assert.Equal("recused", left.GetProperty("screen").GetString());
        Assert.Empty(MeetingCase.Ids(left, "pieces").Concat(MeetingCase.Ids(left, "agenda")));
        Assert.DoesNotContain(meeting.Cadres[1], left.ToString(), StringComparison.Ordinal);
        Assert.Equal("item", (await meeting.ScreenAsync("second")).GetProperty("screen").GetString());
        Assert.Equal("item", (await meeting.StageAsync()).GetProperty("screen").GetString());
    }

    [Fact]
    public async Task Stage_ShowsWhatEverybodyInTheRoomMaySee_AndNothingOfTheConvenersOwn()
    {
        var meeting = await MeetingCase.LiveAsync(server, "second");
        Assert.Contains(MeetingCase.Ids(await meeting.StageAsync(), "pieces"), p => p.StartsWith("alert.", StringComparison.Ordinal));
        await meeting.DoAsync(meeting.As("guest"), "signIn", new { });
        Assert.Equal("waiting", (await meeting.ScreenAsync("guest")).GetProperty("screen").GetString());
        await meeting.DoAsync(meeting.Convener, "admit", new { account = meeting.Name("guest") });
        foreach (var screen in new[] { await meeting.StageAsync(), await meeting.ScreenAsync("guest") })
        {
            Assert.Equal("item", screen.GetProperty("screen").GetString());
            Assert.DoesNotContain(MeetingCase.Ids(screen, "pieces"), p => p.StartsWith("alert.", StringComparison.Ordinal));
            Assert.Equal(JsonValueKind.Null, screen.GetProperty("room").ValueKind);
        }

        await meeting.DoAsync(meeting.Convener, "conclude", new { item = MeetingCase.Item(meeting.Cadres[0]), code = "transfer", text = "仅主持端可见的理由" });
        var own = await meeting.ScreenAsync("convener");
        Assert.Contains("仅主持端可见的理由", own.ToString(), StringComparison.Ordinal);
        foreach (var screen in new[] { await meeting.StageAsync(), await meeting.ScreenAsync("second") })
        {
            Assert.DoesNotContain("仅主持端可见的理由", screen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("移交", screen.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Mask_BlanksEveryScreen_AndIsLiftedByThePresenter()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first");
        await meeting.DoAsync(meeting.Convener, "mask", new { on = true });
        foreach (var screen in new[] { await meeting.ScreenAsync("convener"), await meeting.ScreenAsync("first"), await meeting.StageAsync() })
        {
            Assert.Equal("masked", screen.GetProperty("screen").GetString());
            Assert.Empty(MeetingCase.Ids(screen, "pieces").Concat(MeetingCase.Ids(screen, "agenda")));
            Assert.DoesNotContain(meeting.Cadres[0], screen.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await meeting.ActAsync(meeting.As("first"), "mask", new { on = false })).Status);
        await meeting.DoAsync(meeting.Convener, "mask", new { on = false });
        Assert.Equal("item", (await meeting.ScreenAsync("first")).GetProperty("screen").GetString());
    }

    [Fact]
    public async Task RevokedAccount_IsOutAtOnce_AndTheJournalFollows()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first", "second");
        Assert.Equal(4, (await meeting.StageAsync()).GetProperty("present").GetInt32());
        var theirs = meeting.As("first");
        await meeting.DisableAsync("first");
        Assert.NotEqual(HttpStatusCode.OK, (await theirs.GetAsync($"/api/meetings/{meeting.Id}/screen")).Status);
        Assert.Equal(3, (await meeting.StageAsync()).GetProperty("present").GetInt32());
        await MeetingTests.UntilAsync(
            server,
            async () => (await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}")).GetProperty("lead").GetProperty("attendance").EnumerateArray()
                .Single(a => a.GetProperty("account").GetString() == meeting.Name("first")).GetProperty("presence").GetString(),
            p => p == "removed");
    }

    [Fact]
    public async Task RelativeDeclaredInTheMiddle_TakesTheItemFromTheScreenAtOnce_AndFromTheStageWithIt()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first", "second");
        Assert.Equal("item", (await meeting.ScreenAsync("first")).GetProperty("screen").GetString());
        await meeting.RelativesAsync("first", meeting.Cadres[0], meeting.Cadres[1]);
        Assert.Equal("recused", (await meeting.ScreenAsync("first")).GetProperty("screen").GetString());
        var line = await MeetingTests.UntilAsync(
            server,
            async () => (await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}")).GetProperty("lead").GetProperty("agenda").EnumerateArray().First().GetProperty("recused").EnumerateArray().Select(r => r.GetString()!).ToList(),
            r => r.Count == 1);
        Assert.Equal(["测试first"], line);
    }

    [Fact]
    public async Task ActsOfWhoDoesNotLead_AreRefused_AndItemsOffTheOwnAgendaAreNotThere()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first");
        var first = meeting.As("first");
        foreach (var action in new[] { "invite", "agenda", "freeze", "draftMinutes", "confirm", "nothing" })
            Assert.Equal(HttpStatusCode.NotFound, (await meeting.ActAsync(first, action, new { account = "x", items = Array.Empty<object>() })).Status);
        foreach (var action in new[] { "show", "start", "end", "conclude", "remove", "admit", "handOver", "issueCopy" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await meeting.ActAsync(first, action, new { item = MeetingCase.Item(meeting.Cadres[0]), account = "x", code = "clear", text = "x" })).Status);
        var hidden = await meeting.ActAsync(first, "show", new { item = MeetingCase.Item(meeting.Cadres[1]) });
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(await meeting.ActAsync(first, "show", new { item = "p-NOBODY" }), hidden);
        await meeting.DoAsync(first, "recuse", new { item = MeetingCase.Item(meeting.Cadres[0]) });
        Assert.Equal("recused", (await meeting.ScreenAsync("first")).GetProperty("screen").GetString());
    }
}
