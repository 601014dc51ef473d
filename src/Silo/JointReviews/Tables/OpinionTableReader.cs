using System.Xml;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Rounds;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CadreWatch.Silo.JointReviews.Tables;

/// <summary>Reads a table that came back. Nothing is taken unless everything but the unit's own cells is as it left, and every own cell can be read.</summary>
internal sealed class OpinionTableReader(ContentKey key)
{
    /// <summary>Largest file that is opened, bytes.</summary>
    public const int Largest = 5_000_000;

    private const int MostCharacters = 50_000_000;
    private readonly OpinionContents contents = new(key);

    public TableReading Read(byte[] file, OpinionTable table, DateOnly today)
    {
        if (file.Length > Largest) return Broken("文件过大，请使用下发的原表填报。");
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            return Read(document, table, today);
        }
        catch (Exception e) when (e is FileFormatException or OpenXmlPackageException or InvalidDataException or XmlException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            return Broken("不是可以读取的 xlsx 文件，请使用下发的原表填报。");
        }
    }

    private TableReading Read(SpreadsheetDocument document, OpinionTable table, DateOnly today)
    {
        if (document.WorkbookPart is not { } workbook || Find(workbook, TableLayout.Main) is not { } main) return Broken("缺少工作表“意见”，请使用下发的原表填报。");
        var run = new TableRun(table, workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false, today);
        var cells = SheetCells.Read(workbook, main);
        CheckFixed(run, cells);
        if (run.Errors.Count > 0) return new([], run.Errors);
        var more = Find(workbook, TableLayout.More) is { } part ? run.MoreFacts(SheetCells.Read(workbook, part)) : [];
        for (var i = 0; i < table.People.Count; i++) run.Person(i, cells, more);
        return run.Errors.Count > 0
            ? new([], run.Errors)
            : new([.. run.Rows.Select(row => contents.Entry(row))], []);
    }

    private void CheckFixed(TableRun run, Dictionary<string, CellText> cells)
    {
        var expected = TableLayout.Fixed(run.Table);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in expected.Keys) found[reference] = cells.TryGetValue(reference, out var cell) ? cell.Text : "";
        foreach (var (reference, _) in cells)
            if (!expected.ContainsKey(reference) && reference != "B3" && !run.IsOwn(reference)) run.Fail(reference, "表外单元格有内容，请删除；需补充的事实请填入工作表“补充事实”。");
        var digest = cells.TryGetValue("B3", out var written) ? written.Text : "";
        if (digest == TableLayout.Digest(key, found) && found["B2"] == run.Table.Round && found["D2"] == run.Table.Unit.Id && found.Count == expected.Count)
            return;
        var before = run.Errors.Count;
        foreach (var (reference, text) in expected)
            if (found[reference] != text)
                run.Fail(reference, reference is "B2" or "D2" ? "批次或单位与本表不符，请使用下发给本单位的原表。" : $"固定内容被改动，应为“{text}”。");
        if (run.Errors.Count == before) run.Fail("B3", "校验码不符，请使用下发的原表填报。");
    }

    private static WorksheetPart? Find(WorkbookPart workbook, string name) =>
        workbook.Workbook.Descendants<Sheet>().FirstOrDefault(s => s.Name?.Value == name)?.Id?.Value is { } id ? workbook.GetPartById(id) as WorksheetPart : null;

    private static TableReading Broken(string message) => new([], [new("A1", message)]);
}
