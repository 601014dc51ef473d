using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace CadreWatch.Web.Identity;

/// <summary>Whatever changes something below /api carries the token that the session's answer gave out. Source systems come with a key instead and bring no cookie.</summary>
internal static class AntiforgeryGuard
{
    public const string Header = "X-Antiforgery";

    public static IApplicationBuilder UseAntiforgeryGuard(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (IsGuarded(http) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            await Problems.Of(StatusCodes.Status400BadRequest, "antiforgery", "页面已过期，请刷新后重试。").ExecuteAsync(http);
        else await next(http);
    });

    private static bool IsGuarded(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api")
        && !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        && http.GetEndpoint()?.Metadata.GetMetadata<EndpointRule.Scoped>() is null;
}
