using CadreWatch.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

public sealed class EndpointRuleTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    /// <summary>What anybody reaches; a new entry here is a decision.</summary>
    private static readonly string[] Open =
    [
        "GET /api/session/", "POST /api/session/sign-in", "POST /api/session/second-factor", "POST /api/session/passkey-options", "POST /api/session/passkey",
        "GET /api/session/external/{scheme}", "POST /api/setup/", "POST /api/setup/check", " /api/{**rest}", " /hubs/{**rest}",
    ];

    [Fact]
    public void EveryEndpoint_CarriesExactlyOneRule()
    {
        var offenders =
            from endpoint in Guarded()
            let anybody = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            let ruled = endpoint.Metadata.GetMetadata<EndpointRule>() is not null
            where anybody == ruled
            select NameOf(endpoint);
        Assert.Empty(offenders);
    }

    [Fact]
    public void WhatAnybodyReaches_IsListed() =>
        Assert.Equal(Open.Order(), Guarded().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(NameOf).Distinct().Order());

    private IEnumerable<RouteEndpoint> Guarded() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText is { } path && (path.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) || path.TrimStart('/').StartsWith("hubs/", StringComparison.Ordinal)));

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
