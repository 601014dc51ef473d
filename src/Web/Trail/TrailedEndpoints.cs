namespace CadreWatch.Web.Trail;

internal static class TrailedEndpoints
{
    /// <summary>
    /// Writes each request for one thing down before its answer leaves: a reading that succeeds as a view, and whatever ends in 404 as a refusal. An act that
    /// succeeds is an event of its own.
    /// </summary>
    /// <param name="type">alert, cadre, signal, account …</param>
    /// <param name="route">The route value that holds the thing's id.</param>
    public static TBuilder Trailed<TBuilder>(this TBuilder endpoints, string type, string route)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (context, next) =>
    {
        var answer = await next(context);
        var http = context.HttpContext;
        var trail = http.RequestServices.GetRequiredService<Trail>();
        var id = http.GetRouteValue(route) as string ?? "";
        var status = StatusOf(answer);
        if (status == StatusCodes.Status404NotFound) await trail.RefusedAsync(http, http.Request.Method, type, id, http.RequestAborted);
        else if (HttpMethods.IsGet(http.Request.Method) && status == StatusCodes.Status200OK) await trail.ViewedAsync(http, type, id, http.RequestAborted);
        return answer;
    });

    private static int? StatusOf(object? answer) => answer switch
    {
        INestedHttpResult nested => StatusOf(nested.Result),
        IStatusCodeHttpResult result => result.StatusCode ?? StatusCodes.Status200OK,
        _ => StatusCodes.Status200OK,
    };
}
