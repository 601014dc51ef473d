using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using CadreWatch.Web.Exports;

namespace CadreWatch.Web.Tests.Exports;

public sealed class ExportTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly string[] Names = ["姓名", "件数"];

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1+1")]
    [InlineData("＝1+1")]
    public void TextThatBeginsLikeAFormula_IsKeptFromBeingOne(string text) => Assert.Equal("'" + text, Cell.Safe(text));

    [Theory]
    [InlineData("周某")]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("2026-10-12")]
    public void OtherText_StaysAsItIs(string text) => Assert.Equal(text, Cell.Safe(text));

    [Fact]
    public void NumbersAndDays_AreNoTexts()
    {
        Assert.Equal("-5,2026-01-02,", CsvFile.Line([-5L, new DateOnly(2026, 1, 2), null]));
        Assert.Equal("\"周,某\",\"说\"\"是\"\"\",\"两\n行\"", CsvFile.Line(["周,某", "说\"是\"", "两\n行"]));
    }

    [Fact]
    public async Task Csv_BeginsWithTheMarkOfUtf8_AndSaysWhoWhenAndUnderWhichFilter()
    {
        using var stream = new MemoryStream();
        await CsvFile.WriteAsync(stream, HeadOf("查找“周”"), Names, Rows(["周某", 3L], ["=1", 1L]), CancellationToken.None);

        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        var lines = Encoding.UTF8.GetString(stream.ToArray()[3..]).Split("\r\n");
        Assert.Equal(["干部名册", "导出人：张某（zhang）", "导出时间：2026-10-12 10:42:07", "筛选条件：查找“周”"], lines[..4]);
        Assert.Equal(["姓名,件数", "周某,3", "'=1,1", ""], lines[^4..]);
    }

    [Fact]
    public async Task Workbook_HoldsTextsAndNumbers_AndNoFormula()
    {
        using var stream = new MemoryStream();
        await XlsxFile.WriteAsync(stream, "干部名册", HeadOf(""), Names, Rows(["=HYPERLINK(\"x\")", 3L], ["坏\u0001字", 1L]), CancellationToken.None);

        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var sheet = XDocument.Load(part);
        Assert.Empty(sheet.Descendants(Sheet + "f"));
        var rows = sheet.Descendants(Sheet + "row").Select(r => r.Elements(Sheet + "c").Select(c => c.Value).ToList()).ToList();
        Assert.Contains("筛选条件：全部", rows.Select(r => r[0]));
        Assert.Equal(["'=HYPERLINK(\"x\")", "3"], rows[^2]);
        Assert.Equal(["坏字", "1"], rows[^1]);
        Assert.Equal("n", sheet.Descendants(Sheet + "c").Last().Attribute("t")!.Value);
    }

    private static IReadOnlyList<string> HeadOf(string filter) => new ExportSheet("干部名册", "cadres", filter, Names).Head("张某（zhang）", "2026-10-12 10:42:07", 2);

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(params object?[][] rows)
    {
        foreach (var row in rows) yield return await ValueTask.FromResult(row);
    }
}
