using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace CadreWatch.Web.Tests.Board;

/// <summary>An open board over a bare WebSocket: JSON records, each ended by 0x1e.</summary>
internal sealed class RawBoard : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebSocket socket;
    private readonly Channel<JsonElement> messages = Channel.CreateUnbounded<JsonElement>();

    private RawBoard(WebSocket socket) => this.socket = socket;

    public static Task<RawBoard> OpenAsync(ServerFixture server, string? cursor = null, object? filter = null, PageHandler? page = null) =>
        OpenAsync(server, "/hubs/alerts", page ?? server.HandlerOf(ServerFixture.Account), "Subscribe", cursor, filter);

    /// <summary>Another hub, with what is asked of it first.</summary>
    public static async Task<RawBoard> OpenAsync(ServerFixture server, string hub, PageHandler page, string? target = null, params object?[] arguments)
    {
        var cookies = await page.PrepareAsync(server);
        var client = server.Server.CreateWebSocketClient();
        client.ConfigureRequest = r => r.Headers.Cookie = cookies;
        var board = new RawBoard(await client.ConnectAsync(new Uri($"ws://localhost{hub}"), default));
        await board.SendAsync(new { protocol = "json", version = 1 });
        _ = board.ReadAsync();
        if (target is not null) await board.SendAsync(new { type = 1, target, arguments });
        return board;
    }

    /// <summary>The next message of this name; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string target, Func<JsonElement, bool>? which = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var message in messages.Reader.ReadAllAsync(limit.Token))
            {
                if (message.TryGetProperty("target", out var name) && name.GetString() == target && which?.Invoke(message.GetProperty("arguments")[0]) != false)
                    return message.GetProperty("arguments")[0];
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"No {target} came in {Patience}.");
    }

    /// <summary>Everything said before the next heartbeat.</summary>
    public async Task<List<(string Target, JsonElement Argument)>> UntilHeartbeatAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var said = new List<(string, JsonElement)>();
        await foreach (var message in messages.Reader.ReadAllAsync(limit.Token))
        {
            if (!message.TryGetProperty("target", out var name)) continue;
            said.Add((name.GetString()!, message.GetProperty("arguments")[0]));
            if (name.GetString() == "Heartbeat") return said;
        }

        throw new TimeoutException("The board was closed before a heartbeat came.");
    }

    /// <summary>What was said and not asked for yet.</summary>
    public List<string> Said()
    {
        var said = new List<string>();
        while (messages.Reader.TryRead(out var message))
            if (message.TryGetProperty("target", out var name)) said.Add(name.GetString()!);
        return said;
    }

    /// <summary>Completes when the server has ended the connection.</summary>
    public async Task ClosedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var _ in messages.Reader.ReadAllAsync(limit.Token))
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(object message) =>
        socket.SendAsync(new ArraySegment<byte>([.. JsonSerializer.SerializeToUtf8Bytes(message), 0x1e]), WebSocketMessageType.Text, true, default);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var pending = new MemoryStream();
        try
        {
            while (await socket.ReceiveAsync(new ArraySegment<byte>(buffer), default) is { MessageType: not WebSocketMessageType.Close } received)
            {
                foreach (var b in buffer.AsSpan(0, received.Count))
                {
                    if (b != 0x1e)
                    {
                        pending.WriteByte(b);
                        continue;
                    }

                    messages.Writer.TryWrite(JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(pending.ToArray())));
                    pending.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or IOException or OperationCanceledException)
        {
        }

        messages.Writer.TryComplete();
    }
}
