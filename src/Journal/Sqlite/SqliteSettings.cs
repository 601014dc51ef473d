using CadreWatch.Journal.Contract;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>What the write connection runs with, and the proof that acknowledged means durable.</summary>
internal static class SqliteSettings
{
    /// <summary>
    /// Checkpoints are made beside (<see cref="SqliteCheckpoints"/>); erased texts are overwritten; a page cache of 64 MiB holds the upper index pages.
    /// </summary>
    private const string Settings = """
        PRAGMA page_size = 8192;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 134217728;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
        PRAGMA secure_delete = ON;
        PRAGMA busy_timeout = 10000;
        """;

    public static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    /// <exception cref="JournalUnavailableException">The connection would acknowledge what a power cut can take back.</exception>
    public static void RefuseUnlessDurable(SqliteConnection connection)
    {
        Require(connection, "journal_mode", "wal");
        Require(connection, "synchronous", "2", "3");
        Require(connection, "encoding", "UTF-8");
    }

    private static void Require(SqliteConnection connection, string setting, params string[] allowed)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {setting}";
        var value = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (!allowed.Contains(value)) throw new JournalUnavailableException($"SQLite runs with {setting} = {value}; the journal needs {allowed[0]}.");
    }
}
