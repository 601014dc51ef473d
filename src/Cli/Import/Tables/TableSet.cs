using CadreWatch.Cli.Import.Profiles;

namespace CadreWatch.Cli.Import.Tables;

/// <summary>The tables of one import: opened by name, those with a key held in memory the first time another joins them.</summary>
public sealed class TableSet(Profile profile, string folder, Action<RowProblem> problem)
{
    private readonly Dictionary<string, KeyedTable> keyed = [];

    public TableSource Source(string name) => profile.Tables[name];

    public TableFile Open(string name) => TableFile.Open(profile.Tables[name], folder);

    /// <summary>The table by its key. A later row with the same key is told as a problem.</summary>
    public KeyedTable Keyed(string name)
    {
        if (!keyed.TryGetValue(name, out var table))
            keyed[name] = table = KeyedTable.Load(Source(name), folder, problem);
        return table;
    }

    /// <summary>What the rows of a mapping look like with its joins.</summary>
    public (Scope Scope, Func<string[], RowView> View) Joined(string from, string[] columns, IReadOnlyList<Join> joins, string path)
    {
        var scope = new Scope(from, columns);
        var lookups = new List<(int Column, KeyedTable Table)>();
        foreach (var join in joins)
        {
            var by = Array.IndexOf(columns, join.By);
            if (by < 0)
                throw new ProfileException($"{path}.join.{join.Table}", $"there is no column “{join.By}” in {from}; there are: {string.Join(", ", columns)}.");
            var table = Keyed(join.Table);
            scope.With(join.Table, table.Columns);
            lookups.Add((by, table));
        }

        return (scope, values =>
        {
            var parts = new string[]?[lookups.Count + 1];
            parts[0] = values;
            for (var i = 0; i < lookups.Count; i++)
                parts[i + 1] = lookups[i].Table.Find(values[lookups[i].Column]);
            return new(parts);
        }
        );
    }
}

/// <summary>A table held in memory by its key.</summary>
public sealed class KeyedTable
{
    private readonly Dictionary<string, string[]> rows = new(StringComparer.Ordinal);

    private KeyedTable(string[] columns) => Columns = columns;

    public string[] Columns { get; }

    public static KeyedTable Load(TableSource source, string folder, Action<RowProblem> problem)
    {
        using var file = TableFile.Open(source, folder);
        var key = Array.IndexOf(file.Columns, source.Key);
        if (key < 0)
            throw new ProfileException($"tables.{source.Name}.key", $"there is no column “{source.Key}”; there are: {string.Join(", ", file.Columns)}.");
        var table = new KeyedTable(file.Columns);
        foreach (var (line, values) in file.Rows(problem))
            if (!table.rows.TryAdd(values[key], values))
                problem(new(source.Name, line, source.Key, "duplicateKey", $"键“{values[key]}”前面已出现，本行不用。"));
        return table;
    }

    public string[]? Find(string key) => rows.GetValueOrDefault(key);
}
