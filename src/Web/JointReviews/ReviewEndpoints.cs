using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Attachments;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Web.Access;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.JointReviews.Live;
using CadreWatch.Web.JointReviews.Populations;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.JointReviews;

/// <summary>联审: rounds, their matrix, and the columns of the units. Whatever a viewer may not see answers as what is not there.</summary>
internal static class ReviewEndpoints
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<RoundFinder>().AddSingleton<ReviewReader>().AddSingleton<CellReader>().AddSingleton<ReviewActs>().AddSingleton<OpinionActs>().AddSingleton<OpinionFiles>().AddSingleton<ReviewSetups>()
            .AddSingleton<ReviewComparisons>().AddSingleton<ReviewTrails>().AddSingleton<ReviewFiles>().AddSingleton<ReviewFeed>()
            .AddSingleton<SavedPopulations>();
        return services.AddSingleton<IJournalSubscriber>(s => s.GetRequiredService<ReviewFeed>());
    }

    public static void MapReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/joint-reviews").WithTags("jointReviews").RequireEither(Capability.Matrix, Capability.AnswerReviews);
        reviews.MapGet("/", List).WithName("listReviews");
        // A form that only organizers have: an endpoint of its own rule, so not within the group.
        var opening = app.MapGroup("/joint-reviews").WithTags("jointReviews").RequireCapability(Capability.Matrix);
        opening.MapGet("/setup", Setup).WithName("getReviewSetup").ProducesProblem(StatusCodes.Status400BadRequest);
        opening.MapPost("/population", Population).WithName("findReviewPopulation");
        opening.MapPost("/", Open).WithName("openReview").Changes();
        PopulationEndpoints.Map(opening.MapGroup("/populations"));
        var one = reviews.MapGroup("/{id}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("/", Get).WithName("getReview").Trailed(ReviewTrails.Type, "id", views: false);
        one.MapGet("/matrix", Matrix).WithName("getReviewMatrix").Trailed(ReviewTrails.Type, "id");
        one.MapGet("/comparison", Comparison).WithName("compareReview").Trailed(ReviewTrails.Type, "id");
        one.MapGet("/trail", Trail).WithName("getReviewTrail").Trailed(ReviewTrails.Type, "id");
        var acts = one.MapGroup("").Trailed(ReviewTrails.Type, "id");
        acts.MapPost("/letters", Issue).WithName("issueReviewLetters").Changes();
        acts.MapPost("/chase", Chase).WithName("chaseReview").Changes();
        acts.MapPost("/knowing", Know).WithName("changeReviewKnowing").Changes();
        acts.MapPost("/close", Close).WithName("closeReview").Changes();
        MapUnit(one.MapGroup("/units/{unit}"));
    }

    public static void MapReviewHub(this IEndpointRouteBuilder app) =>
        app.MapHub<ReviewHub>("/hubs/reviews").RequireEither(Capability.Matrix, Capability.AnswerReviews);

    private static void MapUnit(RouteGroupBuilder unit)
    {
        // What a live matrix reads again belongs to the view that was written down when it was opened.
        unit.MapGet("/", Column).WithName("getReviewColumn").Trailed(ReviewTrails.Type, "id", views: false);
        var acts = unit.MapGroup("").Trailed(ReviewTrails.Type, "id");
        acts.MapGet("/cells/{cadre}", Cell).WithName("getReviewCell");
        acts.MapGet("/letter", Letter).WithName("getReviewLetter").Produces(StatusCodes.Status200OK, contentType: Docx);
        acts.MapGet("/chase-letters/{number:int}", ChaseLetter).WithName("getReviewChaseLetter").Produces(StatusCodes.Status200OK, contentType: Docx);
        acts.MapGet("/cells/{cadre}/attachments/{hash}", Attachment).WithName("getOpinionAttachment")
            .Produces(StatusCodes.Status200OK, contentType: AttachmentStore.MediaTypes[0], additionalContentTypes: [.. AttachmentStore.MediaTypes.Skip(1)]);
        unit.MapGet("/table", Table).WithName("getReviewTable").Trailed(ReviewTrails.Type, "id", views: false).Produces(StatusCodes.Status200OK, contentType: XlsxFile.ContentType);
        acts.MapPost("/table", Import).WithName("importReviewTable").Changes().ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        acts.MapPost("/opinions", Enter).WithName("enterOpinions").Changes();
        acts.MapPost("/confirm", Confirm).WithName("confirmOpinions").Changes();
        acts.MapPost("/return", Return).WithName("returnOpinions").Changes();
        acts.MapPost("/recusal", Recuse).WithName("recuseOpinions").Changes();
        acts.MapPost("/extensions", AskExtension).WithName("askReviewExtension").Changes();
        acts.MapPost("/extensions/{number:int}", DecideExtension).WithName("decideReviewExtension").Changes();
        acts.MapPost("/liaison", ReplaceLiaison).WithName("replaceReviewLiaison").Changes();
    }

    internal static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<ReviewList>> List(ClaimsPrincipal user, IViewerAccess access, ReviewReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.ListAsync(access.ViewerOf(user), cancel));

    private static async Task<Ok<ReviewSetup>> Setup(ClaimsPrincipal user, IViewerAccess access, ReviewSetups setups, CancellationToken cancel) =>
        TypedResults.Ok(await setups.SetupAsync(access.ViewerOf(user), cancel));

    /// <summary>People by filter and by list, for whoever opens a round. What is asked for is not written down: it would be the list.</summary>
    private static async Task<Ok<ReviewPopulation>> Population(
        PopulationRequest request, ClaimsPrincipal user, IViewerAccess access, ReviewSetups setups, CancellationToken cancel) =>
        TypedResults.Ok(await setups.PopulationAsync(access.ViewerOf(user), request, cancel));

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> Open(OpenReviewRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) =>
        acts.OpenAsync(user, request, cancel);

    private static async Task<Results<Ok<ReviewRound>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, RoundFinder finder, ReviewReader reader, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round ? TypedResults.Ok(reader.Round(round)) : ReviewActs.NoSuchRound();

    private static async Task<Results<Ok<ReviewMatrix>, ProblemHttpResult>> Matrix(
        string id, ClaimsPrincipal user, RoundFinder finder, ReviewReader reader, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round ? TypedResults.Ok(await reader.MatrixAsync(round, cancel)) : ReviewActs.NoSuchRound();

    private static async Task<Results<Ok<ReviewComparison>, ProblemHttpResult>> Comparison(
        string id, ClaimsPrincipal user, RoundFinder finder, ReviewComparisons comparisons, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && ReviewAccess.Compares(round.Viewer, round.State)
            ? TypedResults.Ok(await comparisons.OfAsync(round, cancel))
            : ReviewActs.NoSuchRound();

    private static async Task<Results<Ok<ReviewTrailPage>, ProblemHttpResult>> Trail(
        string id, ClaimsPrincipal user, RoundFinder finder, ReviewTrails trails, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && ReviewAccess.SeesTrail(round.Viewer, round.State)
            ? TypedResults.Ok(await trails.OfAsync(round, cancel))
            : ReviewActs.NoSuchRound();

    private static async Task<Results<Ok<ReviewColumn>, ProblemHttpResult>> Column(
        string id, string unit, ClaimsPrincipal user, RoundFinder finder, ReviewReader reader, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && round.UnitOf(unit) is { } standing
            ? TypedResults.Ok(await reader.ColumnAsync(round, standing, cancel))
            : ReviewActs.NoSuchRound();

    private static async Task<Results<Ok<ReviewCell>, ProblemHttpResult>> Cell(
        string id, string unit, string cadre, ClaimsPrincipal user, RoundFinder finder, CellReader cells, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && round.UnitOf(unit) is { } standing && await cells.FindAsync(round, standing, cadre, cancel) is { } cell
            ? TypedResults.Ok(cell)
            : ReviewActs.NoSuchRound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Letter(string id, string unit, ClaimsPrincipal user, ReviewFiles files, CancellationToken cancel) =>
        await files.LetterAsync(user, id, unit, cancel) is { } file ? TypedResults.File(file.Bytes, Docx, file.Name) : ReviewActs.NoSuchRound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ChaseLetter(
        string id, string unit, int number, ClaimsPrincipal user, ReviewFiles files, CancellationToken cancel) =>
        await files.ChaseLetterAsync(user, id, unit, number, cancel) is { } file ? TypedResults.File(file.Bytes, Docx, file.Name) : ReviewActs.NoSuchRound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Attachment(
        string id, string unit, string cadre, string hash, ClaimsPrincipal user, OpinionFiles files, CancellationToken cancel) =>
        await files.FindAsync(user, id, unit, cadre, hash, cancel) is { } file
            ? TypedResults.File(file.Bytes, file.MediaType, AttachmentStore.NameOf(hash, file.MediaType))
            : ReviewActs.NoSuchRound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Table(
        string id, string unit, HttpContext http, ReviewFiles files, Trail.Trail trail, CancellationToken cancel)
    {
        if (await files.TableAsync(http.User, id, unit, cancel) is not { } file) return ReviewActs.NoSuchRound();
        await trail.EnterAsync(http, new(Grains.Trail.TrailKind.Export, ReviewTrails.Type) { Target = id, Rows = file.Rows }, cancel);
        return TypedResults.File(file.Bytes, XlsxFile.ContentType, file.Name);
    }

    /// <summary>The body is the table's bytes.</summary>
    private static async Task<Results<Ok<SheetReply>, ProblemHttpResult>> Import(
        string id, string unit, HttpRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(request, cancel);
        return body is null || body.Bytes.Length > OpinionTables.Largest ? RequestBody.TooLarge() : await acts.ImportAsync(user, id, unit, body.Bytes.ToArray(), cancel);
    }

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> Enter(
        string id, string unit, OpinionsRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel) => acts.EnterAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> Confirm(
        string id, string unit, PendingsRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel) => acts.ConfirmAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> Return(
        string id, string unit, PendingsRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel) => acts.ReturnAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> Recuse(
        string id, string unit, RecusalRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel) => acts.RecuseAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> AskExtension(
        string id, string unit, ExtensionRequest request, ClaimsPrincipal user, OpinionActs acts, CancellationToken cancel) =>
        acts.AskExtensionAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<SheetReply>, ProblemHttpResult>> DecideExtension(
        string id, string unit, int number, ExtensionDecisionRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) =>
        acts.DecideExtensionAsync(user, id, unit, number, request, cancel);

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> ReplaceLiaison(
        string id, string unit, LiaisonRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) => acts.ReplaceLiaisonAsync(user, id, unit, request, cancel);

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> Issue(string id, UnitsRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) =>
        acts.IssueAsync(user, id, request, cancel);

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> Chase(string id, UnitsRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) =>
        acts.ChaseAsync(user, id, request, cancel);

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> Know(string id, KnowingRequest request, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) =>
        acts.ChangeKnowingAsync(user, id, request, cancel);

    private static Task<Results<Ok<RoundReply>, ProblemHttpResult>> Close(string id, ClaimsPrincipal user, ReviewActs acts, CancellationToken cancel) => acts.CloseAsync(user, id, cancel);
}
