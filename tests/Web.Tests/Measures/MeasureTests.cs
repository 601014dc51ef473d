using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.Measures;

/// <summary>Measures through the interface, with a supervisor, a deputy head and a department head who are three people.</summary>
public sealed class MeasureTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Reminder_GoesFromDraftToArchive_ThroughThreeAccounts()
    {
        var (id, supervisor) = await DraftAsync("reminder");
        var (deputy, head) = (await SessionAsync("deputy.a", Role.DeputyHead), await SessionAsync("head.a", Role.DepartmentHead));
        await ActAsync(supervisor, id, "submit", new { });
        await ActAsync(deputy, id, "opine", new { agreed = true });
        await ActAsync(head, id, "opine", new { agreed = true, text = "同意发出" });
        await ActAsync(supervisor, id, "issue", new { mode = "letter" });
        await ActAsync(supervisor, id, "receive", new { });
        await ActAsync(supervisor, id, "visit", new { outcome = "corrected", text = "已改正" });
        await ActAsync(supervisor, id, "archive", new { });
        var measure = await supervisor.JsonAsync($"/api/measures/{id}");
        Assert.Equal("archived", measure.GetProperty("item").GetProperty("stage").GetString());
        Assert.Contains("〔", measure.GetProperty("item").GetProperty("number").GetString());
        Assert.Equal(["deputy.a", "head.a"], measure.GetProperty("chain").EnumerateArray().Select(r => r.GetProperty("by").GetString()!));
        Assert.False(measure.GetProperty("papers")[0].GetProperty("differs").GetBoolean());
        var (status, file) = await supervisor.GetAsync($"/api/measures/{id}/letter");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("PK", file, StringComparison.Ordinal);
        Assert.DoesNotContain(await IdsAsync(supervisor, "running"), i => i == id);
        Assert.Contains(await IdsAsync(supervisor, "archived"), i => i == id);
    }

    [Fact]
    public async Task Actions_SayWhatIsMissingAndWhoMay()
    {
        var (id, supervisor) = await DraftAsync("inquiry");
        var mine = await supervisor.JsonAsync($"/api/measures/{id}/actions");
        var all = mine.GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("action")).ToDictionary(a => a.GetProperty("code").GetString()!);
        Assert.True(all["submit"].GetProperty("possible").GetBoolean());
        Assert.False(all["conclude"].GetProperty("possible").GetBoolean());
        Assert.NotEqual("", all["conclude"].GetProperty("whoWords").GetString());
        await ActAsync(supervisor, id, "submit", new { });
        var (status, body) = await supervisor.PostAsync($"/api/measures/{id}/opine", new { agreed = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("notEntitled", body, StringComparison.Ordinal);
        Assert.Contains("分管部长", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Author_GivesNoOpinionOnTheOwnDraft_WhateverTheRoles()
    {
        var (id, supervisor) = await DraftAsync("reminder");
        await server.OpenAccountAsync("both.a", Role.Supervisor);
        await ActAsync(supervisor, id, "submit", new { });
        var again = await DraftAsync("reminder", "both.b", [Role.Supervisor, Role.DeputyHead]);
        await ActAsync(again.Session, again.Id, "submit", new { });
        var (status, body) = await again.Session.PostAsync($"/api/measures/{again.Id}/opine", new { agreed = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("ownDraft", body, StringComparison.Ordinal);
        await ActAsync(again.Session, id, "opine", new { agreed = true });
    }

    [Fact]
    public async Task Draft_NamesWhatTheBasisLacks()
    {
        var supervisor = await SessionAsync("supervisor.a", Role.Supervisor);
        var alert = await server.AlertAsync();
        var draft = new { kind = "admonition", cadre = alert.GetProperty("cadre").GetString(), alerts = new[] { alert.GetProperty("id").GetString() }, matter = "测试事项", codes = new[] { "other" } };
        var (status, body) = await supervisor.PostAsync("/api/measures", draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("verifiedFactMissing", body, StringComparison.Ordinal);
        var (other, said) = await supervisor.PostAsync("/api/measures", new { kind = "reminder", cadre = await server.CadreAsync(), draft.alerts, draft.matter, draft.codes });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other);
        Assert.Contains("basisUnknown", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondDraftOnTheSameAlert_WarnsOfTheFirst()
    {
        var supervisor = await SessionAsync("supervisor.a", Role.Supervisor);
        var alert = await server.AlertAsync();
        Assert.Empty((await PostDraftAsync(supervisor, alert, "reminder")).GetProperty("warnings").EnumerateArray());
        Assert.NotEmpty((await PostDraftAsync(supervisor, alert, "reminder")).GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Act_OnAnotherVersionThanTheOneLookedAt_IsRefused()
    {
        var (id, supervisor) = await DraftAsync("reminder");
        var (status, body) = await supervisor.PostAsync($"/api/measures/{id}/submit", new { version = 99 });
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("changedMeanwhile", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision_KeepsWhatItLeavesOut_AndSaysWhatIsWrongWithIt()
    {
        var (id, supervisor) = await DraftAsync("reminder");
        await ActAsync(supervisor, id, "revise", new { draft = new { matter = "测试事项", urgent = true, isPrincipal = true } });
        await ActAsync(supervisor, id, "revise", new { draft = new { matter = "改后的事项" } });
        var measure = await supervisor.JsonAsync($"/api/measures/{id}");
        Assert.Equal("改后的事项", measure.GetProperty("matter").GetString());
        Assert.True(measure.GetProperty("urgent").GetBoolean());
        Assert.True(measure.GetProperty("isPrincipal").GetBoolean());
        var (status, body) = await supervisor.PostAsync($"/api/measures/{id}/revise", new { draft = new { matter = new string('长', 5_000) } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.DoesNotContain("basisUnknown", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summons_IsIssuedAsATalk_WithoutBeingAsked()
    {
        var (id, supervisor) = await DraftAsync("summons");
        await ActAsync(supervisor, id, "submit", new { });
        await ActAsync(await SessionAsync("deputy.a", Role.DeputyHead), id, "opine", new { agreed = true });
        await ActAsync(supervisor, id, "issue", new { });
        Assert.Equal("issued", (await supervisor.JsonAsync($"/api/measures/{id}")).GetProperty("item").GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Month_HoldsTheReplyOfAReceivedInquiry_UnderItsHandler()
    {
        var (id, supervisor) = await DraftAsync("inquiry");
        var (deputy, head) = (await SessionAsync("deputy.a", Role.DeputyHead), await SessionAsync("head.a", Role.DepartmentHead));
        await ActAsync(supervisor, id, "submit", new { });
        await ActAsync(deputy, id, "opine", new { agreed = true });
        await ActAsync(head, id, "opine", new { agreed = true });
        await ActAsync(supervisor, id, "issue", new { mode = "letter" });
        await ActAsync(supervisor, id, "receive", new { });
        var due = (await supervisor.JsonAsync($"/api/measures/{id}")).GetProperty("deadlines").EnumerateArray().Single(d => d.GetProperty("name").GetString() == "reply");
        Assert.Equal("工作日", due.GetProperty("unit").GetString());
        var month = due.GetProperty("dueOn").GetString() ?? ServerFixture.Recent(0);
        var sheet = await supervisor.JsonAsync($"/api/measures/month?month={month}");
        var mine = sheet.GetProperty("handlers").EnumerateArray().Single(h => h.GetProperty("handler").GetString() == "supervisor.a");
        Assert.Contains(mine.GetProperty("items").EnumerateArray(), i => i.GetProperty("measure").GetString() == id);
    }

    private async Task<(string Id, Access.Session Session)> DraftAsync(string kind, string account = "supervisor.a", Role[]? roles = null)
    {
        var session = await SessionAsync(account, roles ?? [Role.Supervisor]);
        var drafted = await PostDraftAsync(session, await server.AlertAsync(), kind);
        return (drafted.GetProperty("id").GetString()!, session);
    }

    private static async Task<JsonElement> PostDraftAsync(Access.Session session, JsonElement alert, string kind)
    {
        var (status, body) = await session.PostAsync("/api/measures", new
        {
            kind,
            cadre = alert.GetProperty("cadre").GetString(),
            alerts = new[] { alert.GetProperty("id").GetString() },
            matter = "测试事项",
            codes = new[] { "duty" },
        });
        Assert.True(status == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private async Task<Access.Session> SessionAsync(string account, params Role[] roles)
    {
        await server.OpenAccountAsync(account, roles);
        return new(server, account);
    }

    private static async Task ActAsync(Access.Session session, string id, string action, object body)
    {
        var (status, said) = await session.PostAsync($"/api/measures/{id}/{action}", body);
        Assert.True(status == HttpStatusCode.OK, $"{session.Account} {action}: {(int)status} {said}");
    }

    private static async Task<List<string>> IdsAsync(Access.Session session, string state) =>
        [.. (await session.AllAsync($"/api/measures?state={state}", 1)).Select(i => i.GetProperty("id").GetString()!)];
}
