using CadreWatch.Grains.Access;
using CadreWatch.Grains.Trail;
using CadreWatch.Web.Access;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.Store;
using CadreWatch.Web.Trail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Identity.Endpoints;

/// <summary>The keys of source systems.</summary>
internal static class KeyEndpoints
{
    private const int LongestName = 64;
    private const int MostSources = 100;

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/keys").WithTags("keys").RequireCapability(Capability.ManageKeys);
        keys.MapGet("/", List).WithName("listKeys");
        keys.MapPost("/", Make).WithName("makeKey").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        var one = keys.MapGroup("/{id}").ProducesProblem(StatusCodes.Status404NotFound).Trailed("key", "id");
        one.MapPost("/rotate", Rotate).WithName("rotateKey");
        one.MapDelete("/", Revoke).WithName("revokeKey");
    }

    private static async Task<Ok<KeyList>> List(ApiKeys keys, CancellationToken cancel) => TypedResults.Ok(new KeyList([.. (await keys.AllAsync(cancel)).Select(KeyItem.Of)]));

    private static async Task<Results<Ok<MadeKey>, ProblemHttpResult>> Make(KeyRequest request, HttpContext http, ApiKeys keys, Trail.Trail trail, CancellationToken cancel)
    {
        var name = (request.Name ?? "").Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return Bad("name", $"请填写名称，不超过 {LongestName} 字。");
        if (request.Scopes is not { Count: > 0 } scopes || scopes.Any(s => !ApiKeys.Scopes.Contains(s))) return Bad("scopes", "权限应为 signals、cadres 中的一项或两项。");
        if (request.Sources is { } sources && (sources.Count is 0 or > MostSources || sources.Any(s => s is not { Length: > 0 and <= 64 } || s.Any(char.IsControl))))
            return Bad("sources", "来源不正确。");
        await trail.EnterAsync(http, new(TrailKind.Key, "key") { Verb = "made", Terms = string.Join(' ', scopes) }, cancel);
        var (id, key) = await keys.MakeAsync(name, [.. scopes.Distinct()], request.Sources, cancel);
        return TypedResults.Ok(new MadeKey(id, key));
    }

    private static async Task<Results<Ok<RotatedKey>, ProblemHttpResult>> Rotate(string id, HttpContext http, ApiKeys keys, Trail.Trail trail, CancellationToken cancel)
    {
        await trail.EnterAsync(http, new(TrailKind.Key, "key") { Target = id, Verb = "rotated" }, cancel);
        return await keys.RotateAsync(id, cancel) is { } key ? TypedResults.Ok(new RotatedKey(key)) : Problems.NotFound("这个密钥");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(string id, HttpContext http, ApiKeys keys, Trail.Trail trail, CancellationToken cancel)
    {
        await trail.EnterAsync(http, new(TrailKind.Key, "key") { Target = id, Verb = "revoked" }, cancel);
        return await keys.RevokeAsync(id, cancel) ? TypedResults.NoContent() : Problems.NotFound("这个密钥");
    }

    private static ProblemHttpResult Bad(string field, string detail) => Problems.Of(StatusCodes.Status422UnprocessableEntity, "malformed", detail, field);
}

/// <param name="Scopes">signals, cadres.</param>
/// <param name="Sources">Sources that it may speak for; null for any.</param>
public sealed record KeyRequest(string? Name, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Sources);

/// <param name="Key">Shown once.</param>
public sealed record MadeKey(string Id, string Key);

/// <param name="Key">Shown once; the old one is good for the overlap.</param>
public sealed record RotatedKey(string Key);

public sealed record KeyList(IReadOnlyList<KeyItem> Items);

/// <param name="State">active or revoked.</param>
public sealed record KeyItem(
    string Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string>? Sources, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string State)
{
    internal static KeyItem Of(ApiKeyRow row) => new(
        row.Id, row.Name, row.Scopes.Split(' '), row.Sources?.Split('\n'), row.CreatedAt, row.LastUsedAt, row.Revoked ? "revoked" : "active");
}
