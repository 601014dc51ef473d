using System.Globalization;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Alerts;

/// <summary>The board's list as a file, under the board's filter. No text of a signal is in it.</summary>
internal static class AlertExport
{
    private static readonly string[] Heads =
        ["预警编号", "等级", "姓名", "示例", "编号", "单位", "职务", "模式", "内容", "状态", "签收", "经办", "触发时间", "最近变化", "密级", "补录"];

    /// <param name="format">csv (default) or xlsx.</param>
    public static async Task<IResult> Export(
        [AsParameters] AlertListQuery query, string? format, HttpContext http, IViewerAccess access, AlertReader reader, ExportFiles files, Trail.Trail trail,
        IJudgementSource judgements, TimeProvider time, CancellationToken cancel)
    {
        var filter = query.Filter;
        if (filter.Fault() is { } field) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", field);
        if (ExportFiles.Fault(format) is { } fault) return fault;
        var viewer = ExportFiles.Exporting(access.ViewerOf(http.User));
        var zone = judgements.Capture(time.GetUtcNow()).Zone;
        var sheet = new ExportSheet("预警", "alerts", Filter(filter), Heads);
        var count = await reader.CountAsync(viewer, filter, cancel);
        await trail.ExportedAsync(http, "alert", sheet.Filter, count, cancel);
        return await files.SendAsync(http, viewer, sheet, format, count, reader.AllAsync(viewer, filter, cancel).Select(a => Cells(a, zone)));
    }

    private static IReadOnlyList<object?> Cells(AlertView alert, TimeZoneInfo zone) =>
    [
        alert.Id, alert.Level.Word, alert.Person.Name, alert.Person.Demo ? "示例" : null, alert.Cadre, alert.Person.UnitName, alert.Person.Post, alert.Pattern.Name,
        alert.Short, Word(alert.State), alert.AcknowledgedBy, alert.Owner, At(alert.RaisedAt, zone), At(alert.ChangedAt, zone), Word(alert.Secrecy),
        alert.Backfilled ? "补录" : null,
    ];

    private static string Filter(AlertFilter filter) => string.Join('；', new[]
    {
        Word(filter.State ?? "open"), filter.Level is { } level ? $"等级 {level}" : null, filter.Unit is { } unit ? $"单位 {unit}" : null,
        filter.Pattern is { } pattern ? $"模式 {pattern}" : null, filter.Owner is { } owner ? $"经办 {owner}" : null, filter.Unacknowledged == true ? "待签收" : null,
    }.OfType<string>());

    private static string Word(string code) => code switch
    {
        "open" => "未办结",
        "snoozed" => "暂缓",
        "dismissed" => "已排除",
        "closed" => "已办结",
        "withdrawn" => "已撤销",
        "merged" => "已并入",
        "all" => "全部状态",
        "internal" => "工作秘密",
        "confidential" => "秘密",
        "secret" => "机密",
        _ => code,
    };

    private static string At(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
