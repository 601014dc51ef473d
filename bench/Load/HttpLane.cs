using System.Net;
using System.Text.Json;

namespace CadreWatch.Bench.Load;

/// <summary>What the server said about one batch.</summary>
internal sealed record Acknowledgement(int Received, int Accepted, int Duplicates, int Rejected, string? FirstRejection);

/// <summary>A sender that posts batches one after the other and re-sends what was refused for want of room.</summary>
internal sealed class HttpLane : IDisposable
{
    private readonly HttpClient http;
    private TimeSpan retryAfter = TimeSpan.FromMilliseconds(200);

    public HttpLane(string url, string apiKey)
    {
        http = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan, UseProxy = false }) { BaseAddress = new(url), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
    }

    /// <summary>Batches that were told to come again (429, 503).</summary>
    public int Retries { get; private set; }

    /// <summary>Posts until the server takes it.</summary>
    public async Task<Acknowledgement> PostAsync(string path, byte[] body)
    {
        while (true)
        {
            if (await TryPostAsync(path, body) is { } answer) return answer;
            Retries++;
            await Task.Delay(retryAfter);
        }
    }

    /// <summary>Null where the server said to come again (429, 503).</summary>
    public async Task<Acknowledgement?> TryPostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        if (answer.StatusCode == HttpStatusCode.OK) return Read(await answer.Content.ReadAsByteArrayAsync());
        if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            throw new BenchFailedException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        retryAfter = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200);
        return null;
    }

    public void Dispose() => http.Dispose();

    private static Acknowledgement Read(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var root = json.RootElement;
        var rejected = root.GetProperty("rejected");
        return new(
            root.GetProperty("received").GetInt32(), root.GetProperty("accepted").GetInt32(), root.GetProperty("duplicates").GetInt32(),
            rejected.GetArrayLength(), rejected.GetArrayLength() > 0 ? rejected[0].GetRawText() : null);
    }
}
