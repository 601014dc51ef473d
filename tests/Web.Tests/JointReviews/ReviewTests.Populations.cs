using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.JointReviews;

/// <summary>Saved populations, and a round opened from one.</summary>
public sealed partial class ReviewTests
{
    private const string Populations = "/api/joint-reviews/populations";

    [Fact]
    public async Task Population_IsSavedInVersions_TakenForARound_AndTellsWhoJoinedSince()
    {
        var office = new Access.Session(server, ServerFixture.Account);
        string[] people = [await server.CadreAsync("UPOP"), await server.CadreAsync("UPOP"), await server.CadreAsync()];
        var id = await SaveAsync(office, Populations, new { name = "工程建设领域", units = new[] { "UPOP" }, people });
        var joined = await server.CadreAsync("UPOP");
        var saved = await office.JsonAsync($"{Populations}/{id}");
        Assert.Equal(("工程建设领域", 1), (saved.GetProperty("item").GetProperty("name").GetString(), saved.GetProperty("item").GetProperty("version").GetInt32()));
        Assert.Equal(people.Order(StringComparer.Ordinal), Numbers(saved, "people"));
        Assert.Equal([joined], Numbers(saved, "joined"));

        await SaveAsync(office, $"{Populations}/{id}", new { name = "工程建设和招投标", units = new[] { "UPOP" }, people = people.Append(joined), seen = 1 });
        var (status, body) = await office.PostAsync($"{Populations}/{id}", new { name = "又一版", people, seen = 1 });
        Assert.Equal((HttpStatusCode.Conflict, true), (status, body.Contains("changedMeanwhile", StringComparison.Ordinal)));
        saved = await office.JsonAsync($"{Populations}/{id}");
        Assert.Equal([2, 1], saved.GetProperty("history").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));

        foreach (var account in ReviewRound.Accounts) await server.OpenHolderAsync(account, Role.AgencyLiaison);
        (status, body) = await office.PostAsync("/api/joint-reviews", new { people = Numbers(saved, "people"), units = ReviewRound.Members() });
        Assert.True(status == HttpStatusCode.OK, body);
        var path = $"/api/joint-reviews/{JsonSerializer.Deserialize<JsonElement>(body).GetProperty("round").GetString()}";
        await SaveAsync(office, $"{Populations}/{id}", new { name = "工程建设领域", people = people.Take(1), seen = 2 });
        Assert.Equal(4, (await office.JsonAsync($"{path}/matrix")).GetProperty("people").GetArrayLength());
        await SaveAsync(office, $"{Populations}/{id}/discard", new { seen = 3 });
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{Populations}/{id}")).Status);
        Assert.DoesNotContain(id, (await office.GetAsync(Populations)).Body, StringComparison.Ordinal);
        // Nothing of a round leads back to the population.
        Assert.DoesNotContain(id, (await office.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Population_IsNotThere_ForWhoeverMayNotMeetOneOfIt()
    {
        await server.OpenAccountAsync("head.kin", Role.DepartmentHead);
        var (office, kin) = (new Access.Session(server, ServerFixture.Account), new Access.Session(server, "head.kin"));
        string[] people = [await server.CadreAsync(), await server.CadreAsync()];
        var id = await SaveAsync(office, Populations, new { name = "回避测试", people });
        Assert.Contains(id, (await kin.GetAsync(Populations)).Body, StringComparison.Ordinal);
        await ChangeAsync("head.kin", [new(Role.DepartmentHead, [CaseFacts.Root], null, Grains.Cadres.Secrecy.Secret)], people[1]);
        Assert.DoesNotContain(id, (await kin.GetAsync(Populations)).Body, StringComparison.Ordinal);
        Assert.Equal(await kin.GetAsync($"{Populations}/{new string('0', 32)}"), await kin.GetAsync($"{Populations}/{id}"));
        var (_, hidden) = await kin.PostAsync(Populations, new { name = "含亲属", people });
        var (_, nobody) = await kin.PostAsync(Populations, new { name = "含亲属", people = new[] { people[0], "NOBODY" } });
        Assert.Equal(nobody.Replace("NOBODY", people[1], StringComparison.Ordinal), hidden);
    }

    [Theory]
    [InlineData("nameMissing", """{"name":" ","people":["T"]}""")]
    [InlineData("peopleMissing", """{"name":"无人","people":[]}""")]
    [InlineData("unknownUnit", """{"name":"条件","units":["拟任局长"],"people":[]}""")]
    [InlineData("unknownRank", """{"name":"条件","ranks":["拟任局长"],"people":[]}""")]
    public async Task PopulationThatLacksSomething_IsRefusedByRule(string rule, string body) =>
        Assert.Contains($"\"{rule}\"", (await new Access.Session(server, ServerFixture.Account).PostAsync(Populations, JsonSerializer.Deserialize<JsonElement>(body))).Body, StringComparison.Ordinal);

    private static async Task<string> SaveAsync(Access.Session who, string path, object body)
    {
        var (status, said) = await who.PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, said);
        return JsonSerializer.Deserialize<JsonElement>(said).GetProperty("population").GetString()!;
    }

    private static IEnumerable<string> Numbers(JsonElement saved, string list) => saved.GetProperty(list).EnumerateArray().Select(p => p.GetProperty("number").GetString()!);
}
