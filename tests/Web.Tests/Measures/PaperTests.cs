using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;

namespace CadreWatch.Web.Tests.Measures;

/// <summary>Letters before they are issued, the explanation sheet, and scans.</summary>
public sealed class PaperTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly byte[] Pdf = "%PDF-1.7 scan"u8.ToArray();

    [Fact]
    public async Task Preview_ReadsAsTheLetterWill_AndWarnsOfWordsOfAComplaint()
    {
        const string words = "在某项目招标过程中为亲属承揽工程提供便利";
        var (supervisor, cadre) = (await SessionAsync("supervisor.p", Role.Supervisor), await server.CadreAsync());
        await server.PostAsync("/api/signals", new[] { new { source = "12380", externalId = "1", cadre, kind = "complaint", category = "工程建设", status = "reported", occurredOn = ServerFixture.Recent(3), knownOn = ServerFixture.Recent(2), text = $"来信反映其{words}，请核查。" } });
        var signal = (await supervisor.JsonAsync($"/api/cadres/{cadre}/timeline")).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("type").GetString() == "signal").GetProperty("id").GetString();
        var (status, body) = await supervisor.PostAsync("/api/measures", new { kind = "inquiry", cadre, signals = new[] { signal }, matter = $"关于{words}的情况", codes = new[] { "integrity" } });
        Assert.True(status == HttpStatusCode.OK, body);
        var drafted = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Contains(drafted.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("连续重合 20 字", StringComparison.Ordinal));
        var preview = await supervisor.JsonAsync($"/api/measures/{drafted.GetProperty("id").GetString()}/preview");
        Assert.False(preview.GetProperty("issued").GetBoolean());
        Assert.Contains("收到关于你在廉政勤政方面的反映", preview.GetProperty("body")[0].GetString());
        Assert.Contains(preview.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explanation_TellsFactsAndArticles_OnceIssued_AndNoSource()
    {
        var (id, supervisor) = await ApprovedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/api/measures/{id}/explanation")).Status);
        await ActAsync(supervisor, id, "issue", new { mode = "letter" });
        var sheet = await supervisor.JsonAsync($"/api/measures/{id}/explanation");
        var text = string.Join('\n', sheet.GetProperty("body").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("一、所依据的事实", text, StringComparison.Ordinal);
        Assert.Contains("民主测评", text, StringComparison.Ordinal);
        Assert.Contains("不是由计算机自动作出的决定", text, StringComparison.Ordinal);
        Assert.DoesNotContain("test", text, StringComparison.Ordinal);
        var (status, file) = await supervisor.GetAsync($"/api/measures/{id}/explanation/file");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("PK", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_IsAttachedWithItsHash_ComesBack_AndIsEnteredInTheTrail()
    {
        var (id, supervisor) = await ApprovedAsync();
        var (status, body) = await supervisor.UploadAsync($"/api/measures/{id}/scans?paper=reply&pages=2", Pdf);
        Assert.True(status == HttpStatusCode.OK, body);
        var scan = (await supervisor.JsonAsync($"/api/measures/{id}")).GetProperty("scans")[0];
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf));
        Assert.Equal((hash, 2), (scan.GetProperty("hash").GetString(), scan.GetProperty("pages").GetInt32()));
        Assert.Equal("%PDF-1.7 scan", (await supervisor.GetAsync($"/api/measures/{id}/scans/{hash}")).Body);
        var (other, _) = await ApprovedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/api/measures/{other}/scans/{hash}")).Status);
        var trail = await new Access.Session(server, "auditor").JsonAsync($"/api/trail?account={supervisor.Account}&limit=200");
        Assert.Contains(trail.GetProperty("items").EnumerateArray(), e => e.GetProperty("type").GetString() == "scan" && e.GetProperty("target").GetString() == id);
    }

    [Theory]
    [InlineData("paper=reply&pages=0", "%PDF-1.7", "pagesOutOfRange")]
    [InlineData("paper=anything&pages=1", "%PDF-1.7", "paperMissing")]
    [InlineData("paper=reply&pages=1", "<svg onload=x>", "fileTypeUnknown")]
    public async Task Scan_ThatIsNone_IsRefusedByName(string query, string content, string rule)
    {
        var (id, supervisor) = await ApprovedAsync();
        var (status, body) = await supervisor.UploadAsync($"/api/measures/{id}/scans?{query}", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(rule, body, StringComparison.Ordinal);
    }

    private async Task<(string Id, Access.Session Session)> ApprovedAsync()
    {
        var (supervisor, deputy, head) = (await SessionAsync("supervisor.p", Role.Supervisor), await SessionAsync("deputy.p", Role.DeputyHead), await SessionAsync("head.p", Role.DepartmentHead));
        var alert = await server.AlertAsync();
        var (status, body) = await supervisor.PostAsync("/api/measures", new
        {
            kind = "reminder",
            cadre = alert.GetProperty("cadre").GetString(),
            alerts = new[] { alert.GetProperty("id").GetString() },
            matter = "测试事项",
            codes = new[] { "duty" },
        });
        Assert.True(status == HttpStatusCode.OK, body);
        var id = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetString()!;
        await ActAsync(supervisor, id, "submit", new { });
        await ActAsync(deputy, id, "opine", new { agreed = true });
        await ActAsync(head, id, "opine", new { agreed = true });
        return (id, supervisor);
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
}
