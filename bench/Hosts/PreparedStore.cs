using System.Data.Common;
using System.Text;
using CadreWatch.Grains.Contracts;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CadreWatch.Bench.Hosts;

/// <summary>What a run wrote, counted in the tables themselves.</summary>
internal sealed record StoreCounts(long Head, long Commits, long AlertsRaised)
{
    public static StoreCounts operator -(StoreCounts later, StoreCounts earlier) =>
        new(later.Head - earlier.Head, later.Commits - earlier.Commits, later.AlertsRaised - earlier.AlertsRaised);
}

/// <summary>A store's folder, with its PostgreSQL running where it needs one.</summary>
internal sealed class PreparedStore(StoreFolder folder, PostgresHost? postgres) : IAsyncDisposable
{
    public StoreFolder Folder => folder;

    public PostgresHost? Postgres => postgres;

    /// <summary>Null for SQLite.</summary>
    public string? Connection => postgres?.ConnectionString;

    /// <summary>Lets the database finish what loading left behind: statistics and a checkpoint.</summary>
    public Task SettleAsync() => postgres is null ? Task.CompletedTask : QueryAsync("VACUUM (ANALYZE); CHECKPOINT");

    /// <param name="since">A position; alerts raised and commits after it are counted.</param>
    public async Task<StoreCounts> CountAsync(long since) => new(
        await QueryAsync("SELECT position FROM journal_head"),
        await QueryAsync($"SELECT count(*) FROM commits WHERE last > {since}"),
        await QueryAsync($"SELECT count(*) FROM events WHERE position > {since} AND name = 'cadre.alertRaised'"));

    public Task<long> RowsAsync(ReadTable table) => QueryAsync($"SELECT count(*) FROM {table.PhysicalName}");

    /// <summary>The stored texts with positions after <paramref name="after"/> and up to <paramref name="upTo"/>, salts and all.</summary>
    public async Task<ILookup<long, (string Field, SealedText Text)>> TextsAsync(long after, long upTo)
    {
        await using DbConnection connection = postgres is null ? new SqliteConnection(FileConnection) : new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var query = connection.CreateCommand();
        query.CommandText = FormattableString.Invariant($"SELECT position, field, salt, bytes FROM texts WHERE position > {after} AND position <= {upTo}");
        await using var reader = await query.ExecuteReaderAsync();
        var texts = new List<(long Position, string Field, SealedText Text)>();
        while (await reader.ReadAsync())
            texts.Add((reader.GetInt64(0), reader.GetString(1), SealedText.Of(Encoding.UTF8.GetString((byte[])reader[3]), (byte[])reader[2])));
        return texts.ToLookup(t => t.Position, t => (t.Field, t.Text));
    }

    public ValueTask DisposeAsync() => postgres?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string FileConnection => $"Data Source={Path.Combine(folder.Data, "journal.db")};Mode=ReadWrite;Pooling=false";

    private async Task<long> QueryAsync(string sql)
    {
        if (postgres is not null)
        {
            await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            long answer = 0;
            foreach (var statement in sql.Split("; "))
            {
                await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
                answer = await command.ExecuteScalarAsync() is long value ? value : 0;
            }

            return answer;
        }

        // The server owns the folder; a reader beside it sees committed rows.
        await using var file = new SqliteConnection(FileConnection);
        await file.OpenAsync();
        await using var query = file.CreateCommand();
        query.CommandText = sql;
        return await query.ExecuteScalarAsync() is long number ? number : 0;
    }
}
