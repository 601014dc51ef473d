using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.JointReviews;

/// <summary>A round through the interface, with an office and the liaison and second person of a unit.</summary>
public sealed partial class ReviewTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Opinion_CountsOnceASecondPersonConfirmed_AndKeepsItsRevisions()
    {
        var round = await ReviewRound.OpenAsync(server);
        var (first, second) = (round.People[0], round.People[1]);
        await round.EnterAsync(round.Liaison, ReviewRound.Objection(first, "变更未报批"), ReviewRound.Clear(second));
        Assert.Equal("660", await round.CellsAsync(round.Office));
        Assert.Contains("secondPersonNeeded", (await round.Liaison.PostAsync($"{round.UnitPath}/confirm", new { cells = new[] { new { cadre = first, revision = 1 } } })).Body, StringComparison.Ordinal);
        Assert.Empty((await CellAsync(round, round.Office, first)).GetProperty("history").EnumerateArray());
        await round.ConfirmAsync(round.Second, 1, first, second);
        Assert.Equal("210", await round.CellsAsync(round.Office));

        await round.EnterAsync(round.Liaison, ReviewRound.Objection(first, "变更未报批，已整改"));
        var (status, body) = await round.Second.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Clear(first, seen: 1) } });
        Assert.Equal((HttpStatusCode.Conflict, true), (status, body.Contains("changedMeanwhile", StringComparison.Ordinal)));
        await round.OkAsync(round.Second, $"{round.UnitPath}/return", new { cells = new[] { new { cadre = first, revision = 2 } }, reason = "请写明整改日期" });
        var own = (await CellAsync(round, round.Liaison, first)).GetProperty("history").EnumerateArray().ToList();
        Assert.Equal([2, 1], own.Select(r => r.GetProperty("revision").GetInt32()));
        Assert.Equal("请写明整改日期", own[0].GetProperty("returnNote").GetString());
        var seen = Assert.Single((await CellAsync(round, round.Office, first)).GetProperty("history").EnumerateArray());
        Assert.Equal(("变更未报批", "second.1"), (seen.GetProperty("facts")[0].GetProperty("text").GetString(), seen.GetProperty("confirmedBy").GetProperty("account").GetString()));
        Assert.Equal("M", seen.GetProperty("grade").GetString());
    }

    [Fact]
    public async Task Unit_SeesTheNamesAndItsOwnColumn_AndOthersSeeNothing()
    {
        var round = await ReviewRound.OpenAsync(server);
        await round.EnterAsync(round.Liaison, ReviewRound.Objection(round.People[0], "不应外传"));
        await round.ConfirmAsync(round.Second, 1, round.People[0]);
        Assert.Equal(ReviewRound.Units, (await round.Office.JsonAsync($"{round.Path}/matrix")).GetProperty("columns").GetArrayLength());
        var own = Assert.Single((await round.Liaison.JsonAsync($"{round.Path}/matrix")).GetProperty("columns").EnumerateArray());
        Assert.Equal(("u1", "200"), (own.GetProperty("unit").GetString(), own.GetProperty("cells").GetString()));
        var (_, theirs) = await round.Stranger.GetAsync($"{round.Path}/matrix");
        Assert.DoesNotContain("测试单位1", theirs, StringComparison.Ordinal);
        Assert.Contains(round.People[0], theirs, StringComparison.Ordinal);
        var known = await round.Liaison.JsonAsync(round.Path);
        Assert.Empty(known.GetProperty("knowing").EnumerateArray());
        Assert.Equal("u1", Assert.Single(known.GetProperty("members").EnumerateArray()).GetProperty("id").GetString());

        await server.OpenAccountAsync("head.unnamed", Role.DepartmentHead);
        var unnamed = new Access.Session(server, "head.unnamed");
        foreach (var path in new[] { "", "/matrix", "/comparison", "/trail", "/units/u1", $"/units/u1/cells/{round.People[0]}", "/units/u1/letter", "/units/u1/table" })
        {
            Assert.Equal(await unnamed.GetAsync($"/api/joint-reviews/{new string('0', 32)}{path}"), await unnamed.GetAsync(round.Path + path));
            if (path.StartsWith("/units/u1", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.NotFound, (await round.Stranger.GetAsync(round.Path + path)).Status);
        }

        Assert.DoesNotContain(round.Id, (await unnamed.GetAsync("/api/joint-reviews")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await round.Stranger.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Clear(round.People[0]) } })).Status);
    }

    [Fact]
    public async Task RevokedLiaison_NoLongerAnswers_AndARecusedOneDoesNotLearnWhoIsListed()
    {
        var round = await ReviewRound.OpenAsync(server);
        await server.OpenAccountAsync("liaison.gone", Role.AgencyLiaison);
        await server.OpenAccountAsync("liaison.kin", Role.AgencyLiaison);
        await round.EnterAsync(round.Liaison, ReviewRound.Clear(round.People[0]));
        await round.OkAsync(round.Office, $"{round.UnitPath}/liaison", new { liaison = "liaison.gone", deputy = "liaison.kin" });
        var (gone, kin) = (new Access.Session(server, "liaison.gone"), new Access.Session(server, "liaison.kin"));
        Assert.Equal(HttpStatusCode.OK, (await gone.GetAsync(round.UnitPath)).Status);
        // The former ones lose sight in the same moment; what they entered waits for the new ones.
        foreach (var part in new[] { "", "/matrix", "/units/u1", $"/units/u1/cells/{round.People[0]}" }) Assert.Equal(HttpStatusCode.NotFound, (await round.Liaison.GetAsync(round.Path + part)).Status);
        Assert.DoesNotContain(round.Id, (await round.Second.GetAsync("/api/joint-reviews")).Body, StringComparison.Ordinal);
        await ReviewRound.UntilAsync(server, round.Id, "u1", s => s.Unit!.Has("liaison.gone"));
        await round.ConfirmAsync(gone, 1, round.People[0]);
        Assert.Equal("100", await round.CellsAsync(round.Office));
        var (refused, why) = await round.Office.PostAsync($"{round.UnitPath}/liaison", new { liaison = "liaison.gone", deputy = "second.2" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true, true), (refused, why.Contains("accountTwice", StringComparison.Ordinal), why.Contains("\"deputy\"", StringComparison.Ordinal)));
        await ChangeAsync("liaison.gone", [], null);
        Assert.Equal(HttpStatusCode.NotFound, (await gone.GetAsync(round.UnitPath)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await gone.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Clear(round.People[0]) } })).Status);

        await ChangeAsync("liaison.kin", [new(Role.AgencyLiaison, [CaseFacts.Root], null, Grains.Cadres.Secrecy.Secret)], round.People[1]);
        Assert.Equal([round.People[0], round.People[2]], (await kin.JsonAsync($"{round.Path}/matrix")).GetProperty("people").EnumerateArray().Select(p => p.GetProperty("number").GetString()!));
        var asked = await kin.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Clear(round.People[1]) } });
        Assert.Equal(await kin.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Clear("NOBODY") } }), asked);
    }

    [Fact]
    public async Task Extension_IsAskedByTheUnit_DecidedOutsideIt_AndRecusalIsAStateOfItsOwn()
    {
        var round = await ReviewRound.OpenAsync(server);
        var due = DateOnly.Parse((await round.Liaison.JsonAsync(round.UnitPath)).GetProperty("dueOn").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var reply = await round.OkAsync(round.Liaison, $"{round.UnitPath}/extensions", new { cadres = new[] { round.People[0] }, until = due.AddDays(2), reason = "正在核对" });
        Assert.Equal(1, reply.GetProperty("extension").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await round.Second.PostAsync($"{round.UnitPath}/extensions/1", new { granted = true })).Status);
        await round.OkAsync(round.Office, $"{round.UnitPath}/extensions/1", new { granted = true });
        await round.OkAsync(round.Liaison, $"{round.UnitPath}/recusal", new { cadres = new[] { round.People[1] }, reason = "亲属关系" });
        Assert.Equal("570", await round.CellsAsync(round.Office));
        Assert.Equal(["extensionGranted", "extensionAsked"], (await CellAsync(round, round.Office, round.People[0])).GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()!));
        await round.OkAsync(round.Office, $"{round.Path}/chase", new { units = new[] { "u1" } });
        Assert.Equal(1, (await round.Liaison.JsonAsync("/api/joint-reviews")).GetProperty("items").EnumerateArray().First(i => i.GetProperty("id").GetString() == round.Id).GetProperty("chased").GetInt32());
        Assert.Contains("nothingOverdue", (await round.Office.PostAsync($"{round.Path}/chase", new { })).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretOpinion_ShowsThatItIsThere_AndItsWordsOnlyToTheCleared()
    {
        await server.OpenAccountAsync("head.cleared", Role.DepartmentHead);
        var round = await ReviewRound.OpenAsync(server, 3, "head.cleared");
        await round.EnterAsync(round.Liaison, ReviewRound.Objection(round.People[0], "机密事项", "secret"));
        await round.ConfirmAsync(round.Second, 1, round.People[0]);
        await ChangeAsync("head.cleared", [new(Role.DepartmentHead, [CaseFacts.Root], null, Grains.Cadres.Secrecy.Confidential)], null);
        var (less, all) = (await CellAsync(round, new(server, "head.cleared"), round.People[0]), await CellAsync(round, round.Office, round.People[0]));
        Assert.True(less.GetProperty("history")[0].GetProperty("withheld").GetBoolean());
        Assert.DoesNotContain("机密事项", less.ToString(), StringComparison.Ordinal);
        Assert.Contains("机密事项", all.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparison_NeedsARightOfItsOwn_AndNamesOnlyRoundsThatAreKnown()
    {
        await server.OpenAccountAsync("supervisor.c", Role.Supervisor);
        var before = await ReviewRound.OpenAsync(server, 1, "supervisor.c");
        await before.EnterAsync(before.Liaison, ReviewRound.Clear(before.People[0]));
        await before.ConfirmAsync(before.Second, 1, before.People[0]);
        var body = await before.OkAsync(before.Office, "/api/joint-reviews", new { people = before.People, units = ReviewRound.Members(), knowing = new[] { "supervisor.c" } });
        var path = $"/api/joint-reviews/{body.GetProperty("round").GetString()}/comparison";
        var item = Assert.Single((await before.Office.JsonAsync(path)).GetProperty("items").EnumerateArray());
        Assert.Contains("批", item.GetProperty("round").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await new Access.Session(server, "supervisor.c").GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await before.Liaison.GetAsync(path)).Status);
    }

    [Fact]
    public async Task TrailOfARound_IsForThoseWhoAreNamed()
    {
        await server.OpenAccountAsync("auditor", Role.Auditor);
        await server.OpenAccountAsync("auditor.named", Role.Auditor);
        var round = await ReviewRound.OpenAsync(server, 1, "auditor.named");
        await round.Liaison.JsonAsync($"{round.Path}/matrix");
        var lines = (await round.Office.JsonAsync($"{round.Path}/trail")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(lines, l => l.GetProperty("by").GetProperty("account").GetString() == "liaison.1" && l.GetProperty("kind").GetString() == "view");
        Assert.Equal(HttpStatusCode.NotFound, (await round.Liaison.GetAsync($"{round.Path}/trail")).Status);
        Assert.DoesNotContain(round.Id, (await new Access.Session(server, "auditor").GetAsync("/api/trail?type=review&kind=view")).Body, StringComparison.Ordinal);
        Assert.Contains(round.Id, (await new Access.Session(server, "auditor.named").GetAsync("/api/trail?type=review&kind=view")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await new Access.Session(server, "auditor.named").GetAsync($"{round.Path}/matrix")).Status);
    }

    [Fact]
    public async Task OpenRound_SaysWhatIsWrong()
    {
        var round = await ReviewRound.OpenAsync(server);
        async Task RefusedAsync(string rule, object body) => Assert.Contains($"\"{rule}\"", (await round.Office.PostAsync("/api/joint-reviews", body)).Body, StringComparison.Ordinal);
        await RefusedAsync("peopleMissing", new { people = Array.Empty<string>(), units = ReviewRound.Members() });
        await RefusedAsync("unknownPeople", new { people = new[] { "NOBODY" }, units = ReviewRound.Members() });
        await RefusedAsync("tooFewUnits", new { people = round.People, units = ReviewRound.Members().Take(7) });
        await RefusedAsync("notLiaison", new { people = round.People, units = new[] { new { id = "x", name = "单位", liaison = "local", deputy = "second.1", kind = "audit" } } });
        await RefusedAsync("notCleared", new { people = round.People, units = ReviewRound.Members(), knowing = new[] { "liaison.1" } });
        Assert.Contains("issuedAlready", (await round.Office.PostAsync($"{round.Path}/letters", new { })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await round.Liaison.PostAsync("/api/joint-reviews", new { })).Status);
    }

    private static Task<JsonElement> CellAsync(ReviewRound round, Access.Session who, string cadre) => who.JsonAsync($"{round.UnitPath}/cells/{cadre}");

    private async Task ChangeAsync(string account, IReadOnlyList<Assignment> assignments, string? self)
    {
        var silo = server.Services.GetRequiredService<OpenedSilo>();
        var reason = SealedText.Of("测试", Guid.NewGuid().ToByteArray());
        Assert.IsNotType<Refusal>(await silo.Engine.AskAsync(AccountGrain.IdOf(account), new ChangeRights(Guid.NewGuid(), TimeProvider.System.GetUtcNow(), "test", assignments, self, [], reason)));
        await silo.People.RefreshAsync(default);
    }
}
