using System.IO.Compression;
using System.Net;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Silo.Hosting;
using CadreWatch.Web.Tests.Meetings;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Reports;

/// <summary>通报 over the interface: on screen, as files, and for whom there is none.</summary>
public sealed class ReportTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly (string Id, string Name)[] Units = [("p1", "=示例单位"), ("p2", "示例二单位")];

    [Fact]
    public async Task Report_SumsTheRows_WithholdsSmallOnes_AndLeavesAsFilesThatSayWhoAndWhen()
    {
        await server.OpenAccountAsync("office.report", Role.Supervisor);
        var office = new Access.Session(server, "office.report");
        var people = new List<string>();
        for (var i = 0; i < 9; i++) people.Add(await server.CadreAsync());
        var answers = people.Take(7).Select(p => ("p1", p, Secrecy.Internal)).Append(("p2", people[8], Secrecy.Internal)).ToList();
        var silo = server.Services.GetRequiredService<OpenedSilo>();
        var round = await PastRound.PutAsync(silo, people, Units, ["office.report"], answers);
        // What is answered in the month that still runs is in no report yet.
        await PastRound.PutAsync(silo, people, Units, ["office.report"], [.. people.Select(p => ("p1", p, Secrecy.Internal))], ago: 2);

        var path = $"/api/reports/month/{round.Month.Year}/{round.Month.Month}";
        var report = await office.JsonAsync(path);
        Assert.Equal((8, 0, 8), (report.GetProperty("total").GetInt32(), report.GetProperty("before").GetInt32(), report.GetProperty("change").GetInt32()));
        var lines = Lines(report, "agencies");
        Assert.All(lines.Where(l => l.Name.EndsWith("单位", StringComparison.Ordinal)), l => Assert.All(l.Cells.Take(7), c => Assert.Null(c)));
        Assert.Equal(8, lines[^1].Cells[^3]);
        Assert.Equal([("按期", 8L), ("逾期", null), ("合计", 8L)], Lines(report, "timeliness").Select(l => (l.Name, l.Cells[0])));
        Assert.Equal(8, (await office.JsonAsync($"/api/reports/year/{round.Month.Year}/1")).GetProperty("total").GetInt32());

        var word = await PartAsync($"{path}/file?format=docx", "word/document.xml");
        var excel = await PartAsync($"{path}/file?format=xlsx", "xl/worksheets/sheet1.xml");
        foreach (var file in new[] { word, excel })
            Assert.All(new[] { "导出人：测试office.report（office.report）", "导出时间：", "—", "不足 3" }, said => Assert.Contains(said, file, StringComparison.Ordinal));
        Assert.Contains("'=示例单位", excel, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", excel, StringComparison.Ordinal);
        var entries = (await new Access.Session(server, "auditor").JsonAsync("/api/trail?account=office.report&limit=100")).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("target").GetString() == $"month-{round.Month.Year}-{round.Month.Month}").Select(e => e.GetProperty("kind").GetString()).ToList();
        Assert.Equal(["export", "export", "view"], entries);

        Assert.Equal(HttpStatusCode.BadRequest, (await office.GetAsync($"{path}/file?format=pdf")).Status);
        foreach (var none in new[] { "/api/reports/week/2026/1", "/api/reports/month/2026/13", "/api/reports/year/1/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(none)).Status);
    }

    [Fact]
    public async Task RoundKnownToOthersAlone_IsCountedForNobodyElse()
    {
        await server.OpenAccountAsync("named.report", Role.Supervisor);
        await server.OpenAccountAsync("unnamed.report", Role.DepartmentHead);
        var people = new List<string>();
        for (var i = 0; i < 4; i++) people.Add(await server.CadreAsync());
        var round = await PastRound.PutAsync(
            server.Services.GetRequiredService<OpenedSilo>(), people, Units, ["named.report"], [.. people.Select(p => ("p2", p, Secrecy.Internal))]);
        var path = $"/api/reports/month/{round.Month.Year}/{round.Month.Month}";
        Assert.Equal(4, (await new Access.Session(server, "named.report").JsonAsync(path)).GetProperty("total").GetInt32());
        var (status, body) = await new Access.Session(server, "unnamed.report").GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((0, 0), (JsonDocument.Parse(body).RootElement.GetProperty("total").GetInt32(), JsonDocument.Parse(body).RootElement.GetProperty("rows").GetInt32()));
        Assert.DoesNotContain("示例二单位", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_HoldsTheMattersOfMeetingsThatOneLeads_AndIsThereForNoLiaison()
    {
        var meeting = await MeetingCase.LiveAsync(server, "first");
        await meeting.DoAsync(meeting.Recorder, "assign", new { item = MeetingCase.Item(meeting.Cadres[0]), owner = meeting.Name("first"), dueOn = PastRound.Day(TimeProvider.System.GetUtcNow()).AddDays(9), text = "核实整改情况" });
        foreach (var leads in new[] { meeting.Convener, meeting.Recorder })
        {
            var matter = Assert.Single((await leads.JsonAsync("/api/reports/matters")).GetProperty("items").EnumerateArray());
            Assert.Equal(("open", "核实整改情况", meeting.Id), (matter.GetProperty("state").GetString(), matter.GetProperty("text").GetString(), matter.GetProperty("meeting").GetString()));
        }

        Assert.Empty((await meeting.As("outsider").JsonAsync("/api/reports/matters")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await meeting.As("first").GetAsync("/api/reports/matters")).Status);
    }

    private static List<(string Name, List<long?> Cells)> Lines(JsonElement report, string table) =>
    [
        .. report.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("code").GetString() == table).GetProperty("lines").EnumerateArray()
            .Select(l => (l.GetProperty("name").GetString()!, l.GetProperty("cells").EnumerateArray().Select(c => c.ValueKind == JsonValueKind.Null ? default(long?) : c.GetInt64()).ToList())),
    ];

    private async Task<string> PartAsync(string path, string part)
    {
        using var client = server.As("office.report");
        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(path)));
        using var reader = new StreamReader(await zip.GetEntry(part)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }
}
