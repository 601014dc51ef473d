using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import.Profiles;

/// <summary>
/// One condition on a row, in words: <c>COLUMN is filled</c>, <c>COLUMN is empty</c>, <c>COLUMN = TEXT</c>, <c>COLUMN != TEXT</c>,
/// <c>COLUMN in A, B</c>, <c>COLUMN not in A, B</c>, <c>COLUMN after COLUMN</c>, <c>COLUMN not after COLUMN</c>.
/// <c>after</c> compares ISO dates; it does not hold where either is empty, and <c>not after</c> asks for both to be filled as well.
/// </summary>
public static class RowCondition
{
    public static Func<RowView, bool> Bind(IReadOnlyList<ConditionText> conditions, Scope scope)
    {
        var all = conditions.Select(c => Bind(c, scope)).ToArray();
        return row => Array.TrueForAll(all, holds => holds(row));
    }

    private static Func<RowView, bool> Bind(ConditionText condition, Scope scope)
    {
        var words = condition.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3)
            throw Wrong(condition);
        var read = scope.Column(words[0], condition.Path);
        string Rest(int skip) => string.Join(' ', words.Skip(skip));
        switch (words[1], words[2])
        {
            case ("is", "filled") when words.Length == 3:
                return row => read(row).Length > 0;
            case ("is", "empty") when words.Length == 3:
                return row => read(row).Length == 0;
            case ("=", _):
                var equal = Rest(2);
                return row => read(row) == equal;
            case ("!=", _):
                var different = Rest(2);
                return row => read(row) != different;
            case ("in", _):
                var among = Set(Rest(2));
                return row => among.Contains(read(row));
            case ("not", "in") when words.Length > 3:
                var outside = Set(Rest(3));
                return row => !outside.Contains(read(row));
            case ("after", _) when words.Length == 3:
                return Order(read, scope.Column(words[2], condition.Path), (a, b) => string.CompareOrdinal(a, b) > 0);
            case ("not", "after") when words.Length == 4:
                return Order(read, scope.Column(words[3], condition.Path), (a, b) => string.CompareOrdinal(a, b) <= 0);
            default:
                throw Wrong(condition);
        }
    }

    private static HashSet<string> Set(string list) => [.. list.Split(',', StringSplitOptions.TrimEntries)];

    private static Func<RowView, bool> Order(Func<RowView, string> left, Func<RowView, string> right, Func<string, string, bool> holds) =>
        row => left(row) is { Length: > 0 } a && right(row) is { Length: > 0 } b && holds(a, b);

    private static ProfileException Wrong(ConditionText condition) =>
        new(condition.Path, $"“{condition.Text}” is no condition; write “column is filled”, “column = text”, “column in a, b” or “column after column”.");
}
