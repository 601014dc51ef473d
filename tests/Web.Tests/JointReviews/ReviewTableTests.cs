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
