using System.Collections.Frozen;

namespace CadreWatch.Journal.Groups;

/// <summary>The statements of one embedded .sql file, each under a line <c>-- name: …</c>.</summary>
internal sealed class SqlFile
{
    private const string Marker = "-- name: ";
    private readonly FrozenDictionary<string, string> statements;

    /// <param name="path">Folder and file with a dot between, such as <c>Sqlite.append</c>.</param>
    public SqlFile(string path)
    {
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream($"CadreWatch.Journal.{path}.sql")
            ?? throw new InvalidOperationException($"No embedded {path}.sql.");
        using var reader = new StreamReader(stream);
        statements = reader.ReadToEnd().Split(Marker, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(part => !part.StartsWith("--", StringComparison.Ordinal))
            .ToFrozenDictionary(part => part[..part.IndexOf('\n')].Trim(), part => part[part.IndexOf('\n')..].Trim(), StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => statements.Keys;

    public string this[string name] => statements[name];
}
