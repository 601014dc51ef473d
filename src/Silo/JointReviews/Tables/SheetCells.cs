using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Silo.JointReviews.Tables;

/// <param name="Text">The value as text; a number in invariant form.</param>
/// <param name="IsNumber">Stored as a number, as dates are.</param>
/// <param name="IsFormula">Computed: its value is not what somebody wrote.</param>
internal readonly record struct CellText(string Text, bool IsNumber, bool IsFormula);

/// <summary>
/// The cells of one sheet that hold anything, by reference. Reads what Excel, WPS and LibreOffice write: shared, rich and inline strings, numbers, ISO dates,
/// and cells that leave their reference out.
/// </summary>
internal static class SheetCells
{
    public static Dictionary<string, CellText> Read(WorkbookPart workbook, WorksheetPart sheet)
    {
        var shared = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(TextOf).ToArray() ?? [];
        var cells = new Dictionary<string, CellText>(StringComparer.Ordinal);
        var number = 0u;
        foreach (var row in sheet.Worksheet.Descendants<Row>())
        {
            number = row.RowIndex?.Value ?? number + 1;
            var column = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : column + 1;
                var value = ValueOf(cell, shared);
                if (value.Text.Length > 0 || value.IsFormula) cells[$"{NameOf(column)}{number}"] = value;
            }
        }

        return cells;
    }

    /// <summary>A day written as text, or a serial number of the workbook's date system; null where it is none.</summary>
    public static DateOnly? Day(CellText cell, bool from1904)
    {
        if (cell.IsNumber && double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial))
        {
            // Serial numbers below 61 stand before the leap day that 1900 did not have; none of them is a day that anybody means.
            var day = Math.Floor(serial);
            return day is >= 61 and < 2_000_000 ? (from1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).AddDays((int)day) : null;
        }

        string[] forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss"];
        return DateOnly.TryParseExact(cell.Text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
            ? written
            : DateTime.TryParseExact(cell.Text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? DateOnly.FromDateTime(instant) : null;
    }

    private static CellText ValueOf(Cell cell, string[] shared)
    {
        var type = cell.DataType?.Value ?? CellValues.Number;
        var (raw, formula) = (cell.CellValue?.Text ?? "", cell.CellFormula is not null);
        if (type == CellValues.SharedString)
            return new(int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Length ? shared[index] : "", false, formula);
        if (type == CellValues.InlineString) return new(cell.InlineString is { } inline ? TextOf(inline) : raw.Trim(), false, formula);
        return new(raw.Trim(), type == CellValues.Number && raw.Length > 0, formula);
    }

    /// <summary>Plain and rich text, without the phonetic notes that some programs keep beside it.</summary>
    private static string TextOf(RstType item) =>
        string.Concat(item.ChildElements.Select(e => e switch { Text text => text.Text, Run run => run.Text?.Text ?? "", _ => "" })).Trim();

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter)) break;
            column = (column * 26) + letter - 'A' + 1;
        }

        return column;
    }

    private static string NameOf(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26) name = (char)('A' + ((column - 1) % 26)) + name;
        return name;
    }
}
