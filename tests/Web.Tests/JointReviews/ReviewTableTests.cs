using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Web.Tests.JointReviews;

/// <summary>The table that leaves for another network and comes back, and the letter beside it.</summary>
public sealed class ReviewTableTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Table_GoesOutAndComesBack_AndWaitsForTheSecondPerson()
    {
        var round = await ReviewRound.OpenAsync(server);
        var (status, file) = await round.FileAsync("liaison.1", $"{round.UnitPath}/table");
        Assert.Equal(HttpStatusCode.OK, status);
        var (taken, said) = await round.UploadAsync("liaison.1", Fill(file, ("D5", "无不良反映"), ("D7", "核查中")));
        Assert.True(taken == HttpStatusCode.OK, said);
        Assert.Equal("606", await round.CellsAsync(round.Office));
        await round.ConfirmAsync(round.Second, 1, round.People[0], round.People[2]);
        Assert.Equal("103", await round.CellsAsync(round.Office));
        Assert.Equal(0, JsonSerializer.Deserialize<JsonElement>((await round.UploadAsync("second.1", Fill(file, ("D5", "无不良反映")))).Body).GetProperty("changed").GetInt32());
    }

    [Fact]
    public async Task Table_WithFaults_IsRefusedByCell_AndNothingIsTaken()
    {
        var round = await ReviewRound.OpenAsync(server);
        var (_, file) = await round.FileAsync("liaison.1", $"{round.UnitPath}/table");
        var (status, body) = await round.UploadAsync("liaison.1", Fill(file, ("C6", "别人"), ("D5", "无不良反映"), ("D7", "同意")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["C6"], JsonSerializer.Deserialize<JsonElement>(body).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("cell").GetString()!));
        Assert.Equal("000", await round.CellsAsync(round.Office));
        var (_, other) = await round.FileAsync("liaison.2", $"{round.Path}/units/u2/table");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await round.UploadAsync("liaison.1", Fill(other, ("D5", "无不良反映")))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await round.UploadAsync("liaison.1", [1, 2, 3])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await round.UploadAsync("liaison.2", file)).Status);
    }

    [Fact]
    public async Task Letter_NamesThePeopleAndTheDueDay_AndNoOtherUnit()
    {
        var round = await ReviewRound.OpenAsync(server);
        var (status, file) = await round.FileAsync("liaison.1", $"{round.UnitPath}/letter");
        Assert.Equal(HttpStatusCode.OK, status);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.Contains("征求意见函", text, StringComparison.Ordinal);
        Assert.Contains("测试单位1：", text, StringComparison.Ordinal);
        Assert.Contains("专项监督", text, StringComparison.Ordinal);
        Assert.Contains("10个工作日", text, StringComparison.Ordinal);
        Assert.All(round.People, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Assert.DoesNotContain("测试单位2", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync("liaison.2", $"{round.UnitPath}/letter")).Status);
    }

    [Fact]
    public async Task ChaseLetter_TellsHowManyAreOpen_AndNobodyByName()
    {
        var round = await ReviewRound.OpenAsync(server);
        await round.EnterAsync(round.Liaison, ReviewRound.Clear(round.People[0]), ReviewRound.Clear(round.People[1]));
        await round.ConfirmAsync(round.Second, 1, round.People[0]);
        await round.OkAsync(round.Office, $"{round.Path}/chase", new { units = new[] { "u1" } });
        var chased = Assert.Single((await MemberAsync(round, round.Office)).GetProperty("chases").EnumerateArray());
        Assert.Equal(ServerFixture.Account, chased.GetProperty("by").GetProperty("account").GetString());
        Assert.Equal(JsonValueKind.Null, (await MemberAsync(round, round.Liaison)).GetProperty("chases")[0].GetProperty("by").ValueKind);

        var (status, file) = await round.FileAsync("liaison.1", $"{round.UnitPath}/chase-letters/1");
        Assert.Equal(HttpStatusCode.OK, status);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        foreach (var word in new[] { "催办函", "测试单位1：", "尚有2人未答复", chased.GetProperty("letter").GetString()! }) Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.All(round.People, p => Assert.DoesNotContain(p, text, StringComparison.Ordinal));
        Assert.DoesNotContain("测试甲", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync("liaison.2", $"{round.UnitPath}/chase-letters/1")).Status);
        foreach (var number in new[] { 0, 2, int.MinValue }) Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync("liaison.1", $"{round.UnitPath}/chase-letters/{number}")).Status);

        await round.EnterAsync(round.Liaison, ReviewRound.Clear(round.People[2]));
        await round.ConfirmAsync(round.Second, 1, round.People[1], round.People[2]);
        Assert.Contains("nothingOutstanding", (await round.Office.PostAsync($"{round.Path}/chase", new { units = new[] { "u1" } })).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileBesideAFact_IsForTheUnit_AndForTheOfficeOnceConfirmed()
    {
        var round = await ReviewRound.OpenAsync(server);
        byte[] bytes = [.. "%PDF-1.7 "u8, .. Guid.NewGuid().ToByteArray()];
        var cadre = round.People[0];
        Assert.Contains("fileTypeUnknown", await RefusedAsync(round, "甲事", new { name = "甲.exe", content = "MZ"u8.ToArray() }), StringComparison.Ordinal);
        Assert.Contains("attachmentName", await RefusedAsync(round, "甲事", new { name = " ", content = bytes }), StringComparison.Ordinal);
        Assert.Contains("attachmentUnknown", await RefusedAsync(round, "甲事", new { name = "甲.pdf", hash = new string('a', 64) }), StringComparison.Ordinal);
        Assert.Contains("unknownCadre", (await round.Liaison.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Objection("NOBODY", "甲事", null, new { name = "甲.pdf", content = bytes }) } })).Body, StringComparison.Ordinal);
        var folder = Path.Combine(server.Data, "attachments");
        Assert.Empty(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : []);

        await round.EnterAsync(round.Liaison, ReviewRound.Objection(cadre, "甲事", null, new { name = "审计报告.pdf", content = bytes }));
        var attached = (await round.Liaison.JsonAsync($"{round.UnitPath}/cells/{cadre}")).GetProperty("history")[0].GetProperty("facts")[0].GetProperty("attachments")[0];
        Assert.Equal(("审计报告.pdf", bytes.Length), (attached.GetProperty("name").GetString(), attached.GetProperty("size").GetInt32()));
        var hash = attached.GetProperty("hash").GetString()!;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), hash);
        var path = $"{round.UnitPath}/cells/{cadre}/attachments/{hash}";
        Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync(ServerFixture.Account, path)).Status);
        await round.ConfirmAsync(round.Second, 1, cadre);
        foreach (var account in new[] { ServerFixture.Account, "second.1" }) Assert.Equal(bytes, (await round.FileAsync(account, path)).Bytes);
        Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync("liaison.2", path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await round.FileAsync("liaison.1", path.Replace(cadre, round.People[1], StringComparison.Ordinal))).Status);
        Assert.Contains("attachmentUnknown", await RefusedAsync(round, "乙事", new { name = "他人.pdf", hash }, 1), StringComparison.Ordinal);
        await round.EnterAsync(round.Liaison, ReviewRound.Objection(cadre, "甲事，已整改", null, new { name = "审计报告.pdf", hash }));
        Assert.Equal(2, (await round.Liaison.JsonAsync($"{round.UnitPath}/cells/{cadre}")).GetProperty("revisions").GetInt32());
    }

    private static async Task<JsonElement> MemberAsync(ReviewRound round, Access.Session who) => (await who.JsonAsync(round.Path)).GetProperty("members")[0];

    private static async Task<string> RefusedAsync(ReviewRound round, string text, object attachment, int person = 0)
    {
        var (status, body) = await round.Liaison.PostAsync($"{round.UnitPath}/opinions", new { entries = new[] { ReviewRound.Objection(round.People[person], text, null, attachment) } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        return body;
    }

    private static byte[] Fill(byte[] file, params (string Cell, string Value)[] values)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var workbook = document.WorkbookPart!;
            var main = workbook.Workbook!.Descendants<Sheet>().Single(s => s.Name == "意见");
            var sheet = ((WorksheetPart)workbook.GetPartById(main.Id!)).Worksheet!;
            foreach (var (reference, value) in values)
            {
                var cell = sheet.Descendants<Cell>().Single(c => c.CellReference == reference);
                cell.RemoveAllChildren();
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(value));
            }
        }

        return stream.ToArray();
    }
}
