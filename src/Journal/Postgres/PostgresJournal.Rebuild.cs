using CadreWatch.Journal.Contract;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

public sealed partial class PostgresJournal : ITableRebuild
{
    /// <summary>“cadrereb” in ASCII: the advisory lock of whoever rebuilds.</summary>
    private const long RebuildKey = 0x6361647265726562;

    async Task<IRebuilding?> ITableRebuild.BeginRebuildAsync(CancellationToken cancel)
    {
        if (await OutdatedAsync(cancel) is []) return null;
        var connection = await writes.OpenConnectionAsync(cancel);
        try
        {
            await using (var turn = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = RebuildKey } } })
                await turn.ExecuteNonQueryAsync(cancel);

            // Another silo may have done it while this one waited.
            if (await OutdatedAsync(cancel) is { Count: > 0 } outdated)
            {
                var rebuilding = new PostgresRebuilding(connection, reader, tables, outdated);
                await rebuilding.EmptyAsync(cancel);
                return rebuilding;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private async Task<List<Grains.Contracts.ReadTable>> OutdatedAsync(CancellationToken cancel)
    {
        var recorded = (await reader.ReadAsync(reader.Sql["table-versions"], r => (Name: r.GetString(0), Version: r.GetInt32(1)), cancel)).ToDictionary(r => r.Name, r => r.Version);
        return [.. options.Tables.Where(t => recorded.GetValueOrDefault(t.Name) < t.Version)];
    }
}
