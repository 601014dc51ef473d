using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>Brings a database to this binary's schema, in one transaction under an advisory lock that may run again at any time and beside other silos.</summary>
internal sealed class PostgresMigration(NpgsqlConnection connection, JournalOptions options)
{
    /// <summary>“cadrewat” in ASCII: the advisory lock of whoever migrates.</summary>
    private const long LockKey = 0x6361647265776174;

    private readonly SqlFile schema = new("Postgres.schema");
    private readonly SqlFile indexes = new("Postgres.indexes");

    /// <summary>Returns the epoch.</summary>
    public async Task<string> RunAsync()
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync("SELECT pg_advisory_xact_lock($1)", LockKey);
        foreach (var name in schema.Names.OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture))) await ExecuteAsync(schema[name]);
        await RecordSchemaAsync();
        await RecordContractsAsync();
        foreach (var table in options.Tables) await PrepareAsync(table);
        await ExecuteAsync("INSERT INTO meta VALUES ('epoch', $1) ON CONFLICT DO NOTHING", Guid.NewGuid().ToString("N"));
        var epoch = (string)(await ScalarAsync("SELECT value FROM meta WHERE key = 'epoch'"))!;
        await transaction.CommitAsync();
        return epoch;
    }

    private async Task RecordSchemaAsync()
    {
        var ours = schema.Names.Max(n => int.Parse(n, CultureInfo.InvariantCulture));
        var recorded = await ScalarAsync("SELECT value FROM meta WHERE key = 'schema'") as string;
        if (recorded is not null && int.Parse(recorded, CultureInfo.InvariantCulture) > ours)
            throw new JournalCorruptException($"This binary is older than the journal: its schema is {recorded}, not {ours}.");
        await ExecuteAsync("INSERT INTO meta VALUES ('schema', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", ours.ToString(CultureInfo.InvariantCulture));
    }

    private async Task RecordContractsAsync()
    {
        if (options.Contracts is null) return;
        var recorded = new List<(string, int)>();
        await using (var command = Command("SELECT name, version FROM contracts"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) recorded.Add((reader.GetString(0), reader.GetInt32(1)));
        ContractSet.RefuseIfOlder(recorded, options.Contracts);
        foreach (var (name, version) in ContractSet.Highest(options.Contracts))
            await ExecuteAsync("INSERT INTO contracts VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET version = excluded.version", name, version);
    }

    private async Task PrepareAsync(ReadTable table)
    {
        if (await ScalarAsync("SELECT version FROM read_tables WHERE name = $1", table.Name) is int recorded)
            ContractSet.RefuseOlderTable(table.Name, recorded, table.Version);
        await ExecuteAsync(TableSql.CreatePostgres(table));
        if (indexes.Names.Contains(table.Name)) await ExecuteAsync(indexes[table.Name].Replace("{table}", table.PhysicalName, StringComparison.Ordinal));
        var empty = table.Computed || (long)(await ScalarAsync("SELECT position FROM journal_head"))! == 0;
        var conflict = empty ? "DO UPDATE SET version = excluded.version" : "DO NOTHING";
        await ExecuteAsync($"INSERT INTO read_tables VALUES ($1, $2) ON CONFLICT (name) {conflict}", table.Name, empty ? table.Version : 0);
    }

    private async Task<object?> ScalarAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
#pragma warning disable CA2100 // every text is an embedded file or generated from checked identifiers
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
