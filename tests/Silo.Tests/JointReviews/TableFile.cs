using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Silo.Tests.JointReviews;

/// <summary>A table as it leaves, and a hand that fills it in the way some program would.</summary>
internal static class TableFile
{
    public static readonly ContentKey Key = new(new byte[32]);

    public static readonly OpinionTable Table = new(
        "r1", new MemberUnit("sjj", "区审计局（示例）", "a1", "b1", "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]), "示组督函〔2026〕17号", new(2026, 10, 9),
        [.. Enumerable.Range(1, 6).Select(i => new TablePerson($"YJ-{i:00000}", $"周某{i}示例"))]);

    public static readonly DateOnly Today = new(2026, 9, 20);

    public static byte[] Written() => new OpinionTableWriter(Key).Write(Table);

    public static TableReading Read(byte[] file, OpinionTable? table = null) => new OpinionTableReader(Key).Read(file, table ?? Table, Today);

    public static byte[] Change(byte[] file, Action<WorkbookPart> change)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true)) change(document.WorkbookPart!);
        return stream.ToArray();
    }

    public static byte[] Fill(byte[] file, params (string Cell, object Value)[] values) => Change(file, workbook =>
    {
        foreach (var (reference, value) in values) Set(CellOf(workbook, reference), value);
    });

    public static Cell CellOf(WorkbookPart workbook, string reference)
    {
        var (name, local) = reference.Split('!') is [var sheetName, var cell] ? (sheetName, cell) : (TableLayout.Main, reference);
        var sheet = workbook.Workbook.Descendants<Sheet>().Single(s => s.Name == name);
        var data = ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.GetFirstChild<SheetData>()!;
        var number = uint.Parse(local.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture);
        var row = data.Elements<Row>().SingleOrDefault(r => r.RowIndex! == number) ?? data.AppendChild(new Row { RowIndex = number });
        return row.Elements<Cell>().SingleOrDefault(c => c.CellReference == local) ?? row.AppendChild(new Cell { CellReference = local });
    }

    public static void Set(Cell cell, object value)
    {
        cell.RemoveAllChildren();
        switch (value)
        {
            case DateOnly day:
                cell.DataType = null;
                cell.CellValue = new CellValue((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text((string)value));
                break;
        }
    }
}
