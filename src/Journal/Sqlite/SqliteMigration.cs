using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Microsoft.Data.Sqlite;

namespace CadreWatch.Journal.Sqlite;

/// <summary>Brings a database to this binary's schema, in one exclusive transaction that may run again at any time.</summary>
internal sealed class SqliteMigration(SqliteConnection connection, JournalOptions options)
{
    private readonly SqlFile schema = new("Sqlite.schema");
    private readonly SqlFile indexes = new("Sqlite.indexes");

    /// <summary>Returns the epoch.</summary>
    public string Run()
    {
        Execute("BEGIN EXCLUSIVE");
        try
        {
            foreach (var name in schema.Names.OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture))) Execute(schema[name]);
            RecordSchema();
            RecordContracts();
            foreach (var table in options.Tables) Prepare(table);
            Execute("INSERT OR IGNORE INTO meta VALUES ('epoch', $1)", Guid.NewGuid().ToString("N"));
            var epoch = (string)Scalar("SELECT value FROM meta WHERE key = 'epoch'")!;
            Execute("COMMIT");
            return epoch;
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    private void RecordSchema()
    {
        var ours = schema.Names.Max(n => int.Parse(n, CultureInfo.InvariantCulture));
        var recorded = Scalar("SELECT value FROM meta WHERE key = 'schema'") as string;
        if (recorded is not null && int.Parse(recorded, CultureInfo.InvariantCulture) > ours)
            throw new JournalCorruptException($"This binary is older than the journal: its schema is {recorded}, not {ours}.");
        Execute("INSERT OR REPLACE INTO meta VALUES ('schema', $1)", ours.ToString(CultureInfo.InvariantCulture));
    }

    private void RecordContracts()
    {
        if (options.Contracts is null) return;
        var recorded = new List<(string, int)>();
        using (var command = Command("SELECT name, version FROM contracts"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) recorded.Add((reader.GetString(0), reader.GetInt32(1)));
        ContractSet.RefuseIfOlder(recorded, options.Contracts);
        foreach (var (name, version) in ContractSet.Highest(options.Contracts)) Execute("INSERT OR REPLACE INTO contracts VALUES ($1, $2)", name, version);
    }

    private void Prepare(ReadTable table)
    {
        if (Scalar("SELECT version FROM read_tables WHERE name = $1", table.Name) is long recorded)
            ContractSet.RefuseOlderTable(table.Name, recorded, table.Version);
        Execute(TableSql.CreateSqlite(table));
        if (indexes.Names.Contains(table.Name)) Execute(indexes[table.Name].Replace("{table}", table.PhysicalName, StringComparison.Ordinal));
        var empty = table.Computed || (long)Scalar("SELECT position FROM journal_head")! == 0;
        Execute(empty ? "INSERT OR REPLACE INTO read_tables VALUES ($1, $2)" : "INSERT OR IGNORE INTO read_tables VALUES ($1, $2)", table.Name, empty ? table.Version : 0);
    }

    private object? Scalar(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is an embedded file or generated from checked identifiers
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), values[i]);
        return command;
    }
}
