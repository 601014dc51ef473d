using System.Runtime.CompilerServices;

namespace CadreWatch.Grains.Tests.Cases;

/// <summary>
/// The cases of one Markdown file: every row of every table in it whose first column is 编号. Prose between the tables is for the reader.
/// A cell that is empty, or holds only －, is an empty string.
/// </summary>
internal sealed class CaseTable
{
    private readonly Dictionary<string, Case> cases = [];

    private CaseTable(string file, IEnumerable<string> lines)
    {
        string[]? head = null;
        foreach (var line in lines)
        {
            var cells = Cells(line);
            if (cells.Length == 0)
                head = null;
            else if (head is null)
                head = cells[0] == "编号" ? cells : null;
            else if (!cells[0].StartsWith("--", StringComparison.Ordinal))
                Add(file, head, cells);
        }
    }

    public TheoryData<string> Numbers => new(cases.Keys);

    public Case this[string number] => cases[number];

    public int Count => cases.Count;

    public static CaseTable Read(string file) => new(file, File.ReadLines(Path.Combine(Folder(), file)));

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private void Add(string file, string[] head, string[] cells)
    {
        if (cells.Length != head.Length)
            throw new FormatException($"{file}: 案例{cells[0]}有{cells.Length}栏，表头有{head.Length}栏。");
        var row = new Case(cells[0], head.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second));
        if (row["依据"].Length == 0)
            throw new FormatException($"{file}: 案例{cells[0]}没有写明依据。");
        if (!cases.TryAdd(cells[0], row))
            throw new FormatException($"{file}: 编号{cells[0]}重复。");
    }

    private static string[] Cells(string line)
    {
        var text = line.Trim();
        return text.StartsWith('|') && text.EndsWith('|')
            ? [.. text[1..^1].Split('|').Select(cell => cell.Trim()).Select(cell => cell == "－" ? "" : cell)]
            : [];
    }
}

internal sealed class Case(string number, Dictionary<string, string> cells)
{
    public string this[string column] => cells.TryGetValue(column, out var cell) ? cell : throw new KeyNotFoundException($"案例{number}没有“{column}”一栏。");

    public bool Has(string column) => cells.TryGetValue(column, out var cell) && cell.Length > 0;

    public DateOnly Day(string column) => Parse(this[column]);

    public int Number(string column) => int.Parse(this[column], System.Globalization.CultureInfo.InvariantCulture);

    public IEnumerable<string> List(string column) => this[column].Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override string ToString() => number;

    public static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
