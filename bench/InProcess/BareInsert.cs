using System.Diagnostics;
using CadreWatch.Journal.Contract;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CadreWatch.Bench.InProcess;

/// <summary>
/// What the database does at most with the same bytes in the same batches, durable: one table of events with its primary key, nothing else. No streams,
/// no command ids, no texts, no chain, no read tables.
/// </summary>
internal static class BareInsert
{
    public static async Task<double> PostgresAsync(string connectionString, IReadOnlyList<IReadOnlyList<StreamAppend>> groups, TimeSpan atMost)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await RunAsync(connection, "DROP TABLE IF EXISTS bare_events; CREATE TABLE bare_events (position bigint PRIMARY KEY, stream text NOT NULL, name text NOT NULL, bytes bytea NOT NULL)");
        var position = 0L;
        var clock = Stopwatch.StartNew();
        foreach (var group in groups)
        {
            if (clock.Elapsed > atMost) break;
            var rows = Rows(group);
            await using var insert = new NpgsqlCommand(
                "INSERT INTO bare_events SELECT $1 + n, stream, name, bytes FROM unnest($2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS e (stream, name, bytes, n)", connection);
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
            insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = rows.ConvertAll(r => r.Stream).ToArray() });
            insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = rows.ConvertAll(r => r.Event.Name).ToArray() });
            insert.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>[]> { TypedValue = rows.ConvertAll(r => r.Event.Bytes).ToArray() });
            await insert.ExecuteNonQueryAsync();
            position += rows.Count;
        }

        var perSecond = position / clock.Elapsed.TotalSeconds;
        await RunAsync(connection, "DROP TABLE bare_events");
        return perSecond;
    }

    public static double Sqlite(string folder, IReadOnlyList<IReadOnlyList<StreamAppend>> groups, TimeSpan atMost)
    {
        var path = Path.Combine(folder, "bare.db");
        foreach (var left in Directory.EnumerateFiles(folder, "bare.db*")) File.Delete(left);
        double perSecond;
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Open();
            Run(connection, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000");
            Run(connection, "CREATE TABLE bare_events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL)");
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO bare_events VALUES ($1, $2, $3, $4)";
            var parameters = Enumerable.Range(1, 4).Select(i => insert.Parameters.AddWithValue("$" + i, DBNull.Value)).ToArray();
            var position = 0L;
            var clock = Stopwatch.StartNew();
            foreach (var group in groups)
            {
                if (clock.Elapsed > atMost) break;
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var (stream, e) in Rows(group))
                {
                    parameters[0].Value = ++position;
                    parameters[1].Value = stream;
                    parameters[2].Value = e.Name;
                    parameters[3].Value = e.Bytes.ToArray();
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            perSecond = position / clock.Elapsed.TotalSeconds;
        }

        foreach (var left in Directory.EnumerateFiles(folder, "bare.db*")) File.Delete(left);
        return perSecond;
    }

    private static List<(string Stream, NewEvent Event)> Rows(IReadOnlyList<StreamAppend> group) =>
        [.. group.SelectMany(a => a.Entries.SelectMany(e => e.Events).Select(e => (a.Stream, e)))];

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
