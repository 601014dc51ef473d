using System.Net;
using System.Security.Claims;

namespace CadreWatch.Web.Hosting;

/// <summary>
/// Until accounts exist, whoever reaches the server acts as <c>local</c>; so only this machine reaches it, and no web page from elsewhere acts through the
/// browser on it: a foreign <c>Host</c> (DNS rebinding) and a foreign <c>Origin</c> are refused.
/// </summary>
internal static class LoopbackGuard
{
    public static IApplicationBuilder UseLoopbackGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var fault = Fault(context);
        return fault is null ? next(context) : Problems.Of(StatusCodes.Status403Forbidden, fault, "账号启用之前，本系统只接受本机的访问。").ExecuteAsync(context);
    });

    /// <summary>Whoever reaches the server acts as this account.</summary>
    public static IApplicationBuilder UseLocalAccount(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.User = new(new ClaimsIdentity([new("sub", "local")], "local"));
        return next(context);
    });

    private static string? Fault(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from)) return "foreignAddress";
        if (!ServerOptions.IsLoopback(request.Host.Host)) return "foreignHost";
        if (request.Headers.Origin is [{ } origin, ..] && !IsSame(origin, request)) return "foreignOrigin";
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        return changes && request.Headers["Sec-Fetch-Site"] is [{ } site, ..] && site is not ("same-origin" or "none") ? "foreignOrigin" : null;
    }

    private static bool IsSame(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
