using CadreWatch.Cli.Import.Profiles;

namespace CadreWatch.Cli.Import.Tables;

/// <summary>The columns that a mapping can name: the own table's by name, those of a joined table as <c>table.column</c>.</summary>
public sealed class Scope
{
    private readonly string own;
    private readonly List<(string Table, string[] Columns)> tables = [];

    public Scope(string table, string[] columns)
    {
        own = table;
        tables.Add((table, columns));
    }

    public Scope With(string table, string[] columns)
    {
        tables.Add((table, columns));
        return this;
    }

    public Func<RowView, string> Column(string name, string path)
    {
        for (var t = 0; t < tables.Count; t++)
        {
            var (table, columns) = tables[t];
            var c = t == 0 ? Array.IndexOf(columns, name) : -1;
            if (c < 0 && name.StartsWith(table + ".", StringComparison.Ordinal))
                c = Array.IndexOf(columns, name[(table.Length + 1)..]);
            if (c < 0)
                continue;
            var place = t;
            return row => row.Parts[place] is { } values && c < values.Length ? values[c] : "";
        }

        var known = string.Join(", ", tables.SelectMany(t => t.Columns.Select(c => t.Table == own ? c : $"{t.Table}.{c}")));
        throw new ProfileException(path, $"there is no column “{name}”; there are: {known}.");
    }
}

/// <summary>The values of a row and of the rows joined to it, in the order of the <see cref="Scope"/>; null where a join found none.</summary>
public readonly record struct RowView(string[]?[] Parts);
