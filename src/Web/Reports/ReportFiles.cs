using System.Globalization;
using CadreWatch.Grains.Access;
using CadreWatch.Silo.JointReviews.Reports;
using CadreWatch.Silo.Measures;
using CadreWatch.Web.Exports;

namespace CadreWatch.Web.Reports;

/// <summary>A report as a file. What leaves says who took it and when, and holds what the screen shows and no more.</summary>
internal sealed class ReportFiles(ExportFiles files, LetterHead head)
{
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Lines of all tables.</summary>
    public static int RowsOf(ReportView report) => report.Tables.Sum(t => t.Lines.Count);

    public static string FilterOf(ReportView report) => report.Through is { } through
        ? $"{report.Period}，统计截至{ReportWords.Day(through)}，按导出人可见范围"
        : $"{report.Period}，尚无已结束的月份";

    public async Task<IResult> SendAsync(HttpContext http, Viewer viewer, ReportView report, string format)
    {
        var sheet = new ExportSheet(report.Title, $"report-{report.Rhythm}-{report.Year}-{report.Number}", FilterOf(report), [Summary(report)]);
        if (format == "xlsx") return await files.SendAsync(http, viewer, sheet, format, RowsOf(report), Rows(report).ToAsyncEnumerable());
        var content = new ReportContent(
            head.Issuer, report.Title, [Summary(report)], [.. report.Tables.Select(Paper)], [report.Note, .. files.HeadOf(viewer, sheet, RowsOf(report)).Skip(1)]);
        return TypedResults.File(ReportPaper.Write(content), Docx, files.NameOf(sheet, format));
    }

    private static string Summary(ReportView report) =>
        $"{report.Period}各单位反映情况{Text(report.Total, report.TotalRange)}人次，去年同期{Text(report.Before, report.BeforeRange)}人次，增减{Text(report.Change)}人次。";

    private static PaperTable Paper(ReportTable table) =>
        new(table.Title, [table.Head, .. table.Columns], [.. table.Lines.Select(l => (IReadOnlyList<string>)[l.Name, .. l.Cells.Zip(l.AtLeast, Text)])]);

    private static IEnumerable<IReadOnlyList<object?>> Rows(ReportView report)
    {
        foreach (var table in report.Tables)
        {
            yield return [];
            yield return [table.Title];
            yield return [table.Head, .. table.Columns];
            foreach (var line in table.Lines) yield return [line.Name, .. line.Cells.Zip(line.AtLeast, (c, least) => c is { } number ? (object)number : Text(c, least))];
        }

        yield return [];
        yield return [report.Note];
    }

    private static string Text(long? number, long? atLeast = null) => (number, atLeast) switch
    {
        ({ } shown, _) => shown.ToString(CultureInfo.InvariantCulture),
        (_, { } least) => string.Create(CultureInfo.InvariantCulture, $"≥{least}"),
        _ => ReportWords.Withheld,
    };

    private static string Text(long? number, ReportRange? range) =>
        number is null && range is not null ? string.Create(CultureInfo.InvariantCulture, $"{range.AtLeast}至{range.AtMost}") : Text(number);
}
