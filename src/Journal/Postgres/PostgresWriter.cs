using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>
/// The write connection of one silo. A group takes three round trips: lock and check; write rows and take the head; write events and commit.
/// Used by one caller at a time; after any failure it is thrown away.
/// </summary>
internal sealed class PostgresWriter(NpgsqlConnection connection, SqlFile sql) : IAsyncDisposable
{
    /// <summary>Locks every stream of the group in name order, new ones inserted first (two writers can then never wait for each other in a ring), and decides.</summary>
    public async Task<GroupPlan> DecideAsync(IReadOnlyList<StreamAppend> group, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        var fresh = group.Where(a => a.ExpectedVersion == 0 && a.Entries.Any(e => e.Events.Count > 0)).Select(a => a.Stream).ToArray();
        var ids = group.SelectMany(a => a.Entries).Select(e => e.CommandId).ToArray();
        Add(batch, "BEGIN");
        if (fresh.Length > 0) Add(batch, sql["add-streams"], Of(fresh));
        Add(batch, sql["lock-streams"], Of(group.Select(a => a.Stream).ToArray()));
        if (ids.Length > 0) Add(batch, sql["commands"], Of(ids));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var streams = await ReadStreamsAsync(reader, cancel);
        var stored = await ReadCommandsAsync(reader, cancel);
        var plan = new GroupPlan(group);
        for (var i = 0; i < group.Count; i++)
            plan.Decide(i, streams.TryGetValue(group[i].Stream, out var row) ? row : new(0, 0, ChainHash.Genesis), stored);
        return plan;
    }

    /// <summary>Writes the winners' read-table rows and then, last of all locks, takes the head.</summary>
    public async Task<JournalHead> TakeHeadAsync(GroupPlan plan, TableCatalog tables, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var rows in RowBatch.Of(plan.Winners, tables)) PostgresRows.Add(batch, rows);
        var erased = plan.Winners.SelectMany(w => w.Append.EraseTexts).ToArray();
        if (erased.Length > 0) Add(batch, sql["erase-texts"], Of(erased));
        Add(batch, sql["take-head"]);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2));
    }

    /// <summary>Writes the events and commits, in one round trip that is never cancelled: its failure leaves the outcome unknown.</summary>
    public async Task CommitAsync(GroupRows rows)
    {
        await using var batch = new NpgsqlBatch(connection);
        var last = rows.Before + rows.Bytes.Length;
        Add(batch, sql["add-events"], Of(rows.Before), Of(rows.RecordedAt), Of(rows.Streams), Of(rows.StreamVersions), Of(rows.CommandIds),
            Of(rows.EntrySizes), Of(rows.Versions), Of(rows.Names), Of(rows.Bytes), Of(rows.Hashes));
        if (rows.Texts.Count > 0)
            Add(batch, sql["add-texts"], Column(rows.Texts, t => t.Position), Column(rows.Texts, t => t.Field), Column(rows.Texts, t => t.Salt), Column(rows.Texts, t => t.Bytes));
        Add(batch, sql["add-commit"], Of(last), Of(rows.Before + 1), Of(ChainHash.Sha256), Of(rows.CommitHash));
        Add(batch, sql["set-streams"], Column(rows.StreamUpdates, s => s.Id), Column(rows.StreamUpdates, s => s.Version), Column(rows.StreamUpdates, s => s.Head));
        Add(batch, sql["set-head"], Of(last), Of(rows.CommitHash), Of(rows.RecordedAt));
        Add(batch, "COMMIT");
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public async Task RollbackAsync()
    {
        await using var command = new NpgsqlCommand("ROLLBACK", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<Dictionary<string, StreamRow>> ReadStreamsAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var streams = new Dictionary<string, StreamRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) streams[reader.GetString(0)] = new(reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3));
        return streams;
    }

    private static async Task<Dictionary<Guid, (long First, long Last)>> ReadCommandsAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var stored = new Dictionary<Guid, (long First, long Last)>();
        if (!await reader.NextResultAsync(cancel)) return stored;
        while (await reader.ReadAsync(cancel)) stored[reader.GetGuid(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        return stored;
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<TColumn[]> Column<TRow, TColumn>(List<TRow> rows, Func<TRow, TColumn> value)
    {
        var column = new TColumn[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return Of(column);
    }

    private static void Add(NpgsqlBatch batch, string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
