using System.Net;
using System.Text.Json;
using CadreWatch.Journal.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Meetings;

/// <summary>Meetings through the interface, from the call to the numbered copy.</summary>
public sealed class MeetingTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Meeting_GoesFromItsAgendaToNumberedCopies()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first");
        for (var i = 0; i < 3; i++)
        {
            await meeting.ShowAsync(i);
            await meeting.DoAsync(meeting.Convener, "conclude", new { item = MeetingCase.Item(meeting.Cadres[i]), code = "verify", text = "待核查结果。" });
        }

        await meeting.DoAsync(meeting.Recorder, "dissent", new { item = MeetingCase.Item(meeting.Cadres[0]), account = meeting.Name("first"), text = "建议直接约谈。" });
        await meeting.DoAsync(meeting.Recorder, "assign", new { item = MeetingCase.Item(meeting.Cadres[0]), owner = meeting.Name("recorder"), text = "核查新增反映", dueOn = "2199-01-04" });
        await meeting.DoAsync(meeting.Convener, "end", new { });
        var draft = await meeting.DoAsync(meeting.Recorder, "draftMinutes", new { });
        await meeting.DoAsync(meeting.Recorder, "confirm", new { revision = draft.GetProperty("number").GetInt32() });
        var (status, body) = await meeting.ActAsync(meeting.Recorder, "issueCopy", new { account = meeting.Name("second") });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("minutesNotFinal", body, StringComparison.Ordinal);
        await meeting.DoAsync(meeting.Convener, "confirm", new { revision = draft.GetProperty("number").GetInt32() });
        Assert.Equal(1, (await meeting.DoAsync(meeting.Recorder, "issueCopy", new { account = meeting.Name("second") })).GetProperty("number").GetInt32());

        var detail = await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}");
        Assert.Equal("final", detail.GetProperty("meeting").GetProperty("phase").GetString());
        Assert.Equal(3, detail.GetProperty("lead").GetProperty("concluded").GetArrayLength());
        Assert.Equal(2, detail.GetProperty("lead").GetProperty("minutes").GetProperty("confirmedBy").GetArrayLength());
        var (paper, file) = await meeting.Recorder.GetAsync($"/api/meetings/{meeting.Id}/minutes");
        Assert.Equal(HttpStatusCode.OK, paper);
        Assert.StartsWith("PK", file, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await meeting.As("second").GetAsync($"/api/meetings/{meeting.Id}/minutes?copy=1")).Status);
        foreach (var path in new[] { "minutes", "minutes?copy=1" }) Assert.Equal(HttpStatusCode.NotFound, (await meeting.As("first").GetAsync($"/api/meetings/{meeting.Id}/{path}")).Status);
        var matter = (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("matters").EnumerateArray().Single();
        Assert.Equal("核查新增反映", matter.GetProperty("text").GetString());
        await meeting.DoAsync(meeting.Recorder, "settleMatter", new { matter = matter.GetProperty("id").GetString(), text = "已核查" });
        Assert.Equal("settled", (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("matters")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task OwnTemplateOfMinutes_CountsFromThenOn_IsRefusedByWhatItLacks_AndGivesWayToTheShippedOne()
    {
        await server.OpenAccountAsync("template.office", Grains.Access.Role.Supervisor);
        var (office, path) = (new Access.Session(server, "template.office"), "/api/meetings/template");
        var shipped = Silo.JointReviews.Minutes.MinutesTemplate.Build();
        Assert.False((await office.JsonAsync(path)).GetProperty("own").GetBoolean());
        var (status, body) = await office.UploadAsync(path, [.. "no document"u8]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (status, body.Contains("templateFault", StringComparison.Ordinal) && body.Contains("不是 Word 文档", StringComparison.Ordinal)));
        (status, body) = await office.UploadAsync(path, shipped);
        Assert.True(status == HttpStatusCode.OK, body);
        var own = await office.JsonAsync(path);
        Assert.Equal((true, false, "测试template.office"), (own.GetProperty("own").GetBoolean(), own.GetProperty("lost").GetBoolean(), own.GetProperty("by").GetString()));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(server.Data, "templates"), "minutes-*.docx"));
        await File.WriteAllBytesAsync(file, [1, 2, 3]);
        Assert.True((await office.JsonAsync(path)).GetProperty("lost").GetBoolean());
        Assert.StartsWith("PK", (await office.GetAsync($"{path}/file")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{path}/restore", new { })).Status);
        Assert.False((await office.JsonAsync(path)).GetProperty("own").GetBoolean());
    }

    [Fact]
    public async Task Candidates_AreThoseWithOpenAlerts_AndOnlyWhoLeadsSeesThem()
    {
        var meeting = await MeetingCase.CallAsync(server);
        var found = await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}/candidates");
        var numbers = found.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("cadre").GetString()!).ToList();
        Assert.All(meeting.Cadres, c => Assert.Contains(c, numbers));
        foreach (var path in new[] { "candidates", "material", "stage", "minutes" })
            Assert.Equal(HttpStatusCode.NotFound, (await meeting.As("first").GetAsync($"/api/meetings/{meeting.Id}/{path}")).Status);
        Assert.Equal(JsonValueKind.Null, (await meeting.As("first").JsonAsync($"/api/meetings/{meeting.Id}")).GetProperty("lead").ValueKind);
        var (status, body) = await meeting.ActAsync(meeting.Recorder, "agenda", new { items = new[] { new { cadre = "NOBODY" } } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("agendaInvalid", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conclusion_DraftsItsMeasure_UnderTheRulesOfMeasures_AndWarnsOfARunningOne()
    {
        var meeting = await MeetingCase.LiveAsync(server);
        var item = MeetingCase.Item(meeting.Cadres[0]);
        await meeting.DoAsync(meeting.Convener, "conclude", new { item, code = "clear", text = "测试理由。" });
        var (status, body) = await meeting.ActAsync(meeting.Recorder, "draftMeasure", new { item, text = "测试事项", codes = new[] { "duty" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("measureMissing", body, StringComparison.Ordinal);
        await meeting.DoAsync(meeting.Convener, "conclude", new { item, code = "reminder", text = "苗头性问题。" });
        (status, body) = await meeting.ActAsync(meeting.Convener, "draftMeasure", new { item, text = "测试事项", codes = new[] { "duty" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("notEntitled", body, StringComparison.Ordinal);
        var drafted = await meeting.DoAsync(meeting.Recorder, "draftMeasure", new { item, text = "测试事项", codes = new[] { "duty" } });
        var measure = await meeting.Recorder.JsonAsync($"/api/measures/{drafted.GetProperty("measure").GetString()}");
        Assert.Equal(("reminder", meeting.Cadres[0]), (measure.GetProperty("item").GetProperty("kind").GetString(), measure.GetProperty("item").GetProperty("cadre").GetString()));
        Assert.Empty(drafted.GetProperty("warnings").EnumerateArray());
        Assert.NotEmpty((await meeting.DoAsync(meeting.Recorder, "draftMeasure", new { item, text = "测试事项", codes = new[] { "duty" } })).GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task RunningMeasure_IsNamedWhenItsKindIsConcludedAgain()
    {
        var meeting = await MeetingCase.CallAsync(server);
        var (status, body) = await meeting.Recorder.PostAsync("/api/measures", new { kind = "reminder", cadre = meeting.Cadres[0], alerts = new[] { meeting.Alerts[0] }, matter = "测试事项", codes = new[] { "duty" } });
        Assert.True(status == HttpStatusCode.OK, body);
        await meeting.DoAsync(meeting.Recorder, "agenda", new { items = new[] { new { cadre = meeting.Cadres[0] } } });
        await meeting.DoAsync(meeting.Recorder, "freeze", new { });
        foreach (var account in new[] { "convener", "recorder" }) await meeting.DoAsync(meeting.As(account), "signIn", new { });
        await meeting.DoAsync(meeting.Convener, "start", new { });
        var done = await meeting.DoAsync(meeting.Convener, "conclude", new { item = MeetingCase.Item(meeting.Cadres[0]), code = "reminder", text = "苗头性问题。" });
        Assert.Equal(["提醒"], done.GetProperty("running").EnumerateArray().Select(r => r.GetString()!));
    }

    [Fact]
    public async Task LateInformation_ReachesTheOwnerAsUrgent_IsSettledByName_AndAltersNothingFrozen()
    {
        var meeting = await MeetingCase.FrozenAsync(server);
        var before = await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}/material");
        Assert.Empty((await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("late").EnumerateArray());
        await server.PostAsync("/api/signals", new[] { ServerFixture.Ballots(meeting.Cadres[0], 55) });
        var late = await UntilAsync(server, async () => (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("late").EnumerateArray().ToList(), l => l.Count == 1);
        Assert.Equal(meeting.Cadres[0], late[0].GetProperty("cadre").GetString());
        Assert.Equal(JsonValueKind.Null, late[0].GetProperty("settledBy").ValueKind);
        Assert.Empty((await meeting.As("first").JsonAsync("/api/meetings/duties")).GetProperty("late").EnumerateArray());

        var handle = late[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await meeting.ActAsync(meeting.As("first"), "settleLate", new { late = handle, text = "已阅" })).Status);
        await meeting.DoAsync(meeting.Recorder, "settleLate", new { late = handle, text = "已转核查" });
        var settled = (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("late")[0];
        Assert.Equal(("测试recorder", "已转核查"), (settled.GetProperty("settledBy").GetString(), settled.GetProperty("note").GetString()));
        var after = await meeting.Recorder.JsonAsync($"/api/meetings/{meeting.Id}/material");
        Assert.True(after.GetProperty("holds").GetBoolean());
        Assert.Equal(before.GetProperty("sha256").GetString(), after.GetProperty("sha256").GetString());
        Assert.Equal(before.GetProperty("items")[0].GetProperty("pieces").ToString(), after.GetProperty("items")[0].GetProperty("pieces").ToString());
        Assert.Single(after.GetProperty("items")[0].GetProperty("late").EnumerateArray());
    }

    [Fact]
    public async Task Watch_GoesOnToTheEndOfProbation_OrIsEndedWithAReason_ByOwnerOrLeaderAlone()
    {
        var meeting = await MeetingCase.FrozenAsync(server);
        var (today, cadre) = (Reports.PastRound.Day(TimeProvider.System.GetUtcNow()), meeting.Cadres[0]);
        async Task<JsonElement> WatchAsync() => (await meeting.Convener.JsonAsync($"/api/meetings/{meeting.Id}")).GetProperty("lead").GetProperty("watches").EnumerateArray().Single(w => w.GetProperty("cadre").GetString() == cadre);
        Assert.Equal(3, (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("watches").GetArrayLength());
        Assert.Empty((await meeting.As("first").JsonAsync("/api/meetings/duties")).GetProperty("watches").EnumerateArray());
        var missing = await meeting.ActAsync(meeting.Recorder, "endWatch", new { cadre = "NOBODY", text = "测试" });
        foreach (var (who, action) in new[] { ("first", "endWatch"), ("outsider", "endWatch"), ("first", "noteAppointment") })
            Assert.Equal(missing, await meeting.ActAsync(meeting.As(who), action, new { cadre, text = "测试", day = today }));

        await meeting.DoAsync(meeting.Recorder, "noteAppointment", new { cadre, day = today });
        Assert.Equal(("probation", today.AddYears(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ((await WatchAsync()).GetProperty("state").GetString(), (await WatchAsync()).GetProperty("until").GetString()));
        var (status, body) = await meeting.ActAsync(meeting.Recorder, "endWatch", new { cadre, text = " " });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (status, body.Contains("\"text\"", StringComparison.Ordinal)));
        await meeting.DoAsync(meeting.Convener, "endWatch", new { cadre, text = "已另行安排" });
        var ended = await WatchAsync();
        Assert.Equal(("givenUp", "测试convener", "已另行安排"), (ended.GetProperty("state").GetString(), ended.GetProperty("endedBy").GetString(), ended.GetProperty("reason").GetString()));
        Assert.Equal(2, (await meeting.Recorder.JsonAsync("/api/meetings/duties")).GetProperty("watches").GetArrayLength());
    }

    /// <summary>Reactions follow the journal and write into it: asked again whenever something was appended.</summary>
    internal static async Task<T> UntilAsync<T>(ServerFixture server, Func<Task<T>> ask, Func<T, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var journal = server.Services.GetRequiredService<IJournal>();
        while (true)
        {
            var head = await journal.HeadAsync(limit.Token);
            var found = await ask();
            if (holds(found)) return found;
            await journal.WaitForAppendAsync(head, TimeSpan.FromSeconds(30), limit.Token);
        }
    }
}
