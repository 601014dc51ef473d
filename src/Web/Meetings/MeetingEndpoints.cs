using System.Security.Claims;
using CadreWatch.Silo.Attachments;
using CadreWatch.Web.Access;
using CadreWatch.Web.Meetings.Live;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Meetings;

/// <summary>
/// Lists, prepares, leads and keeps meetings. Whoever is signed in reaches them, and meets only those that they are invited to: what one may do is a matter of
/// the meeting, not of a role.
/// </summary>
internal static class MeetingEndpoints
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IServiceCollection AddMeetings(this IServiceCollection services) => services
        .AddSingleton<MeetingSight>().AddSingleton<MeetingStore>().AddSingleton<MeetingScreens>().AddSingleton<MeetingLate>().AddSingleton<MeetingWatches>().AddSingleton<MeetingReader>()
        .AddSingleton<MeetingInvitations>().AddSingleton<MeetingAgenda>().AddSingleton<MeetingMinutes>().AddSingleton<MeetingFiles>().AddSingleton<MeetingMeasures>().AddSingleton<MeetingActs>()
        .AddSingleton<MeetingTemplates>()
        .AddLiveMeetings();

    public static void MapMeetings(this IEndpointRouteBuilder app)
    {
        var meetings = app.MapGroup("/meetings").WithTags("meetings").RequireSignedIn();
        meetings.MapGet("/", List).WithName("listMeetings");
        meetings.MapPost("/", Call).WithName("callMeeting").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        meetings.MapGet("/duties", Duties).WithName("listMeetingDuties");
        var template = meetings.MapGroup("/template").ProducesProblem(StatusCodes.Status404NotFound);
        template.MapGet("/", Template).WithName("getMinutesTemplate");
        template.MapGet("/file", TemplateFile).WithName("getMinutesTemplateFile").Produces(StatusCodes.Status200OK, contentType: Docx);
        template.MapPost("/", ReplaceTemplate).WithName("replaceMinutesTemplate").ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        template.MapPost("/restore", RestoreTemplate).WithName("restoreMinutesTemplate").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        var one = meetings.MapGroup("/{id}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("/minutes", Minutes).WithName("getMinutes").Trailed("minutes", "id").Produces(StatusCodes.Status200OK, contentType: Docx);
        one.MapGet("/screen", Screen).WithName("getMeetingScreen").Trailed("meetingScreen", "id");
        one.MapGet("/stage", Stage).WithName("getMeetingStage").Trailed("meetingStage", "id");
        one.MapGet("/files/{hash}", File).WithName("getMeetingFile").Trailed("meetingMaterial", "id")
            .Produces(StatusCodes.Status200OK, contentType: AttachmentStore.MediaTypes[0], additionalContentTypes: [.. AttachmentStore.MediaTypes.Skip(1)]);
        one.MapGet("/material", Material).WithName("getMeetingMaterial").Trailed("meetingMaterial", "id");
        var opened = one.MapGroup("").Trailed("meeting", "id");
        opened.MapGet("/", Get).WithName("getMeeting");
        opened.MapGet("/candidates", Candidates).WithName("getMeetingCandidates");
        opened.MapPost("/{action}", Act).WithName("actOnMeeting").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<MeetingList>> List(ClaimsPrincipal user, IViewerAccess access, MeetingReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.ListAsync(access.ViewerOf(user), cancel));

    private static Task<Results<Ok<MeetingDone>, ProblemHttpResult>> Call(CallRequest request, ClaimsPrincipal user, MeetingActs acts, CancellationToken cancel) =>
        acts.CallAsync(user, request, cancel);

    private static async Task<Ok<DutyList>> Duties(ClaimsPrincipal user, IViewerAccess access, MeetingReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.DutiesAsync(access.ViewerOf(user), cancel));

    private static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Template(ClaimsPrincipal user, MeetingTemplates templates, CancellationToken cancel) =>
        await templates.FindAsync(user, cancel) is { } found ? TypedResults.Ok(found) : MeetingTemplates.NoSuchTemplate();

    /// <param name="shipped">The one that ships, to start from, whichever counts.</param>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TemplateFile(
        bool? shipped, ClaimsPrincipal user, MeetingTemplates templates, CancellationToken cancel) =>
        await templates.FileAsync(user, shipped == true, cancel) is { } file ? TypedResults.File(file, Docx, "会议纪要模板.docx") : MeetingTemplates.NoSuchTemplate();

    private static Task<Results<Ok<TemplateView>, ProblemHttpResult>> ReplaceTemplate(HttpRequest request, ClaimsPrincipal user, MeetingTemplates templates, CancellationToken cancel) =>
        templates.ReplaceAsync(user, request, cancel);

    private static Task<Results<Ok<TemplateView>, ProblemHttpResult>> RestoreTemplate(ClaimsPrincipal user, MeetingTemplates templates, CancellationToken cancel) =>
        templates.RestoreAsync(user, cancel);

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, IViewerAccess access, MeetingReader reader, CancellationToken cancel) =>
        await reader.FindAsync(access.ViewerOf(user), id, cancel) is { } meeting ? TypedResults.Ok(meeting) : MeetingActs.NoSuchMeeting();

    private static async Task<Results<Ok<CandidateList>, ProblemHttpResult>> Candidates(
        string id, ClaimsPrincipal user, IViewerAccess access, MeetingAgenda agenda, CancellationToken cancel) =>
        await agenda.CandidatesAsync(access.ViewerOf(user), id, cancel) is { } candidates ? TypedResults.Ok(candidates) : MeetingActs.NoSuchMeeting();

    /// <summary>What the viewer's own screen shows at this moment; the hub says the same whenever it changes.</summary>
    private static async Task<Results<Ok<ScreenView>, ProblemHttpResult>> Screen(
        string id, ClaimsPrincipal user, IViewerAccess access, MeetingRooms rooms, CancellationToken cancel) =>
        await rooms.NowAsync(access.ViewerOf(user), id, stage: false, cancel) is { } screen ? TypedResults.Ok(screen) : MeetingActs.NoSuchMeeting();

    /// <summary>What the stage of the room shows, for whoever leads or presents.</summary>
    private static async Task<Results<Ok<ScreenView>, ProblemHttpResult>> Stage(
        string id, ClaimsPrincipal user, IViewerAccess access, MeetingRooms rooms, CancellationToken cancel) =>
        await rooms.NowAsync(access.ViewerOf(user), id, stage: true, cancel) is { } screen ? TypedResults.Ok(screen) : MeetingActs.NoSuchMeeting();

    private static async Task<Results<Ok<FrozenView>, ProblemHttpResult>> Material(
        string id, ClaimsPrincipal user, IViewerAccess access, MeetingReader reader, CancellationToken cancel) =>
        await reader.FrozenAsync(access.ViewerOf(user), id, cancel) is { } frozen ? TypedResults.Ok(frozen) : MeetingActs.NoSuchMeeting();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> File(
        string id, string hash, ClaimsPrincipal user, IViewerAccess access, MeetingFiles files, CancellationToken cancel) =>
        await files.FindAsync(access.ViewerOf(user), id, hash, cancel) is { } file
            ? TypedResults.File(file.Bytes, file.MediaType, AttachmentStore.NameOf(hash, file.MediaType))
            : MeetingActs.NoSuchMeeting();

    /// <param name="copy">A numbered copy; the paper of who leads the meeting unless given.</param>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Minutes(
        string id, int? copy, ClaimsPrincipal user, IViewerAccess access, MeetingMinutes minutes, CancellationToken cancel) =>
        await minutes.PaperAsync(access.ViewerOf(user), id, copy, cancel) is { } paper ? TypedResults.File(paper.Bytes, Docx, paper.Name) : MeetingActs.NoSuchMeeting();

    private static Task<Results<Ok<MeetingDone>, ProblemHttpResult>> Act(
        string id, string action, MeetingActRequest request, ClaimsPrincipal user, MeetingActs acts, CancellationToken cancel) => acts.ActAsync(user, id, action, request, cancel);
}
