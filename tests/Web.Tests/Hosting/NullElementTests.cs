using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Hosting;

/// <summary>Every list in every body that the server takes.</summary>
public sealed class NullElementTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] Accounts = [ServerFixture.Account, "admin", "auditor"];

    [Fact]
    public async Task NullInAListOfABody_IsRefusedByItsField_WhereverTheListStands()
    {
        _ = server.Page;
        var places = new List<string>();
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not { RequestType: { } type, ContentTypes: ["application/json", ..] }) continue;
            var path = string.Join('/', endpoint.RoutePattern.PathSegments.Select(Filled));
            foreach (var (field, body) in Lists(type, 3))
            {
                places.Add($"/{path} {field}");
                using var answer = await AnswerAsync($"/{path}", body);
                var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
                Assert.True(
                    answer.StatusCode == HttpStatusCode.BadRequest && problem.GetProperty("code").GetString() == "nullElement" && problem.GetProperty("field").GetString() == field,
                    $"{path} {body.ToJsonString()}: {(int)answer.StatusCode} {problem}");
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                "/api/joint-reviews people", "/api/joint-reviews units", "/api/joint-reviews/x/units/x/opinions entries[0].facts", "/api/meetings participants",
                "/api/measures alerts", "/api/accounts assignments[0].offices", "/api/keys scopes",
            },
            places.ToHashSet());
    }

    private static string Filled(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternParameterPart parameter]
        ? parameter.ParameterPolicies.Count > 0 ? "1" : "x"
        : string.Concat(segment.Parts.OfType<RoutePatternLiteralPart>().Select(p => p.Content));

    /// <summary>Whoever reaches the endpoint at all: to others it is not there.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(string path, JsonNode body)
    {
        HttpResponseMessage? answer = null;
        foreach (var account in Accounts)
        {
            answer?.Dispose();
            answer = await server.As(account).PostAsJsonAsync(path, body);
            if (answer.StatusCode != HttpStatusCode.NotFound) break;
        }

        return answer!;
    }

    private static IEnumerable<(string Field, JsonObject Body)> Lists(Type type, int depth)
    {
        if (depth == 0) yield break;
        foreach (var property in type.GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (ElementOf(property.PropertyType) is { } element)
            {
                if (!element.IsValueType) yield return (name, new() { [name] = new JsonArray((JsonNode?)null) });
                if (!IsOurs(element)) continue;
                foreach (var (field, body) in Lists(element, depth - 1)) yield return ($"{name}[0].{field}", new() { [name] = new JsonArray(body) });
            }
            else if (IsOurs(property.PropertyType))
            {
                foreach (var (field, body) in Lists(property.PropertyType, depth - 1)) yield return ($"{name}.{field}", new() { [name] = body });
            }
        }
    }

    private static Type? ElementOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type.GetElementType();

    private static bool IsOurs(Type type) => type is { IsClass: true } && type.Namespace?.StartsWith("CadreWatch.", StringComparison.Ordinal) == true;
}
