using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CadreWatch.Web.Exports;

/// <summary>
/// A table that leaves the system as a file, streamed. Its last lines say who took it out, when and by which filter. A cell that a spreadsheet would take for a
/// formula is neutralised by a leading apostrophe.
/// </summary>
/// <param name="Title">Name of the file and of the sheet.</param>
/// <param name="Head">Names of the columns.</param>
/// <param name="By">Who takes it out, as it is to be read.</param>
/// <param name="Filter">What was filtered by.</param>
internal sealed record TableExport(string Title, IReadOnlyList<string> Head, string By, DateTimeOffset At, string Filter)
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public IResult As(string format, IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        var name = $"{Title}-{At.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{format}";
        return format == "xlsx"
            ? Results.Stream(to => WriteXlsxAsync(to, rows), Xlsx, name)
            : Results.Stream(to => WriteCsvAsync(to, rows), Csv, name);
    }

    /// <summary>The cell as text and nothing else.</summary>
    public static string Neutral(string? cell) =>
        string.IsNullOrEmpty(cell) ? "" : cell.TrimStart() is ['=' or '+' or '-' or '@', ..] || cell[0] is '\t' or '\r' or '\n' ? "'" + cell : cell;

    private async IAsyncEnumerable<IReadOnlyList<string?>> AllAsync(IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        yield return Head;
        await foreach (var row in rows) yield return row;
        yield return ["导出人", By];
        yield return ["导出时间", At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
        yield return ["筛选条件", Filter.Length == 0 ? "无" : Filter];
    }

    private async Task WriteCsvAsync(Stream to, IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await foreach (var row in AllAsync(rows))
            await writer.WriteAsync(string.Join(',', row.Select(c => $"\"{Neutral(c).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n");
    }

    /// <summary>Cells are inline strings, so that nothing in them is ever taken for a number or a formula.</summary>
    private async Task WriteXlsxAsync(Stream to, IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null);
        foreach (var (path, text) in Parts(Title)) await WritePartAsync(zip, path, text);
        await using var part = await zip.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync();
        await using var xml = XmlWriter.Create(part, new() { Async = true, Encoding = new UTF8Encoding(false), CheckCharacters = false });
        await xml.WriteStartElementAsync(null, "worksheet", Sheet);
        await xml.WriteStartElementAsync(null, "sheetData", Sheet);
        await foreach (var row in AllAsync(rows))
        {
            await xml.WriteStartElementAsync(null, "row", Sheet);
            foreach (var cell in row) await WriteCellAsync(xml, Neutral(cell));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteCellAsync(XmlWriter xml, string text)
    {
        await xml.WriteStartElementAsync(null, "c", Sheet);
        await xml.WriteAttributeStringAsync(null, "t", null, "inlineStr");
        await xml.WriteStartElementAsync(null, "is", Sheet);
        await xml.WriteStartElementAsync(null, "t", Sheet);
        await xml.WriteAttributeStringAsync("xml", "space", null, "preserve");
        await xml.WriteStringAsync(string.Concat(text.EnumerateRunes().Where(IsXml).Select(r => r.ToString())));
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static bool IsXml(Rune rune) => rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF);

    private static async Task WritePartAsync(ZipArchive zip, string path, string text)
    {
        await using var part = await zip.CreateEntry(path).OpenAsync();
        await part.WriteAsync(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text));
    }

    private static IEnumerable<(string Path, string Text)> Parts(string title)
    {
        const string package = "http://schemas.openxmlformats.org/package/2006";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        yield return ("[Content_Types].xml",
            $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{type}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{type}.worksheet+xml\"/></Types>");
        yield return ("_rels/.rels",
            $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        yield return ("xl/workbook.xml",
            $"<workbook xmlns=\"{Sheet}\" xmlns:r=\"{office}\"><sheets><sheet name=\"{System.Security.SecurityElement.Escape(title)}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    }
}
