using System.Net.WebSockets;
using System.Text;

namespace CadreWatch.Bench.Load;

/// <summary>
/// One open board, or another hub's page, as a client of the hub protocol over a raw WebSocket: JSON records ended by 0x1e. It looks for the numbers of cadres in what
/// <c>Changed</c> brings and notes when it first saw each.
/// </summary>
internal sealed class BoardClient : IAsyncDisposable
{
    private const byte RecordEnd = 0x1e;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Action<BoardClient, ReadOnlyMemory<byte>> onChanged;
    private readonly HashSet<int> seen = [];
    private Task reading = Task.CompletedTask;

    private readonly byte[] target;

    private BoardClient(string target, Action<BoardClient, ReadOnlyMemory<byte>> onChanged) => (this.target, this.onChanged) = (Encoding.UTF8.GetBytes($"\"target\":\"{target}"), onChanged);

    /// <param name="cookie">Of a signed-in session.</param>
    /// <param name="onChanged">Called with each record that carries changed alerts, in the order of arrival.</param>
    public static Task<BoardClient> OpenAsync(string url, string cookie, Action<BoardClient, ReadOnlyMemory<byte>> onChanged) =>
        OpenAsync(url, cookie, "/hubs/alerts", "\"target\":\"Subscribe\",\"arguments\":[null,{}]", "Changed", onChanged);

    /// <param name="opening">Target and arguments of the call that opens it.</param>
    /// <param name="target">Beginning of the names of the messages that <paramref name="onMessage"/> is called with; empty for every message.</param>
    public static async Task<BoardClient> OpenAsync(string url, string cookie, string hub, string opening, string target, Action<BoardClient, ReadOnlyMemory<byte>> onMessage)
    {
        var board = new BoardClient(target, onMessage);
        board.socket.Options.Proxy = null;
        board.socket.Options.SetRequestHeader("Origin", url);
        board.socket.Options.SetRequestHeader("Cookie", cookie);
        await board.socket.ConnectAsync(new Uri(url.Replace("http:", "ws:", StringComparison.Ordinal) + hub), CancellationToken.None);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        board.reading = board.ReadAsync(subscribed);
        await board.SendAsync("""{"protocol":"json","version":1}""");
        await board.SendAsync($$"""{"type":1,"invocationId":"1",{{opening}}}""");
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return board;
    }

    /// <summary>Calls the hub once more, as when it was opened; the answer is not waited for.</summary>
    public ValueTask CallAsync(string opening) => SendAsync($$"""{"type":1,{{opening}}}""");

    /// <summary>True once for each cadre. Called from this board's reader alone.</summary>
    public bool FirstSeen(int cadre) => seen.Add(cadre);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await reading;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }

        socket.Dispose();
        stop.Dispose();
    }

    private ValueTask SendAsync(string record) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(record + "\u001e"), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);

    private async Task ReadAsync(TaskCompletionSource subscribed)
    {
        var buffer = new byte[1 << 16];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var got = await socket.ReceiveAsync(buffer.AsMemory(filled), stop.Token);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                subscribed.TrySetException(new BenchFailedException("The hub closed the connection: " + socket.CloseStatusDescription));
                return;
            }

            filled += got.Count;
            var from = 0;
            while (buffer.AsSpan(from, filled - from).IndexOf(RecordEnd) is var end and >= 0)
            {
                Take(buffer.AsMemory(from, end), subscribed);
                from += end + 1;
            }

            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            filled -= from;
        }
    }

    private void Take(ReadOnlyMemory<byte> record, TaskCompletionSource subscribed)
    {
        var span = record.Span;
        if (span.IndexOf(target) >= 0) onChanged(this, record);
        else if (span.IndexOf("\"type\":3"u8) >= 0)
        {
            if (span.IndexOf("\"error\""u8) >= 0) subscribed.TrySetException(new BenchFailedException("Subscribe was refused: " + Encoding.UTF8.GetString(span)));
            else subscribed.TrySetResult();
        }
        else if (span.IndexOf("\"type\":7"u8) >= 0) subscribed.TrySetException(new BenchFailedException("The hub closed: " + Encoding.UTF8.GetString(span)));
    }
}
