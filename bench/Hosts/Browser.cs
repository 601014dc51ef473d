using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CadreWatch.Bench.Hosts;

/// <summary>One browser: its cookies, and the token that each change carries.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer jar = new();
    private readonly HttpClient http;
    private string token = "";

    public Browser(string url) => http = new(new SocketsHttpHandler { UseProxy = false, CookieContainer = jar }) { BaseAddress = new(url) };

    public string Cookies => jar.GetCookieHeader(http.BaseAddress!);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        token = (await http.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("antiforgery").GetString()!;
        return await PostAgainAsync(path, body);
    }

    /// <summary>With the token of the last <see cref="PostAsync"/>, which holds while the session does.</summary>
    public async Task<JsonElement> PostAgainAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Antiforgery", token);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new BenchFailedException($"{path}: {(int)answer.StatusCode} {text}");
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => http.Dispose();
}
