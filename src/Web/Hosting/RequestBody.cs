using System.Buffers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Hosting;

/// <summary>A request's whole body in rented memory. Dispose to give it back.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>32 MiB.</summary>
    public const int Limit = 32 << 20;

    private byte[] buffer;
    private int length;

    private RequestBody(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>The body, or null where it is over <see cref="Limit"/>.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Limit) return null;
        var body = new RequestBody((int)Math.Max(request.ContentLength ?? 64 * 1024, 4096));
        try
        {
            while (body.length <= Limit)
            {
                if (body.length == body.buffer.Length) body.Grow();
                var read = await request.Body.ReadAsync(body.buffer.AsMemory(body.length), cancel);
                if (read == 0) return body;
                body.length += read;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
    }

    public static ProblemHttpResult TooLarge() => Problems.Of(StatusCodes.Status413PayloadTooLarge, "bodyTooLarge", "请求正文超过 32 MiB，请分批提交。");

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = larger;
    }
}
