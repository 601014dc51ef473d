using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Cli.Import.Sending;

/// <summary>Sends to a server's <c>POST /api/cadres</c> and <c>POST /api/signals</c>.</summary>
public sealed class HttpRowSink : IRowSink, IDisposable
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    private readonly HttpClient http;
    private readonly string judge;

    /// <param name="http">With the server's address; disposed with this.</param>
    public HttpRowSink(HttpClient http, string apiKey, bool judgeAsKnown)
    {
        this.http = http;
        http.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        judge = judgeAsKnown ? "?judge=as-known" : "";
    }

    public async Task<IngestResult> SendAsync(RowKind kind, ReadOnlyMemory<byte> rows, CancellationToken cancel)
    {
        using var content = new ReadOnlyMemoryContent(rows);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson") { CharSet = "utf-8" };
        HttpResponseMessage answer;
        try
        {
            answer = await http.PostAsync(new Uri(kind == RowKind.Cadres ? "/api/cadres" : "/api/signals" + judge, UriKind.Relative), content, cancel);
        }
        catch (HttpRequestException e)
        {
            throw new BusyException(UsualWait, $"连接不上 {http.BaseAddress}：{e.Message}");
        }
        catch (TaskCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new BusyException(UsualWait, $"{http.BaseAddress} 未按时答复：{e.Message}");
        }

        using (answer)
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => await answer.Content.ReadFromJsonAsync<IngestResult>(cancel) ?? throw new ImportException("服务器的答复是空的。"),
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                    throw new BusyException(answer.Headers.RetryAfter?.Delta ?? UsualWait, $"服务器暂不受理（{(int)answer.StatusCode}）。"),
                HttpStatusCode.Unauthorized => throw new ImportException("服务器不认可接口密钥；请用 --api-key-file 指出数据目录中的 api-key.txt。"),
                _ => throw new ImportException($"服务器答复 {(int)answer.StatusCode}：{await answer.Content.ReadAsStringAsync(cancel)}"),
            };
    }

    public void Dispose() => http.Dispose();
}
