namespace CadreWatch.Web.Exports;

/// <summary>What a file is about, before its rows.</summary>
/// <param name="Title">What is listed; also the name of the sheet, so at most 31 characters and none of <c>: \ / ? * [ ]</c>.</param>
/// <param name="Code">Name of the file and of what the trail records: ascii letters.</param>
/// <param name="Filter">The filter in words; empty for everything.</param>
/// <param name="Heads">The heads of the columns.</param>
internal sealed record ExportSheet(string Title, string Code, string Filter, IReadOnlyList<string> Heads)
{
    /// <summary>The lines over the table: what, who, when, under which filter. A printed or forwarded file still says so.</summary>
    /// <param name="when">Time of the export in the district, ready for the eye.</param>
    public IReadOnlyList<string> Head(string who, string when, long rows) =>
        [Title, $"导出人：{who}", $"导出时间：{when}", $"筛选条件：{(Filter.Length == 0 ? "全部" : Filter)}", $"共 {rows} 行。仅限工作使用，不得外传；未核实的信息不得作为认定依据。"];
}

/// <summary>Cells of a file that a spreadsheet opens.</summary>
internal static class Cell
{
    /// <summary>First characters after which spreadsheets take a text for a formula, their full-width forms too.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>A text that no spreadsheet computes: an apostrophe goes before a prefix of formulas, also behind leading spaces.</summary>
    public static string Safe(string text)
    {
        var first = text.AsSpan().TrimStart(' ');
        return (first.Length > 0 && Formula.Contains(first[0], StringComparison.Ordinal)) || (text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal))
            ? "'" + text
            : text;
    }

    /// <summary>A cell's value as text; numbers and days are written by the product and stay as they are.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => Safe(text),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => Safe(value.ToString() ?? ""),
    };

    public static bool IsNumber(object? value) => value is int or long or decimal or double;
}
