using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.JointReviews.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CadreWatch.Silo.Tests.JointReviews;

public sealed class OpinionTableTests
{
    private static readonly (string Cell, object Value)[] Filled =
    [
        ("D5", "无不良反映"), ("D6", "有不同意见"), ("E6", "专项监督"), ("F6", new DateOnly(2025, 11, 20)), ("H6", "属实"), ("I6", "领导责任"), ("J6", "工程变更未按规定报批1项"), ("K6", "审计报告"),
        ("D7", "核查中"), ("L7", new DateOnly(2026, 10, 16)),
        ("补充事实!A2", "YJ-00002"), ("补充事实!B2", "党纪政务"), ("补充事实!C2", "2026/1/5"), ("补充事实!D2", "2026-01-08"), ("补充事实!E2", "未核实"), ("补充事实!F2", "直接责任"),
        ("补充事实!G2", "超概算"), ("补充事实!H2", "来函"),
    ];

    [Fact]
    public void WrittenTable_IsAValidWorkbook_ProtectedButForItsOwnCells()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(TableFile.Written()), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var sheet = document.WorkbookPart!.WorksheetParts.First().Worksheet;
        Assert.True(sheet.GetFirstChild<SheetProtection>()!.Sheet!.Value);
        Assert.Contains("\"无不良反映,有不同意见,核查中\"", sheet.Descendants<Formula1>().Select(f => f.Text));
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        bool Locked(string cell) => formats[(int)(TableFile.CellOf(document.WorkbookPart, cell).StyleIndex?.Value ?? 0)].Protection!.Locked!.Value;
        Assert.All(["A5", "B5", "C5", "B2", "B3", "D4"], c => Assert.True(Locked(c)));
        Assert.All(["D5", "E5", "F5", "J10", "L10", "补充事实!A2"], c => Assert.False(Locked(c)));
    }

    [Fact]
    public void ReturnedTable_GivesOpinionsOfTheRowsFilledIn() => Check(TableFile.Read(TableFile.Fill(TableFile.Written(), Filled)));

    /// <summary>Opened and saved by openpyxl: styles, part names and relations of its own, date cells as serial numbers.</summary>
    [Fact]
    public void TableSavedAgainByAnotherProgram_IsReadTheSame() =>
        Check(TableFile.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "JointReviews", "saved-again.xlsx"))));

    [Fact]
    public void SharedRichStrings_IsoDates_AndCellsWithoutReference_AreRead()
    {
        var file = TableFile.Change(TableFile.Fill(TableFile.Written(), Filled), workbook =>
        {
            var shared = workbook.AddNewPart<SharedStringTablePart>();
            shared.SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Run(new Text("无不良")), new Run(new Text("反映")), new PhoneticRun(new Text("wu")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
            var answer = TableFile.CellOf(workbook, "D5");
            answer.RemoveAllChildren();
            (answer.DataType, answer.CellValue) = (CellValues.SharedString, new CellValue("0"));
            var day = TableFile.CellOf(workbook, "F6");
            (day.DataType, day.CellValue) = (CellValues.Date, new CellValue("2025-11-20T00:00:00"));
            foreach (var cell in workbook.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Row>().Skip(4)).SelectMany(r => r.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>()).ToList()) cell.CellReference = null;
        });
        Check(TableFile.Read(file));
    }

    [Fact]
    public void ItsOwnContentTwice_IsTheSameContent()
    {
        var (first, second) = (TableFile.Read(TableFile.Fill(TableFile.Written(), Filled)), TableFile.Read(TableFile.Fill(TableFile.Written(), Filled)));
        Assert.Equal(first.Entries.Select(e => e.Content), second.Entries.Select(e => e.Content));
        Assert.Equal(3, first.Entries.Select(e => e.Content).Distinct().Count());
    }

    [Theory]
    [InlineData("B6", "YJ-00009", "B6: 固定内容被改动，应为“YJ-00002”。")]
    [InlineData("C6", "李某", "C6: 固定内容被改动，应为“周某2示例”。")]
    [InlineData("B2", "r2", "B2: 批次或单位与本表不符，请使用下发给本单位的原表。")]
    [InlineData("D2", "fgw", "D2: 批次或单位与本表不符，请使用下发给本单位的原表。")]
    [InlineData("H2", "2026-12-31", "H2: 固定内容被改动，应为“2026-10-09”。")]
    [InlineData("B3", "0000", "B3: 校验码不符，请使用下发的原表填报。")]
    [InlineData("M6", "拟任局长", "M6: 表外单元格有内容，请删除；需补充的事实请填入工作表“补充事实”。")]
    [InlineData("B11", "YJ-00099", "B11: 表外单元格有内容，请删除；需补充的事实请填入工作表“补充事实”。")]
    [InlineData("D6", "有意见", "D6: “有意见”不在可选项中，应为：无不良反映、有不同意见、核查中。")]
    [InlineData("F6", "去年", "F6: “去年”不是日期，应如 2026-01-05。")]
    [InlineData("F6", "2026-09-21", "F6: 日期晚于今日。")]
    [InlineData("G6", "2025-11-19", "G6: 止于早于起始日期。")]
    [InlineData("J6", "", "J6: 请填写事实。")]
    [InlineData("K6", "", "K6: 请填写依据。")]
    [InlineData("D6", "", "D6: 已填事实，请选择意见。")]
    [InlineData("D6", "无不良反映", "补充事实!A2: 填报“无不良反映”时不能列出事实。")]
    [InlineData("补充事实!A2", "YJ-00077", "补充事实!A2: 名单中没有该干部编号。")]
    [InlineData("补充事实!J9", "备注", "补充事实!J9: 表外单元格有内容，请删除。")]
    public void OneBadCell_IsNamed_AndNothingIsTaken(string cell, string value, string error)
    {
        var reading = TableFile.Read(TableFile.Fill(TableFile.Fill(TableFile.Written(), Filled), (cell, value)));
        Assert.Equal(error, Assert.Single(reading.Errors).ToString());
        Assert.Empty(reading.Entries);
    }

    [Fact]
    public void TwoRowsExchanged_AreNoticed()
    {
        var reading = TableFile.Read(TableFile.Fill(TableFile.Written(), ("B5", "YJ-00002"), ("C5", "周某2示例"), ("B6", "YJ-00001"), ("C6", "周某1示例")));
        Assert.Equal(["B5", "B6", "C5", "C6"], reading.Errors.Select(e => e.Cell).Order());
    }

    [Fact]
    public void TableOfAnotherUnitOrListThatChanged_IsNotTaken()
    {
        var other = TableFile.Table with { Unit = TableFile.Table.Unit with { Id = "fgw", Name = "区发改局（示例）" } };
        Assert.Contains("D2", TableFile.Read(TableFile.Written(), other).Errors.Select(e => e.Cell));
        var longer = TableFile.Table with { People = [.. TableFile.Table.People, new("YJ-00007", "周某7示例")] };
        Assert.NotEmpty(TableFile.Read(TableFile.Written(), longer).Errors);
    }

    [Fact]
    public void PersonRenamedSinceTheTableLeft_DoesNotMatter()
    {
        var renamed = TableFile.Table with { People = [.. TableFile.Table.People.Select(p => p with { Name = p.Name + "新" })] };
        Assert.Empty(TableFile.Read(TableFile.Fill(TableFile.Written(), Filled), renamed).Errors);
    }

    [Fact]
    public void Formula_IsNoAnswer()
    {
        var file = TableFile.Change(TableFile.Written(), workbook =>
        {
            var cell = TableFile.CellOf(workbook, "D8");
            (cell.CellFormula, cell.CellValue, cell.DataType) = (new CellFormula("\"无不良反映\""), new CellValue("无不良反映"), CellValues.String);
        });
        Assert.Equal("D8: 不得使用公式，请填写内容。", Assert.Single(TableFile.Read(file).Errors).ToString());
    }

    [Fact]
    public void WhatIsNoWorkbook_IsRefusedInOneSentence()
    {
        Assert.Single(TableFile.Read(Encoding.UTF8.GetBytes("姓名,意见")).Errors);
        Assert.Single(TableFile.Read([]).Errors);
        Assert.Single(TableFile.Read(TableFile.Written()[..2_000]).Errors);
    }

    private static void Check(TableReading reading)
    {
        Assert.Empty(reading.Errors.Select(e => e.ToString()));
        Assert.Equal(["YJ-00001", "YJ-00002", "YJ-00003"], reading.Entries.Select(e => e.Cadre));
        Assert.Equal([OpinionAnswer.NoObjection, OpinionAnswer.Objection, OpinionAnswer.Verifying], reading.Entries.Select(e => e.Answer));
        Assert.Equal(new DateOnly(2026, 10, 16), reading.Entries[2].ExpectedOn);
        var facts = reading.Entries[1].Facts;
        Assert.Equal(
            [(NegativeClass.SpecialSupervision, new DateOnly(2025, 11, 20), new DateOnly(2025, 11, 20), SignalStatus.Substantiated, Responsibility.Leadership),
             (NegativeClass.Discipline, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 8), SignalStatus.Reported, Responsibility.Direct)],
            facts.Select(f => (f.Class, f.From, f.To, f.Status, f.Responsibility)));
        Assert.Equal(["工程变更未按规定报批1项", "超概算"], facts.Select(f => Encoding.UTF8.GetString(f.Text.Bytes.Span)));
    }
}
