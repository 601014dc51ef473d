using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Trail;
using CadreWatch.Silo.Attachments;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Measures;

/// <summary>Lists, opens and moves measures on.</summary>
internal static class MeasureEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 200;
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IServiceCollection AddMeasurePages(this IServiceCollection services) => services
        .AddSingleton<MeasureRows>().AddSingleton<MeasureBasis>().AddSingleton<MeasureDrafts>().AddSingleton<MeasureActs>().AddSingleton<MeasureReader>().AddSingleton<MeasureLists>()
        .AddSingleton<MeasureWording>().AddSingleton<MeasurePapers>().AddSingleton<MeasureScans>()
        .AddSingleton(p => LetterHeads.Read(p.GetRequiredService<IConfiguration>(), p.GetRequiredService<ServerOptions>()));

    public static void MapMeasures(this IEndpointRouteBuilder app)
    {
        var measures = app.MapGroup("/measures").WithTags("measures").RequireCapability(Capability.Measures);
        measures.MapGet("/", List).WithName("listMeasures").ProducesProblem(StatusCodes.Status400BadRequest);
        measures.MapGet("/words", Words).WithName("getMeasureWords");
        measures.MapGet("/month", Month).WithName("getMonth").ProducesProblem(StatusCodes.Status400BadRequest);
        measures.MapPost("/month/print", PrintMonth).WithName("recordMonthPrint").AsksPurpose(PurposeView.Print).ProducesProblem(StatusCodes.Status404NotFound);
        measures.MapPost("/", Draft).WithName("draftMeasure").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        var one = measures.MapGroup("/{id}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("/letter", Letter).WithName("getMeasureLetter").Trailed("letter", "id").Produces(StatusCodes.Status200OK, contentType: Docx);
        var sheet = one.MapGroup("/explanation").Trailed("explanation", "id");
        sheet.MapGet("/", Explain).WithName("getExplanation");
        sheet.MapGet("/file", ExplainFile).WithName("getExplanationFile").Produces(StatusCodes.Status200OK, contentType: Docx);
        var scans = one.MapGroup("/scans").Trailed("scan", "id");
        scans.MapPost("/", Attach).WithName("attachScan").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        scans.MapGet("/{hash}", Scan).WithName("getScan").Produces(StatusCodes.Status200OK, contentType: AttachmentStore.MediaTypes[0], additionalContentTypes: [.. AttachmentStore.MediaTypes.Skip(1)]);
        var opened = one.MapGroup("").Trailed("measure", "id");
        opened.MapGet("/", Get).WithName("getMeasure");
        opened.MapGet("/preview", Preview).WithName("previewMeasureLetter");
        opened.MapGet("/actions", Actions).WithName("getMeasureActions");
        opened.MapPost("/{action}", Act).WithName("actOnMeasure").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<MeasurePage>, ProblemHttpResult>> List(
        [AsParameters] MeasureListQuery query, ClaimsPrincipal user, IViewerAccess access, MeasureLists lists, CancellationToken cancel)
    {
        if (!MeasureLists.IsState(query.State)) return Problems.Of(StatusCodes.Status400BadRequest, "badFilter", "筛选条件不正确。", "state");
        var limit = query.Limit ?? DefaultLimit;
        if (limit is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        return await lists.PageAsync(access.ViewerOf(user), query, limit, cancel) is { } page
            ? TypedResults.Ok(page)
            : Problems.Of(StatusCodes.Status400BadRequest, "badCursor", "翻页位置已失效，请从第一页重新开始。", "cursor");
    }

    private static Ok<MeasureWordsView> Words() => TypedResults.Ok(MeasureLists.Words());

    /// <param name="month">Any day of the month; this one unless given.</param>
    private static async Task<Results<Ok<MonthView>, ProblemHttpResult>> Month(
        DateOnly? month, ClaimsPrincipal user, IViewerAccess access, MeasureLists lists, CancellationToken cancel) =>
        month is { Year: < 2000 or > 2200 }
            ? Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", "月份不正确。", "month")
            : TypedResults.Ok(await lists.MonthAsync(access.ViewerOf(user), month, cancel));

    /// <summary>Writes down that the sheet is printed; the pages print only once this has succeeded.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> PrintMonth(HttpContext http, IViewerAccess access, Trail.Trail trail, CancellationToken cancel)
    {
        if (!CaseAccess.Has(access.ViewerOf(http.User), Capability.Export)) return Problems.NotFound("请求的内容");
        await trail.EnterAsync(http, new(TrailKind.Print, "month"), cancel);
        return TypedResults.NoContent();
    }

    private static Task<Results<Ok<DraftedView>, ProblemHttpResult>> Draft(DraftRequest request, ClaimsPrincipal user, MeasureDrafts drafts, CancellationToken cancel) =>
        drafts.DraftAsync(user, request, cancel);

    private static async Task<Results<Ok<MeasureDetail>, ProblemHttpResult>> Get(
        string id, ClaimsPrincipal user, IViewerAccess access, MeasureReader reader, CancellationToken cancel) =>
        await reader.FindAsync(access.ViewerOf(user), id, cancel) is { } measure ? TypedResults.Ok(measure) : MeasureActs.NoSuchMeasure();

    private static async Task<Results<Ok<ActionsView>, ProblemHttpResult>> Actions(
        string id, ClaimsPrincipal user, IViewerAccess access, MeasureReader reader, CancellationToken cancel) =>
        await reader.ActionsAsync(access.ViewerOf(user), id, cancel) is { } actions ? TypedResults.Ok(actions) : MeasureActs.NoSuchMeasure();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Letter(
        string id, string? document, ClaimsPrincipal user, IViewerAccess access, MeasureReader reader, CancellationToken cancel) =>
        await reader.LetterAsync(access.ViewerOf(user), id, document, cancel) is { } letter
            ? TypedResults.File(letter.Bytes, Docx, letter.Name)
            : MeasureActs.NoSuchMeasure();

    private static async Task<Results<Ok<LetterView>, ProblemHttpResult>> Preview(
        string id, ClaimsPrincipal user, IViewerAccess access, MeasurePapers papers, CancellationToken cancel) =>
        await papers.PreviewAsync(access.ViewerOf(user), id, cancel) is { } letter ? TypedResults.Ok(letter) : MeasureActs.NoSuchMeasure();

    private static async Task<Results<Ok<LetterView>, ProblemHttpResult>> Explain(
        string id, ClaimsPrincipal user, IViewerAccess access, MeasurePapers papers, CancellationToken cancel) =>
        await papers.ExplanationAsync(access.ViewerOf(user), id, cancel) is { } sheet ? TypedResults.Ok(sheet) : MeasureActs.NoSuchMeasure();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExplainFile(
        string id, ClaimsPrincipal user, IViewerAccess access, MeasurePapers papers, CancellationToken cancel) =>
        await papers.ExplanationFileAsync(access.ViewerOf(user), id, cancel) switch
        {
            (_, { } file) => TypedResults.File(file, Docx, $"{LetterWords.Title(PaperKind.Explanation)}.docx"),
            (true, null) => Problems.Of(LetterDesk.TemplateUnusable),
            _ => MeasureActs.NoSuchMeasure(),
        };

    /// <summary>The body is the file itself.</summary>
    private static Task<Results<Ok<MeasureReply>, ProblemHttpResult>> Attach(
        string id, [AsParameters] ScanQuery query, HttpRequest request, ClaimsPrincipal user, MeasureScans scans, CancellationToken cancel) =>
        scans.AttachAsync(user, id, query, request, cancel);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Scan(
        string id, string hash, ClaimsPrincipal user, IViewerAccess access, MeasureScans scans, CancellationToken cancel) =>
        await scans.FindAsync(access.ViewerOf(user), id, hash, cancel) is { } scan
            ? TypedResults.File(scan.Bytes, scan.MediaType, AttachmentStore.NameOf(hash, scan.MediaType))
            : MeasureActs.NoSuchMeasure();

    private static Task<Results<Ok<MeasureReply>, ProblemHttpResult>> Act(
        string id, string action, ActRequest request, ClaimsPrincipal user, MeasureActs acts, CancellationToken cancel) => acts.ActAsync(user, id, action, request, cancel);
}
