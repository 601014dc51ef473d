using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Web.Exports;

/// <summary>One sheet of an Excel workbook, its rows written as they come. All texts are inline strings: nothing in the file is a formula.</summary>
internal static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="stream">Readable and seekable: the package goes back to write its directory.</param>
    public static async Task WriteAsync(
        Stream stream, string title, IReadOnlyList<string> head, IReadOnlyList<string> heads, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            foreach (var line in head) Write(writer, [line]);
            Write(writer, heads);
            await foreach (var row in rows.WithCancellation(cancel)) Write(writer, row);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        workbook.Workbook = new(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = title }));
    }

    private static void Write(OpenXmlWriter writer, IEnumerable<object?> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in cells)
        {
            writer.WriteElement(Exports.Cell.IsNumber(value)
                ? new() { CellValue = new(((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture)), DataType = CellValues.Number }
                : new DocumentFormat.OpenXml.Spreadsheet.Cell(new InlineString(new Text(Clean(Exports.Cell.Text(value))) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString });
        }

        writer.WriteEndElement();
    }

    /// <summary>XML takes no other control characters, and no lone surrogate.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value >= 0x20 || r.Value is '\t' or '\n' or '\r').Where(r => r.Value is not (0xFFFE or 0xFFFF)));
}
