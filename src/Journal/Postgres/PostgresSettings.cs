using CadreWatch.Journal.Contract;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>Connections and the proof that acknowledged means durable.</summary>
internal static class PostgresSettings
{
    /// <summary>
    /// Plans are made once and must not depend on how small a table was then; a silo that freezes or is cut off must not hold its locks.
    /// </summary>
    private const string WriterOptions =
        "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan -c idle_in_transaction_session_timeout=15000 " +
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    /// <summary>Connections that one silo reads with at most: waking thousands of grains queues for them instead of using up the server's own limit (100 by default).</summary>
    private const int ReadConnections = 16;

    public static NpgsqlDataSource Reader(string connectionString, bool readOnly = false)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = ReadConnections,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 3,
            ApplicationName = "cadre-watch reads",
        };
        if (readOnly) settings.Options = "-c default_transaction_read_only=on";
        return NpgsqlDataSource.Create(settings);
    }

    public static NpgsqlDataSource Writer(string connectionString) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            Pooling = false,
            Options = WriterOptions,
            WriteBufferSize = 1 << 16,
            ReadBufferSize = 1 << 16,
            ApplicationName = "cadre-watch writer",
        });

    /// <exception cref="JournalUnavailableException">The server would acknowledge what a power cut can take back.</exception>
    public static async Task RefuseUnlessDurableAsync(NpgsqlConnection connection)
    {
        await RequireAsync(connection, "fsync", "on");
        await RequireAsync(connection, "full_page_writes", "on");
        await RequireAsync(connection, "synchronous_commit", "on", "remote_apply", "remote_write", "local");
        await RequireAsync(connection, "server_encoding", "UTF8");
    }

    private static async Task RequireAsync(NpgsqlConnection connection, string setting, params string[] allowed)
    {
        await using var command = new NpgsqlCommand("SELECT current_setting($1)", connection) { Parameters = { new() { Value = setting } } };
        var value = (string?)await command.ExecuteScalarAsync();
        if (!allowed.Contains(value)) throw new JournalUnavailableException($"PostgreSQL runs with {setting} = {value}; the journal needs {allowed[0]}.");
    }
}
