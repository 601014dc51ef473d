using System.Globalization;
using CadreWatch.Grains.Access;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Exports;

/// <summary>Sends a list as a file. What leaves says who took it, when and under which filter.</summary>
internal sealed class ExportFiles(IJudgementSource judgements, TimeProvider time)
{
    /// <summary>The same viewer with those grants alone under which rows may leave the system.</summary>
    public static Viewer Exporting(Viewer viewer) => viewer with { Grants = [.. viewer.Grants.Where(g => Roles.Of(g.Role).Contains(Capability.Export))] };

    /// <summary>The refusal of an unknown format, or null; asked before the trail is told of an export.</summary>
    public static IResult? Fault(string? format) => format is null or "csv" or "xlsx"
        ? null
        : Problems.Of(StatusCodes.Status400BadRequest, "badFormat", "format 只能为 csv 或 xlsx。", "format");

    /// <param name="format"><c>csv</c> (default) or <c>xlsx</c>.</param>
    /// <param name="count">How many rows there are; said in the file's head.</param>
    public async Task<IResult> SendAsync(
        HttpContext http, Viewer viewer, ExportSheet sheet, string? format, long count, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        if (Fault(format) is { } fault) return fault;
        var (head, name) = (HeadOf(viewer, sheet, count), NameOf(sheet, format ?? "csv"));
        return format == "xlsx" ? await XlsxAsync(http, sheet, head, rows, name) : Csv(http, sheet, head, rows, name);
    }

    /// <summary>The lines over the table, as of this moment.</summary>
    public IReadOnlyList<string> HeadOf(Viewer viewer, ExportSheet sheet, long count) =>
        sheet.Head($"{viewer.Name}（{viewer.Account}）", Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), count);

    public string NameOf(ExportSheet sheet, string format) => $"{sheet.Code}-{Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{format}";

    private DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), judgements.Capture(time.GetUtcNow()).Zone);

    private static IResult Csv(HttpContext http, ExportSheet sheet, IReadOnlyList<string> head, IAsyncEnumerable<IReadOnlyList<object?>> rows, string name) =>
        TypedResults.Stream(stream => CsvFile.WriteAsync(stream, head, sheet.Heads, rows, http.RequestAborted), CsvFile.ContentType, name);

    /// <summary>Through a file that is gone once sent: a workbook cannot be written straight into an answer.</summary>
    private static async Task<IResult> XlsxAsync(
        HttpContext http, ExportSheet sheet, IReadOnlyList<string> head, IAsyncEnumerable<IReadOnlyList<object?>> rows, string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            await XlsxFile.WriteAsync(file, sheet.Title, head, sheet.Heads, rows, http.RequestAborted);
            file.Position = 0;
            return TypedResults.Stream(file, XlsxFile.ContentType, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
