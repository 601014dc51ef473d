using CadreWatch.Grains.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity;
using Microsoft.AspNetCore.Authorization;

namespace CadreWatch.Web.Access;

/// <summary>Who reaches an endpoint. Every endpoint below /api and /hubs carries exactly one, or says that it takes anybody; one without is not there for anybody.</summary>
internal abstract record EndpointRule
{
    private EndpointRule()
    {
    }

    /// <summary>Any account.</summary>
    public sealed record SignedIn : EndpointRule;

    /// <summary>An account with a role that has the capability; to any other the endpoint does not exist.</summary>
    public sealed record Capable(Capability Capability) : EndpointRule;

    /// <summary>An account with a role that has one of the capabilities; to any other the endpoint does not exist.</summary>
    public sealed record CapableOfEither(Capability One, Capability Other) : EndpointRule;

    /// <summary>A source system whose key has the scope. No account reaches it.</summary>
    public sealed record Scoped(string Scope) : EndpointRule;
}

internal static class EndpointRules
{
    public static TBuilder RequireSignedIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.SignedIn());

    public static TBuilder RequireCapability<TBuilder>(this TBuilder endpoints, Capability capability)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.Capable(capability));

    public static TBuilder RequireEither<TBuilder>(this TBuilder endpoints, Capability one, Capability other)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.CapableOfEither(one, other));

    /// <param name="scope"><c>signals</c> or <c>cadres</c>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.Scoped(scope));

    /// <summary>Holds every request below /api and /hubs to the rule of its endpoint. After routing and authentication, before anything is read.</summary>
    public static IApplicationBuilder UseEndpointRules(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (await RefusalAsync(http) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    });

    private static async Task<IResult?> RefusalAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint) return null;
        var guarded = http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hubs");
        if (!guarded || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return null;
        switch (endpoint.Metadata.GetMetadata<EndpointRule>())
        {
            case EndpointRule.SignedIn:
                return IsSignedIn(http) ? null : SignInRequired();
            case EndpointRule.Capable(var capability):
                return await CapabilityRefusalAsync(http, endpoint, v => CaseAccess.Has(v, capability));
            case EndpointRule.CapableOfEither(var one, var other):
                return await CapabilityRefusalAsync(http, endpoint, v => CaseAccess.Has(v, one) || CaseAccess.Has(v, other));
            case EndpointRule.Scoped(var scope):
                return await http.RequestServices.GetRequiredService<ApiKeyCheck>().RefusalAsync(http, scope);
            default:
                return Problems.NotFound("这个接口");
        }
    }

    private static async Task<IResult?> CapabilityRefusalAsync(HttpContext http, Endpoint endpoint, Func<Viewer, bool> isCapable)
    {
        if (!IsSignedIn(http)) return SignInRequired();
        if (isCapable(http.RequestServices.GetRequiredService<IViewerAccess>().ViewerOf(http.User))) return null;
        await http.RequestServices.GetRequiredService<Trail.Trail>().RefusedAsync(http, http.Request.Method, "endpoint", NameOf(endpoint), http.RequestAborted);
        return Problems.NotFound("请求的内容");
    }

    private static bool IsSignedIn(HttpContext http) => http.User.Identity?.IsAuthenticated == true;

    private static string NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "endpoint";

    private static IResult SignInRequired() => Problems.Of(StatusCodes.Status401Unauthorized, "signInRequired", "请先登录。");
}
