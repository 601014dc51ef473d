using CadreWatch.Grains.Access;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Followers;
using CadreWatch.Web.Alerts;
using Microsoft.AspNetCore.SignalR;

namespace CadreWatch.Web.Board;

/// <summary>
/// Opens a board without a gap: it listens first, reads second. What is read covers everything before the first message it is told live; what is told twice
/// does no harm, since cards are whole states with a version.
/// </summary>
internal sealed partial class BoardOpening(
    AlertBroadcaster broadcaster, AlertReader reader, BoardChanges decisions, ChangedAlerts changes, Cursors cursors, IJournal journal, EventCodec codec,
    IHubContext<AlertHub, IAlertBoardClient> hub, TimeProvider time, ILogger<BoardOpening> logger)
{
    /// <summary>A board that missed more events than this starts afresh.</summary>
    private const int ReplayLimit = 5_000;
    private const int PageSize = 100;

    public async Task OpenAsync(HubCallerContext connection, Viewer viewer, AlertFilter filter, string? cursor)
    {
        Close(connection.ConnectionId);
        var board = new BoardConnection(connection.ConnectionId, viewer, filter, connection.Abort);
        broadcaster.Add(board);
        try
        {
            await CatchUpAsync(board, cursor, connection.ConnectionAborted);
        }
        catch
        {
            broadcaster.Remove(board);
            throw;
        }

        _ = PumpAsync(board, connection.ConnectionAborted);
    }

    public void Close(string connectionId)
    {
        if (broadcaster.Find(connectionId) is { } board) broadcaster.Remove(board);
    }

    private async Task CatchUpAsync(BoardConnection board, string? cursor, CancellationToken cancel)
    {
        var client = hub.Clients.Client(board.Id);
        var fault = "initial";
        if (cursor is not null && cursors.TryStream(cursor, board.Viewer, board.Filter, out var position, out fault))
        {
            var missed = await MissedAsync(board, position, cancel);
            if (missed.Messages is { } messages)
            {
                foreach (var message in messages) await SayAsync(client, board, message, cancel);
                await client.Counts(await reader.CountsAsync(board.Viewer, cancel));
                await SayAsync(client, board, new BoardMessage.Heartbeat(time.GetUtcNow(), missed.Last), cancel);
                return;
            }

            fault = missed.Fault;
        }

        await ResetAsync(client, board, fault, cancel);
    }

    private async Task<(IReadOnlyList<BoardMessage>? Messages, long Last, string Fault)> MissedAsync(BoardConnection board, long position, CancellationToken cancel)
    {
        if (position > await journal.HeadAsync(cancel)) return (null, 0, CursorFault.Invalid);
        var events = await journal.ReadAllAsync(position, ReplayLimit + 1, cancel);
        if (events.Count > ReplayLimit) return (null, 0, CursorFault.TooOld);
        var last = events.Count == 0 ? position : events[^1].Position;
        var changed = await changes.MissedAsync(board.Viewer, [.. events.Select(e => new FollowedEvent(e, codec.ContractOf(e)))], position, cancel);
        return (changed is null ? null : decisions.Messages(board.Viewer, board.Filter, changed, position, last), last, CursorFault.TooOld);
    }

    private async Task PumpAsync(BoardConnection board, CancellationToken cancel)
    {
        var client = hub.Clients.Client(board.Id);
        try
        {
            await foreach (var message in board.MessagesAsync(cancel))
            {
                if (board.IsEnded) return;
                await SayAsync(client, board, message, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Log.BoardLost(logger, board.Id, e);
            board.Abort();
        }
        finally
        {
            broadcaster.Remove(board);
        }
    }

    private Task SayAsync(IAlertBoardClient client, BoardConnection board, BoardMessage message, CancellationToken cancel)
    {
        return message switch
        {
            BoardMessage.Changed m => client.Changed(new(Cursor(), m.Alert)),
            BoardMessage.Removed m => client.Removed(new(Cursor(), m.Id)),
            BoardMessage.Counts m => client.Counts(m.Value),
            BoardMessage.Heartbeat m => client.Heartbeat(new(Cursor(), m.At)),
            BoardMessage.Afresh m => ResetAsync(client, board, m.Reason, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(message)),
        };

        string Cursor() => cursors.Stream(board.Viewer, board.Filter, message.Position);
    }

    private async Task ResetAsync(IAlertBoardClient client, BoardConnection board, string reason, CancellationToken cancel)
    {
        var page = await reader.PageAsync(board.Viewer, board.Filter, PageSize, null, cancel);
        await client.Reset(new(reason, page.StreamCursor, page));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Board {ConnectionId} was cut off and will resume by its cursor.")]
        public static partial void BoardLost(ILogger logger, string connectionId, Exception e);
    }
}
