using CadreWatch.Web.Tests.Board;

namespace CadreWatch.Web.Tests.Meetings;

/// <summary>Who is told at once that something new is known of a listed person.</summary>
public sealed class MeetingDutyTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Owner_IsToldHowManyLateFactsWait_AndOneWhoMayNotSeeThemIsToldNothing()
    {
        var meeting = await MeetingCase.CallAsync(server);
        // The second person's news go to a liaison, who sees no case.
        await meeting.DoAsync(meeting.Recorder, "agenda", new { items = new[] { new { cadre = meeting.Cadres[0], owner = meeting.Name("recorder") }, new { cadre = meeting.Cadres[1], owner = meeting.Name("second") } } });
        await meeting.DoAsync(meeting.Recorder, "freeze", new { });
        await using var owner = await FollowAsync(meeting, "recorder");
        await using var blind = await FollowAsync(meeting, "second");
        await server.PostAsync("/api/signals", new[] { ServerFixture.Ballots(meeting.Cadres[1], 55) });
        await server.PostAsync("/api/signals", new[] { ServerFixture.Ballots(meeting.Cadres[0], 55) });
        Assert.Equal(1, (await owner.NextAsync("Urgent")).GetInt32());
        var late = (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("late")[0].GetProperty("id").GetString();
        await meeting.DoAsync(meeting.Recorder, "settleLate", new { late, text = "已转核查" });
        Assert.Equal(0, (await owner.NextAsync("Urgent")).GetInt32());
        Assert.DoesNotContain("Urgent", blind.Said());
        Assert.Empty((await meeting.As("second").JsonAsync("/api/meetings/duties")).GetProperty("late").EnumerateArray());
    }

    private async Task<RawBoard> FollowAsync(MeetingCase meeting, string account)
    {
        var page = await RawBoard.OpenAsync(server, "/hubs/duties", server.HandlerOf(meeting.Name(account)));
        Assert.Equal(0, (await page.NextAsync("Urgent")).GetInt32());
        return page;
    }
}
