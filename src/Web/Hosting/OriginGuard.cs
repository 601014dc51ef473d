namespace CadreWatch.Web.Hosting;

/// <summary>
/// No page from elsewhere acts through the browser on this server: a foreign <c>Origin</c> is refused, on opening the live board too. And no name that is not
/// this server's: a foreign <c>Host</c> would end in its links and passkeys, and on this machine alone means DNS rebinding.
/// </summary>
internal static class OriginGuard
{
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app, ServerOptions options) => app.Use((context, next) =>
    {
        var fault = Fault(context.Request, options);
        return fault is null ? next(context) : Problems.Of(StatusCodes.Status403Forbidden, fault, "请通过本系统自己的地址访问。").ExecuteAsync(context);
    });

    private static string? Fault(HttpRequest request, ServerOptions options)
    {
        var host = request.Host.Host;
        if (options.Hosts.Count > 0 ? !options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) : options.IsLoopbackOnly && !ServerOptions.IsLoopback(host))
            return "foreignHost";
        if (request.Headers.Origin is [{ } origin, ..] && !IsSame(origin, request)) return "foreignOrigin";
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        return changes && request.Headers["Sec-Fetch-Site"] is [{ } site, ..] && site is not ("same-origin" or "none") ? "foreignOrigin" : null;
    }

    private static bool IsSame(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
