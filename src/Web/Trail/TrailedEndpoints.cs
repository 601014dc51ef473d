using CadreWatch.Grains.Trail;
using CadreWatch.Web.Accounts;

namespace CadreWatch.Web.Trail;

internal static class TrailedEndpoints
{
    /// <summary>
    /// Writes each request for one thing down before its answer leaves: a reading that succeeds as a view, and whatever ends in 404 as a refusal. An act that
    /// succeeds is an event of its own.
    /// </summary>
    /// <param name="type">alert, cadre, signal, account …</param>
    /// <param name="route">The route value that holds the thing's id.</param>
    /// <param name="views">Whether readings are written down here; without it another entry says of them.</param>
    public static TBuilder Trailed<TBuilder>(this TBuilder endpoints, string type, string route, bool views = true)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (context, next) =>
    {
        var answer = await next(context);
        var http = context.HttpContext;
        var trail = http.RequestServices.GetRequiredService<Trail>();
        var id = http.GetRouteValue(route) as string ?? "";
        var status = StatusOf(answer);
        if (status == StatusCodes.Status404NotFound) await trail.RefusedAsync(http, http.Request.Method, type, id, http.RequestAborted);
        else if (views && HttpMethods.IsGet(http.Request.Method) && status == StatusCodes.Status200OK) await trail.ViewedAsync(http, type, id, http.RequestAborted);
        return answer;
    });

    /// <summary>Writes an act on rights down before it is tried, whatever becomes of it: what it changed is an event of the account.</summary>
    /// <param name="route">The route value that holds the account; where there is none, the one that is to be opened.</param>
    public static TBuilder TrailedRights<TBuilder>(this TBuilder endpoints, string route)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var target = http.GetRouteValue(route) as string ?? context.Arguments.OfType<OpenAccountRequest>().FirstOrDefault()?.Account;
        var verb = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        await http.RequestServices.GetRequiredService<Trail>().EnterAsync(http, new(TrailKind.Rights, "account") { Target = target, Verb = verb }, http.RequestAborted);
        return await next(context);
    });

    private static int? StatusOf(object? answer) => answer switch
    {
        INestedHttpResult nested => StatusOf(nested.Result),
        IStatusCodeHttpResult result => result.StatusCode ?? StatusCodes.Status200OK,
        _ => StatusCodes.Status200OK,
    };
}
