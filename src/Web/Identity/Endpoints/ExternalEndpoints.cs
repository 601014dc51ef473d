using CadreWatch.Grains.Trail;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.External;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity.Endpoints;

/// <summary>The own links to other servers that sign people in. A link is made by going there and back, signed in.</summary>
internal static class ExternalEndpoints
{
    public static void MapExternal(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/session/external").WithTags("session").RequireSignedIn().ProducesProblem(StatusCodes.Status401Unauthorized);
        own.MapGet("/", List).WithName("listExternalLinks");
        own.MapDelete("/{scheme}", Remove).WithName("removeExternalLink").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ExternalLinkList>> List(HttpContext http, UserManager<Credential> users, IReadOnlyList<ExternalProvider> providers)
    {
        var linked = (await LoginsAsync(http, users)).Logins.Select(l => l.LoginProvider).ToHashSet();
        return TypedResults.Ok(new ExternalLinkList([.. providers.Select(p => new ExternalLink(p.Scheme, p.Title, linked.Contains(p.Scheme)))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string scheme, HttpContext http, UserManager<Credential> users, Trail.Trail trail, CancellationToken cancel)
    {
        var (user, logins) = await LoginsAsync(http, users);
        var own = logins.Where(l => l.LoginProvider == scheme).ToList();
        if (own.Count == 0) return Problems.NotFound("这项关联");
        await trail.EnterAsync(http, new(TrailKind.Session, "account") { Target = user!.Id, Verb = "externalUnlinked" }, cancel);
        foreach (var login in own) await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey);
        return TypedResults.NoContent();
    }

    private static async Task<(Credential? User, IList<UserLoginInfo> Logins)> LoginsAsync(HttpContext http, UserManager<Credential> users)
    {
        var user = await users.FindByIdAsync(http.User.FindFirst("sub")!.Value);
        return (user, user is null ? [] : await users.GetLoginsAsync(user));
    }
}

public sealed record ExternalLinkList(IReadOnlyList<ExternalLink> Items);

/// <param name="Linked">Whoever that server vouches for may sign in to this account.</param>
public sealed record ExternalLink(string Scheme, string Name, bool Linked);
