using CadreWatch.Grains.Access;
using CadreWatch.Web.Hosting;

namespace CadreWatch.Web.Access;

/// <summary>Who reaches an endpoint.</summary>
internal abstract record EndpointRule
{
    private EndpointRule()
    {
    }

    /// <summary>Any account.</summary>
    public sealed record SignedIn : EndpointRule;

    /// <summary>An account with a role that has the capability; to any other the endpoint does not exist.</summary>
    public sealed record Capable(Capability Capability) : EndpointRule;
}

internal static class EndpointRules
{
    public static TBuilder RequireSignedIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.SignedIn());

    public static TBuilder RequireCapability<TBuilder>(this TBuilder endpoints, Capability capability)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRule.Capable(capability)).AddEndpointFilter(async (context, next) =>
    {
        var access = context.HttpContext.RequestServices.GetRequiredService<IViewerAccess>();
        return CaseAccess.Has(access.ViewerOf(context.HttpContext.User), capability) ? await next(context) : Problems.NotFound("请求的内容");
    });
}
