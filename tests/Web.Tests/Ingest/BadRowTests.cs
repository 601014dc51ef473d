using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CadreWatch.Web.Tests.Ingest;

public sealed class BadRowTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Good = """ "source":"s","kind":"complaint","category":"other","severity":2,"status":"reported","occurredOn":"2026-01-02","knownOn":"2026-01-03" """;

    public static TheoryData<string, string, string> Rows => new()
    {
        { "\"kind\":\"gossip\"", "kind", "unknownKind" },
        { "\"occurredOn\":\"2999-01-01\"", "occurredOn", "futureDate" },
        { "\"knownOn\":\"2999-01-01T00:00:00+08:00\"", "knownOn", "futureDate" },
        { "\"knownOn\":\"2026-01-03T00:00:00\"", "knownOn", "malformed" },
        { "\"occurredOn\":\"2026-02-30\"", "occurredOn", "malformed" },
        { "\"cadre\":\"nobody\"", "cadre", "unknownCadre" },
        { "\"severity\":6", "severity", "outOfRange" },
        { "\"severity\":\"3\"", "severity", "wrongType" },
        { "\"severity\":2.5", "severity", "outOfRange" },
        { "\"status\":\"proven\"", "status", "unknownStatus" },
        { "\"secrecy\":\"topSecret\"", "secrecy", "topSecret" },
        { "\"title\":\"a\\u0000b\"", "title", "nulCharacter" },
        { "\"title\":\"\\ud800\"", "title", "loneSurrogate" },
        { "\"title\":7", "title", "wrongType" },
        { "\"metrics\":{\"valid\":1e999}", "metrics.valid", "outOfRange" },
        { "\"metrics\":{\"valid\":\"NaN\"}", "metrics.valid", "wrongType" },
        { "\"metrics\":{\"valid\":10,\"satisfied\":8,\"dissatisfied\":5}", "metrics.valid", "outOfRange" },
        { "\"complainantName\":\"某人\"", "complainantName", "complainantIdentityRefused" },
        { "\"attributes\":{\"idCard\":\"1\"}", "attributes.idCard", "complainantIdentityRefused" },
        { "\"colour\":\"red\"", "colour", "unknownField" },
        { "\"backfill\":1", "backfill", "wrongType" },
        { "\"occurredFrom\":\"2026-01-01\"", "occurredOn", "bothGiven" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task BadField_IsNamedWithItsRule_AndTheRestIsTaken(string field, string name, string rule)
    {
        var cadre = await server.CadreAsync();
        var rows = $"[{Row(cadre, "first")},{Row(cadre, "bad", field)},{Row(cadre, "last")}]";
        var result = await ResultAsync(rows);
        Assert.Equal((3, 2), (result.GetProperty("received").GetInt32(), result.GetProperty("accepted").GetInt32()));
        var rejected = Assert.Single(result.GetProperty("rejected").EnumerateArray());
        Assert.Equal((1, name, rule), (rejected.GetProperty("row").GetInt32(), rejected.GetProperty("field").GetString(), rejected.GetProperty("rule").GetString()));
        Assert.Matches("[\u4e00-\u9fff]", rejected.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("{\"source\":NaN}", "notJson")]
    [InlineData("[1,2]", "wrongType")]
    [InlineData("{\"metrics\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}", "wrongType")]
    [InlineData("{\"attributes\":{\"a\":{\"a\":{}}}}", "wrongType")]
    [InlineData("", "notJson")]
    public async Task RowThatIsNoRow_CostsItselfAlone(string bad, string rule)
    {
        var cadre = await server.CadreAsync();
        var result = await ResultAsync($"[{Row(cadre, "first")},{bad},{Row(cadre, "last")}]");
        Assert.Equal(2, result.GetProperty("accepted").GetInt32());
        Assert.Equal(rule, Assert.Single(result.GetProperty("rejected").EnumerateArray()).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task UndecodableBytes_AreNamed()
    {
        var cadre = await server.CadreAsync();
        var body = Encoding.UTF8.GetBytes(Row(cadre, "bytes", "\"title\":\"??\""));
        body.AsSpan()[(body.AsSpan().IndexOf("??"u8))..][..2].Fill(0xC3);
        using var answer = await server.SendAsync("/api/signals", body);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("undecodable", Assert.Single(result.GetProperty("rejected").EnumerateArray()).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task MegabyteOfText_IsTooLong()
    {
        var cadre = await server.CadreAsync();
        var result = await ResultAsync(Row(cadre, "long", $"\"text\":\"{new string('长', 1 << 20)}\""));
        Assert.Equal("tooLong", Assert.Single(result.GetProperty("rejected").EnumerateArray()).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task SubjectListWithOneUnknownCadre_LeavesNothingBehind()
    {
        var cadre = await server.CadreAsync();
        var row = $"{{{Good},\"externalId\":\"two\",\"subjects\":[{{\"cadre\":\"{cadre}\",\"responsibility\":\"direct\"}},{{\"cadre\":\"nobody\"}}]}}";
        var rejected = Assert.Single((await ResultAsync(row)).GetProperty("rejected").EnumerateArray());
        Assert.Equal(("subjects[1].cadre", "unknownCadre"), (rejected.GetProperty("field").GetString(), rejected.GetProperty("rule").GetString()));
        Assert.Empty((await server.GetAsync($"/api/cadres/{cadre}/timeline")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task SameRowTwiceInOneBatch_IsADuplicate_AndSendingAgainChangesNothing()
    {
        var cadre = await server.CadreAsync();
        var batch = $"{Row(cadre, "twin")}\n{Row(cadre, "twin")}\n";
        var first = await ResultAsync(batch);
        Assert.Equal((1, 1), (first.GetProperty("accepted").GetInt32(), first.GetProperty("duplicates").GetInt32()));
        var again = await ResultAsync(batch);
        Assert.Equal((0, 2), (again.GetProperty("accepted").GetInt32(), again.GetProperty("duplicates").GetInt32()));
        Assert.Single((await server.GetAsync($"/api/cadres/{cadre}/timeline")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("", "emptyBody")]
    [InlineData("[{\"a\":1}", "notJson")]
    [InlineData("[{\"a\":\"}]", "notJson")]
    public async Task BodyWhoseRowsCannotBeTold_IsRefusedWhole(string body, string code)
    {
        using var answer = await server.SendAsync("/api/signals", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task MoreRowsThanABatchTakes_AreRefusedWhole()
    {
        using var answer = await server.SendAsync("/api/signals", string.Concat(Enumerable.Repeat("{}\n", 10_001)));
        Assert.Equal("tooManyRows", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private static string Row(string cadre, string id, string? field = null)
    {
        var name = field?[..(field.IndexOf(':', StringComparison.Ordinal) + 1)];
        var fields = new List<string> { $"\"cadre\":\"{cadre}\"", $"\"externalId\":\"{id}\"" };
        fields.AddRange(Good.Trim().Split(','));
        if (name is not null) fields.RemoveAll(f => f.StartsWith(name, StringComparison.Ordinal));
        if (field is not null) fields.Add(field);
        return $"{{{string.Join(',', fields)}}}";
    }

    private async Task<JsonElement> ResultAsync(string body)
    {
        using var answer = await server.SendAsync("/api/signals", body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
