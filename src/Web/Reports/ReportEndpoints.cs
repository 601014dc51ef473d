using System.Security.Claims;
using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews.Reports;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Access;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Meetings;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Reports;

/// <summary>通报: prepared reports of the joint review, and the ledger of 督办, for whoever organizes it.</summary>
internal static class ReportEndpoints
{
    private const string Type = "report";

    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportAnswers>().AddSingleton<ReportCases>().AddSingleton<ReportReader>().AddSingleton<ReportFiles>();

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports").WithTags("reports").RequireCapability(Capability.Matrix);
        reports.MapGet("/", Choice).WithName("getReportChoice");
        reports.MapGet("/matters", Matters).WithName("listReportMatters");
        var one = reports.MapGroup("/{rhythm}/{year:int}/{number:int}").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        one.MapGet("/", Get).WithName("getReport");
        one.MapGet("/file", File).WithName("getReportFile").AsksPurpose(PurposeView.Export).Produces(StatusCodes.Status200OK, contentType: ReportFiles.Docx)
            .Produces(StatusCodes.Status200OK, contentType: XlsxFile.ContentType).ProducesProblem(StatusCodes.Status400BadRequest);
        one.MapPost("/print", Print).WithName("recordReportPrint").AsksPurpose(PurposeView.Print);
    }

    private static async Task<Ok<ReportChoice>> Choice(ClaimsPrincipal user, IViewerAccess access, ReportReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.ChoiceAsync(access.ViewerOf(user), cancel));

    /// <summary>Matters that are not settled, overdue first: of the meetings that the viewer leads, and the viewer's own.</summary>
    private static async Task<Ok<MatterLedger>> Matters(HttpContext http, IViewerAccess access, MeetingReader meetings, Trail.Trail trail, CancellationToken cancel)
    {
        var ledger = await meetings.LedgerAsync(access.ViewerOf(http.User), cancel);
        await trail.ViewedAsync(http, Type, "matters", cancel);
        return TypedResults.Ok(ledger);
    }

    /// <param name="rhythm">month, quarter or year.</param>
    /// <param name="number">Month 1 to 12, quarter 1 to 4; 1 for a year.</param>
    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> Get(
        string rhythm, int year, int number, HttpContext http, IViewerAccess access, ReportReader reader, Trail.Trail trail, CancellationToken cancel)
    {
        if (TermOf(rhythm, year, number) is not { } term) return NoSuchReport();
        var report = await reader.ReadAsync(access.ViewerOf(http.User), term, cancel);
        await trail.ViewedAsync(http, Type, IdOf(term), cancel);
        return TypedResults.Ok(report);
    }

    /// <param name="format">docx (default) or xlsx.</param>
    private static async Task<IResult> File(
        string rhythm, int year, int number, string? format, HttpContext http, IViewerAccess access, ReportReader reader, ReportFiles files, Trail.Trail trail, CancellationToken cancel)
    {
        var viewer = ExportFiles.Exporting(access.ViewerOf(http.User));
        if (!CaseAccess.Has(viewer, Capability.Export) || TermOf(rhythm, year, number) is not { } term) return NoSuchReport();
        if (format is not (null or "docx" or "xlsx")) return Problems.Of(StatusCodes.Status400BadRequest, "badFormat", "format 只能为 docx 或 xlsx。", "format");
        var report = await reader.ReadAsync(viewer, term, cancel);
        await trail.EnterAsync(
            http, new(TrailKind.Export, Type) { Target = IdOf(term), Terms = $"{ReportFiles.FilterOf(report)}；{format ?? "docx"}", Rows = ReportFiles.RowsOf(report) }, cancel);
        return await files.SendAsync(http, viewer, report, format ?? "docx");
    }

    /// <summary>Writes down that the report is printed; the pages print only once this has succeeded.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Print(
        string rhythm, int year, int number, HttpContext http, IViewerAccess access, Trail.Trail trail, CancellationToken cancel)
    {
        if (!CaseAccess.Has(access.ViewerOf(http.User), Capability.Export) || TermOf(rhythm, year, number) is not { } term) return NoSuchReport();
        await trail.EnterAsync(http, new(TrailKind.Print, Type) { Target = IdOf(term) }, cancel);
        return TypedResults.NoContent();
    }

    private static ReportTerm? TermOf(string rhythm, int year, int number) =>
        (rhythm switch { "month" => ReportRhythm.Month, "quarter" => ReportRhythm.Quarter, "year" => ReportRhythm.Year, _ => default(ReportRhythm?) }) is { } known
            && new ReportTerm(known, year, number) is { IsValid: true } term ? term : null;

    private static string IdOf(ReportTerm term) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{JsonNamingPolicy.CamelCase.ConvertName(term.Rhythm.ToString())}-{term.Year}-{term.Number}");

    private static ProblemHttpResult NoSuchReport() => Problems.NotFound("这份通报");
}
