using System.Security.Claims;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Accounts;

/// <summary>The tree of units, and the colleagues whom something can be handed to.</summary>
internal static class PeopleEndpoints
{
    private const int MostPeople = 50;

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var units = app.MapGroup("/units").WithTags("units");
        units.MapGet("/", ListUnits).WithName("listUnits").RequireSignedIn();
        units.MapPost("/", PutUnit).WithName("putUnit").RequireCapability(Capability.ManageAccounts)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        app.MapGroup("/people").WithTags("people").MapGet("/", ListPeople).WithName("listPeople").RequireSignedIn();
    }

    private static Ok<UnitList> ListUnits(PeopleDirectory people) => TypedResults.Ok(new UnitList([.. people.Units.Units.Values.Select(Of)]));

    private static async Task<Results<Ok<UnitLineView>, ProblemHttpResult>> PutUnit(
        UnitLineView request, ClaimsPrincipal user, IViewerAccess access, IGrainRuntime runtime, PeopleDirectory people, TimeProvider time, CancellationToken cancel)
    {
        var kind = request.Kind switch { "office" => UnitKind.Office, "unit" => UnitKind.Unit, _ => default };
        if (request.Id is null || request.Name is null) return AccountActs.Bad(request.Id is null ? "id" : "name", "missing", "请填写单位代码和名称。");
        var at = time.GetUtcNow();
        var unit = new UnitLine(request.Id, request.Name, request.Parent, kind, request.Class);
        var reply = await runtime.AskAsync(UnitGrain.District, new PutUnit(Guid.CreateVersion7(at), at, access.ViewerOf(user).Account, unit), CancellationToken.None);
        await people.RefreshAsync(cancel);
        return reply is Refusal refusal ? Problems.Of(refusal) : TypedResults.Ok(Of(unit));
    }

    /// <summary>Those who see cases of an office that the viewer sees cases of.</summary>
    private static async Task<Ok<PeopleList>> ListPeople(
        string? search, HttpContext http, IViewerAccess access, PeopleDirectory people, Trail.Trail trail, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(search)) await trail.SearchedAsync(http, "account", search, cancel);
        var offices = Offices(access.ViewerOf(http.User));
        var found = people.People
            .Where(p => !p.Disabled && (string.IsNullOrWhiteSpace(search) || p.Account.Contains(search, StringComparison.OrdinalIgnoreCase) || p.Name.Contains(search, StringComparison.Ordinal)))
            .Select(p => (Person: p, Viewer: access.Find(p.Account)))
            .Where(p => p.Viewer is not null && Share(offices, Offices(p.Viewer)))
            .Take(MostPeople);
        return TypedResults.Ok(new PeopleList(
            [.. found.Select(p => new PersonLine(p.Person.Account, p.Person.Name, [.. p.Viewer!.Grants.Where(g => g.OnBehalfOf is null).Select(g => g.Role).Distinct().Order()]))]));
    }

    private static HashSet<string> Offices(Viewer viewer) => [.. viewer.Grants.Where(g => Roles.SeesCases(g.Role)).SelectMany(g => g.Offices)];

    private static bool Share(HashSet<string> mine, HashSet<string> theirs) =>
        mine.Count > 0 && theirs.Count > 0 && (mine.Contains(CaseFacts.Root) || theirs.Contains(CaseFacts.Root) || mine.Overlaps(theirs));

    private static UnitLineView Of(UnitLine unit) => new(unit.Id, unit.Name, unit.Parent, unit.Kind == UnitKind.Office ? "office" : "unit", unit.Class);
}
