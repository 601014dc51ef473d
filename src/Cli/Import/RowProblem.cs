namespace CadreWatch.Cli.Import;

/// <summary>Why a row of a source table was not taken, here or by the server.</summary>
/// <param name="Line">Line of the file, the header being 1; 0 where no single line is at fault.</param>
/// <param name="Rule">Stable code in camelCase.</param>
public sealed record RowProblem(string Table, int Line, string? Field, string Rule, string Message);

/// <summary>One value of one row cannot be used. It ends that row, not the import.</summary>
public sealed class RowProblemException(string rule, string message) : Exception(message)
{
    public string Rule { get; } = rule;
}

/// <summary>The import cannot go on at all: the message is for the operator and names what to do.</summary>
public sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);
