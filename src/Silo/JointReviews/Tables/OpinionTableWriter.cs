using CadreWatch.Silo.Ingest;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Silo.JointReviews.Tables;

/// <summary>Writes the table that a unit on another network fills in: protected but for its own cells, with lists to choose from.</summary>
internal sealed class OpinionTableWriter(ContentKey key)
{
    private const uint Locked = 0;
    private const uint Open = 1;
    private const uint OpenDay = 2;
    private const uint Bold = 3;

    public byte[] Write(OpinionTable table)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new WorkbookProtection { LockStructure = true });
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            Add(workbook, sheets, 1, TableLayout.Main, MainSheet(table));
            Add(workbook, sheets, 2, TableLayout.More, MoreSheet(table));
        }

        return stream.ToArray();
    }

    private static void Add(WorkbookPart workbook, Sheets sheets, uint id, string name, Worksheet sheet)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet;
        sheets.AppendChild(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = id, Name = name });
    }

    private Worksheet MainSheet(OpinionTable table)
    {
        var cells = TableLayout.Fixed(table);
        var digest = TableLayout.Digest(key, cells);
        var last = TableLayout.FirstRow + table.People.Count - 1;
        var data = new SheetData();
        for (var number = 1; number <= last; number++)
        {
            var row = data.AppendChild(new Row { RowIndex = (uint)number });
            for (var column = 'A'; column <= 'L'; column++)
            {
                var reference = $"{column}{number}";
                if (reference == "B3") row.AppendChild(Text(reference, digest, Locked));
                else if (cells.TryGetValue(reference, out var text)) row.AppendChild(Text(reference, text, number <= TableLayout.HeaderRow ? Bold : Locked));
                else if (number >= TableLayout.FirstRow) row.AppendChild(new Cell { CellReference = reference, StyleIndex = column is 'F' or 'G' or 'L' ? OpenDay : Open });
            }
        }

        var (first, end) = (TableLayout.FirstRow, last);
        return new Worksheet(
            Views(3, TableLayout.HeaderRow, $"D{TableLayout.FirstRow}"), Widths(6, 12, 12, 14, 14, 14, 14, 10, 10, 44, 30, 14), data, Protection(),
            Validations(
                List($"D{first}:D{end}", TableLayout.Answers), List($"E{first}:E{end}", TableLayout.Classes), Day($"F{first}:G{end}"),
                List($"H{first}:H{end}", TableLayout.Statuses), List($"I{first}:I{end}", TableLayout.Responsibilities), Day($"L{first}:L{end}")));
    }

    private static Worksheet MoreSheet(OpinionTable table)
    {
        var data = new SheetData();
        var header = data.AppendChild(new Row { RowIndex = 1 });
        for (var i = 0; i < TableLayout.MoreHeader.Length; i++) header.AppendChild(Text($"{(char)('A' + i)}1", TableLayout.MoreHeader[i], Bold));
        var last = TableLayout.MoreFirstRow + TableLayout.MoreRows - 1;
        for (var number = TableLayout.MoreFirstRow; number <= last; number++)
        {
            var row = data.AppendChild(new Row { RowIndex = (uint)number });
            for (var column = 'A'; column <= 'H'; column++)
                row.AppendChild(new Cell { CellReference = $"{column}{number}", StyleIndex = column is 'C' or 'D' ? OpenDay : Open });
        }

        var (first, end) = (TableLayout.MoreFirstRow, last);
        var people = $"{TableLayout.Main}!$B${TableLayout.FirstRow}:$B${TableLayout.FirstRow + table.People.Count - 1}";
        return new Worksheet(
            Views(0, 1, "A2"), Widths(12, 14, 14, 14, 10, 10, 44, 30), data, Protection(),
            Validations(
                Of($"A{first}:A{end}", DataValidationValues.List, people), List($"B{first}:B{end}", TableLayout.Classes), Day($"C{first}:D{end}"),
                List($"E{first}:E{end}", TableLayout.Statuses), List($"F{first}:F{end}", TableLayout.Responsibilities)));
    }

    private static Cell Text(string reference, string text, uint style) => new()
    {
        CellReference = reference,
        StyleIndex = style,
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static SheetViews Views(double columns, double rows, string topLeft) => new(new SheetView(
        new Pane
        {
            HorizontalSplit = columns > 0 ? columns : null,
            VerticalSplit = rows,
            TopLeftCell = topLeft,
            State = PaneStateValues.Frozen,
            ActivePane = columns > 0 ? PaneValues.BottomRight : PaneValues.BottomLeft,
        })
    { WorkbookViewId = 0 });

    private static Columns Widths(params double[] widths) =>
        new(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true }));

    private static SheetProtection Protection() => new() { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false };

    private static DataValidations Validations(params DataValidation[] all) => new(all) { Count = (uint)all.Length };

    private static DataValidation List(string cells, string[] words) => Of(cells, DataValidationValues.List, $"\"{string.Join(',', words)}\"");

    private static DataValidation Day(string cells)
    {
        var validation = Of(cells, DataValidationValues.Date, "36526");
        validation.Operator = DataValidationOperatorValues.GreaterThanOrEqual;
        validation.Error = "请填写日期，如 2026-01-05。";
        return validation;
    }

    private static DataValidation Of(string cells, DataValidationValues type, string formula) => new(new Formula1(formula))
    {
        Type = type,
        AllowBlank = true,
        ShowErrorMessage = true,
        ErrorTitle = "填写有误",
        Error = "请从下拉列表中选择。",
        SequenceOfReferences = new ListValue<StringValue>([new StringValue(cells)]),
    };

    private static Stylesheet Styles()
    {
        static CellFormat Format(uint number, uint font, bool locked) => new(
            new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = true }, new Protection { Locked = locked })
        { NumberFormatId = number, FontId = font, FillId = 0, BorderId = 0, ApplyNumberFormat = true, ApplyProtection = true, ApplyAlignment = true };
        static Font Face(bool bold) => new(
            new OpenXmlElement?[] { bold ? new Bold() : null, new FontSize { Val = 11 }, new FontName { Val = "宋体" } }.OfType<OpenXmlElement>());
        const uint IsoDay = 164;
        return new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = IsoDay, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
            new Fonts(Face(bold: false), Face(bold: true)) { Count = 2 },
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
            new CellFormats(Format(0, 0, locked: true), Format(49, 0, locked: false), Format(IsoDay, 0, locked: false), Format(0, 1, locked: true)) { Count = 4 });
    }
}
