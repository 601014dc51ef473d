namespace CadreWatch.Cli.Import.Profiles;

/// <summary>How a set of tables becomes cadres and signals. Read from YAML by <see cref="ProfileReader"/>; columns are checked when the tables are opened.</summary>
/// <param name="Name">Name of the profile, shown in the summary.</param>
public sealed record Profile(string Name, IReadOnlyDictionary<string, TableSource> Tables, CadreMapping? Cadres, IReadOnlyList<SignalMapping> Signals);

/// <summary>One file of the source folder.</summary>
/// <param name="File">Path below the source folder; read through gzip where it ends in <c>.gz</c>.</param>
/// <param name="Key">The column other tables join by; such a table is held in memory. The first row of a key counts.</param>
/// <param name="Dates">Columns with another date format than ISO, and that format; they are read as ISO from here on.</param>
public sealed record TableSource(string Name, string File, string Encoding, char Delimiter, string? Key, IReadOnlyDictionary<string, string> Dates);

/// <summary>Looks up another table's row: its columns become visible under its name, empty where there is none.</summary>
/// <param name="By">Column of the own table that holds the other's key.</param>
public sealed record Join(string Table, string By);

/// <summary>One cadre per row of <paramref name="From"/>.</summary>
public sealed record CadreMapping(string From, IReadOnlyList<Join> Joins, IReadOnlyList<ConditionText> Where, MapNode Row, PostsMapping? Posts);

/// <summary>Posts of the cadres from a table of their own. The row of the last post is visible to the cadre's fields under the table's name.</summary>
/// <param name="By">Column of the post table that holds the cadre table's key.</param>
/// <param name="Start">Column of the first day; posts are ordered by it.</param>
/// <param name="End">Column of the last day, empty while it lasts.</param>
/// <param name="CutOverlaps">Ends a post the day before the next begins; otherwise posts may stand beside each other.</param>
/// <param name="Otherwise">The one post of a cadre without rows, in terms of the cadre's own columns.</param>
public sealed record PostsMapping(string From, string By, string Start, string End, bool CutOverlaps, MapNode Row, MapNode? Otherwise);

/// <summary>Signals from the rows of one table; each row makes one signal for every emission whose conditions hold, in the order given.</summary>
public sealed record SignalMapping(string From, IReadOnlyList<Join> Joins, IReadOnlyList<ConditionText> Where, IReadOnlyList<Emission> Emit);

public sealed record Emission(IReadOnlyList<ConditionText> When, MapNode Row);

/// <summary>A condition as written, with its place in the profile.</summary>
public sealed record ConditionText(string Text, string Path);

/// <summary>A value of a mapping: a template, a list or a map of such.</summary>
public abstract record ValueNode(string Path);

public sealed record TextNode(Template Template, string Path) : ValueNode(Path);

public sealed record ListNode(IReadOnlyList<ValueNode> Items, string Path) : ValueNode(Path);

public sealed record MapNode(IReadOnlyList<KeyValuePair<string, ValueNode>> Fields, string Path) : ValueNode(Path);

/// <summary>The profile is wrong. The message begins with the path of the offending place.</summary>
public sealed class ProfileException(string path, string message) : Exception($"{path}: {message}");
