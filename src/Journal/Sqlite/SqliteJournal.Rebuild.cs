using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Sqlite;

public sealed partial class SqliteJournal : ITableRebuild
{
    async Task<IRebuilding?> ITableRebuild.BeginRebuildAsync(CancellationToken cancel)
    {
        var recorded = (await reader.ReadAsync(reader.Sql["table-versions"], r => (Name: r.GetString(0), Version: r.GetInt64(1)), cancel)).ToDictionary(r => r.Name, r => r.Version);
        var outdated = options.Tables.Where(t => recorded.GetValueOrDefault(t.Name) < t.Version).ToList();
        if (outdated.Count == 0) return null;
        var rebuilding = new SqliteRebuilding(files, reader, tables, outdated, checkpoints);
        rebuilding.Empty();
        return rebuilding;
    }
}
