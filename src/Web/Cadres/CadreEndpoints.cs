using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Exports;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity;
using CadreWatch.Web.Signals;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Cadres;

/// <summary>Takes roster rows, and shows one cadre and what is known of them over time.</summary>
internal static class CadreEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 1_000;

    public static IServiceCollection AddCadres(this IServiceCollection services) => services.AddSingleton<PortraitReader>().AddSingleton<RosterReader>().AddSingleton<ExportFiles>();

    public static void MapCadres(this IEndpointRouteBuilder app)
    {
        var cadres = app.MapGroup("/cadres").WithTags("cadres");
        cadres.MapRoster();
        cadres.MapAttributions();
        cadres.MapPost("/", Post).WithName("postCadres").WithIngestBody().RequireScope("cadres").RequireRateLimiting(IdentityServices.IngestLimit);
        var one = cadres.MapGroup("/{number}").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound)
            .RequireCapability(Capability.SeeCases).Trailed("cadre", "number");
        one.MapGet("/", Get).WithName("getCadre");
        one.MapGet("/portrait", Portrait).WithName("getCadrePortrait").AsksPurpose(PurposeView.Portrait);
        one.MapPost("/portrait/print", Print).WithName("recordPrint").AsksPurpose(PurposeView.Print);
        one.MapGet("/timeline", Timeline).WithName("getCadreTimeline").AsksPurpose(PurposeView.Portrait).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<IngestResult>, ProblemHttpResult>> Post(HttpRequest request, IIngest ingest, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(request, cancel);
        return body is null ? RequestBody.TooLarge() : TypedResults.Ok(await ingest.CadresAsync(body.Bytes, "api", cancel));
    }

    private static async Task<Results<Ok<CadreView>, ProblemHttpResult>> Get(
        string number, ClaimsPrincipal user, IViewerAccess access, IJournal journal, CancellationToken cancel)
    {
        if (await RowAsync(number, user, access, journal, cancel) is not { } row) return Problems.NotFound("这名干部");
        var viewer = access.ViewerOf(user);
        var open = await journal.Tables.CountAsync(ReadTableSet.Alerts,
            [.. access.Alerts(viewer), new("cadre", Comparison.Equal, number), new("state", Comparison.In, AlertReader.Standing)], [], cancel);
        var table = ReadTableSet.Cadres;
        return TypedResults.Ok(new CadreView(
            number, AlertReader.PersonOf(row), (string?)row.In(table, "rank"), (string?)row.In(table, "authority"),
            ((string)row.In(table, "tags")!).Split(' ', StringSplitOptions.RemoveEmptyEntries), open.Sum(c => (long)c[^1]!)));
    }

    /// <param name="asOf">Shows the cadre as known at the end of this day; today unless given.</param>
    /// <param name="later">Also what became known afterwards, marked.</param>
    private static async Task<Results<Ok<PortraitView>, ProblemHttpResult>> Portrait(
        string number, DateOnly? asOf, bool? later, ClaimsPrincipal user, IViewerAccess access, PortraitReader reader, CancellationToken cancel) =>
        !number.Contains('\0', StringComparison.Ordinal)
        && await reader.FindAsync(access.ViewerOf(user), number, asOf, later ?? false, cancel) is { } portrait
            ? TypedResults.Ok(portrait)
            : Problems.NotFound("这名干部");

    /// <summary>Writes down that a portrait is printed; the pages print only once this has succeeded.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Print(
        string number, HttpContext http, IViewerAccess access, IJournal journal, Trail.Trail trail, CancellationToken cancel)
    {
        var viewer = access.ViewerOf(http.User);
        if (!CaseAccess.Has(viewer, Capability.Export) || await RowAsync(number, http.User, access, journal, cancel) is null) return Problems.NotFound("这名干部");
        await trail.EnterAsync(http, new(Grains.Trail.TrailKind.Print, "cadre") { Target = number }, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TimelineView>, ProblemHttpResult>> Timeline(
        string number, int? limit, ClaimsPrincipal user, IViewerAccess access, IJournal journal, IGrainRuntime runtime, IJudgementSource judgements,
        TimeProvider time, CancellationToken cancel)
    {
        var most = limit ?? DefaultLimit;
        if (most is < 1 or > MostAtOnce) return Problems.Of(StatusCodes.Status400BadRequest, "outOfRange", $"limit 应为 1 至 {MostAtOnce}。", "limit");
        if (await RowAsync(number, user, access, journal, cancel) is not { } row) return Problems.NotFound("这名干部");
        var viewer = access.ViewerOf(user);
        var judgement = judgements.Capture(time.GetUtcNow());
        var facts = row.Facts();
        var state = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(number), cancel);
        var signals = state.Signals.NewestFirst().Where(s => access.SeesSignal(viewer, facts, s.Secrecy)).Take(most)
            .Select(s => TimelineEntry.Of(number, s, judgement.Policy.Kind(s.Kind)?.Name ?? s.Kind));
        var alerts = await journal.Tables.QueryAsync(
            new(ReadTableSet.Alerts, [.. access.Alerts(viewer), new("cadre", Comparison.Equal, number)], [("raised_at", true)], most), cancel);
        var entries = signals.Concat(alerts.Select(a => TimelineEntry.Of(AlertRow.Of(a), (DateTimeOffset)a.In(ReadTableSet.Alerts, "raised_at")!, judgement)));
        return TypedResults.Ok(new TimelineView(number, [.. entries.OrderByDescending(e => e.On).Take(most)]));
    }

    /// <summary>The roster line of a cadre that the viewer sees; null else.</summary>
    internal static async Task<object?[]?> RowAsync(string number, ClaimsPrincipal user, IViewerAccess access, IJournal journal, CancellationToken cancel)
    {
        if (number.Contains('\0', StringComparison.Ordinal)) return null;
        var row = await journal.Tables.FindAsync(ReadTableSet.Cadres, [number], cancel);
        return row is not null && access.SeesCadre(access.ViewerOf(user), row.Facts()) ? row : null;
    }
}

/// <param name="OpenAlerts">Open or snoozed ones that the viewer may see.</param>
public sealed record CadreView(string Number, PersonView Person, string? Rank, string? ManagementAuthority, IReadOnlyList<string> Tags, long OpenAlerts);

/// <param name="Items">The newest first.</param>
public sealed record TimelineView(string Cadre, IReadOnlyList<TimelineEntry> Items);

/// <summary>A signal or an alert in a cadre's life, without texts.</summary>
/// <param name="Type">signal or alert.</param>
/// <param name="Id">Opaque id of the signal, or id of the alert.</param>
/// <param name="Name">The kind of the signal, or the pattern of the alert.</param>
public sealed record TimelineEntry(
    DateOnly On, string Type, string Id, string Code, string Name, string Status, string? Category, int? Severity, string? Source, int? LevelRank)
{
    internal static TimelineEntry Of(string cadre, Signal signal, string kindName) => new(
        signal.OccurredOn, "signal", SignalHandle.Of(cadre, signal.Key.ToString()), signal.Kind, kindName,
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(signal.Status.ToString()), signal.Category, signal.Severity == 0 ? null : signal.Severity, signal.Source, null);

    internal static TimelineEntry Of(AlertRow alert, DateTimeOffset raisedAt, Judgement judgement) => new(
        judgement.DayOf(raisedAt), "alert", alert.Mark.Id, alert.Mark.Pattern,
        judgement.Policy.Patterns.FirstOrDefault(p => p.Code == alert.Mark.Pattern)?.Name ?? alert.Mark.Pattern, alert.Mark.State, null, null, null, (int)alert.Mark.LevelRank);
}
