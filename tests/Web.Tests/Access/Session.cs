using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CadreWatch.Web.Tests.Access;

/// <summary>Requests of one account.</summary>
internal sealed class Session
{
    private static readonly string[] Moving = ["asOf", "now", "streamCursor", "nextCursor", "cursor", "rightsVersion", "antiforgery"];
    private readonly HttpClient client;
    private readonly Dictionary<string, (HttpStatusCode Status, string Body)> missing = [];
    private HashSet<string>? capabilities;

    public Session(ServerFixture server, string account)
    {
        client = server.As(account);
        Account = account;
    }

    public string Account { get; }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        return await ReadAsync(answer);
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        return await ReadAsync(answer);
    }

    /// <summary>What is said of something that is not there; asked once.</summary>
    public async Task<(HttpStatusCode Status, string Body)> MissingAsync(string path) =>
        missing.TryGetValue(path, out var answer) ? answer : missing[path] = await GetAsync(path);

    /// <inheritdoc cref="MissingAsync(string)"/>
    public async Task<(HttpStatusCode Status, string Body)> MissingAsync(string path, object body)
    {
        var key = $"{path} {JsonSerializer.Serialize(body)}";
        return missing.TryGetValue(key, out var answer) ? answer : missing[key] = await PostAsync(path, body);
    }

    /// <summary>What this viewer is shown; null where it is nothing, and then the answer is, byte for byte, the one for what is not there at all.</summary>
    public async Task<string?> FindAsync(string path, string missingPath)
    {
        var answer = await GetAsync(path);
        if (answer.Status == HttpStatusCode.OK) return answer.Body;
        Assert.Equal(await MissingAsync(missingPath), answer);
        return null;
    }

    /// <summary>Whether the account has a capability; asked once.</summary>
    public async Task<bool> HasAsync(string capability)
    {
        capabilities ??= [.. (await JsonAsync("/api/session")).GetProperty("capabilities").EnumerateArray().Select(c => c.GetString()!)];
        return capabilities.Contains(capability);
    }

    /// <summary>Sends a file as it is.</summary>
    public async Task<(HttpStatusCode Status, string Body)> UploadAsync(string path, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var answer = await client.PostAsync(path, content);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        Assert.True(status == HttpStatusCode.OK, $"{Account} {path}: {(int)status} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>Every item of a list, page by page; what each page says beside its items is handed to <paramref name="page"/>.</summary>
    public async Task<List<JsonElement>> AllAsync(string path, int limit, Action<JsonElement>? page = null)
    {
        var items = new List<JsonElement>();
        for (string? cursor = null; ;)
        {
            var one = await JsonAsync($"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            page?.Invoke(one);
            items.AddRange(one.GetProperty("items").EnumerateArray());
            Assert.True(one.GetProperty("items").GetArrayLength() <= limit);
            cursor = one.GetProperty("nextCursor").GetString();
            if (cursor is null) return items;
        }
    }

    /// <summary>An answer without what differs each time by itself.</summary>
    public async Task<string> StillAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        return $"{(int)status} {(JsonNode.Parse(body) is { } json ? Still(json).ToJsonString() : "")}";
    }

    /// <summary>A request's own trace id is taken out.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, Regex.Replace(await answer.Content.ReadAsStringAsync(), ",\"traceId\":\"[^\"]*\"", ""));

    private static JsonNode Still(JsonNode node)
    {
        if (node is JsonObject fields)
        {
            foreach (var name in Moving) fields.Remove(name);
            foreach (var field in fields.ToList()) if (field.Value is not null) Still(field.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) if (item is not null) Still(item);
        }

        return node;
    }
}
