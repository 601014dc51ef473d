using System.Globalization;
using System.Text;
using CadreWatch.Cli.Import.Tables;

namespace CadreWatch.Cli.Import.Profiles;

/// <summary>
/// Text with columns in it: <c>O-{oid|int|pad:5}</c>. A column of a joined table is <c>{table.column}</c>; <c>{{</c> is a brace.
/// Where any column in it turns out empty the whole value is empty, and an empty value is left out of the row.
/// <list type="bullet">
/// <item><c>int</c>: a whole number without its fraction of zero (<c>14.0</c> → <c>14</c>);</item>
/// <item><c>pad:N</c>: zeros in front up to N characters;</item>
/// <item><c>map:NAME</c>: through a code map of the profile;</item>
/// <item><c>or:TEXT</c>: TEXT where empty;</item>
/// <item><c>later:COLUMN</c>: the later of two ISO dates;</item>
/// <item><c>lower</c>, <c>upper</c>.</item>
/// </list>
/// </summary>
public sealed class Template
{
    private readonly List<Part> parts;
    private readonly string path;

    private Template(List<Part> parts, string path)
    {
        this.parts = parts;
        this.path = path;
    }

    public static Template Parse(string text, string path, IReadOnlyDictionary<string, CodeMap> maps)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{')
            {
                var close = text.IndexOf('}', i);
                if (close < 0)
                    throw new ProfileException(path, $"“{text}” has a brace that does not close.");
                Flush();
                parts.Add(Placeholder(text[(i + 1)..close], path, maps));
                i = close;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        Flush();
        return new(parts, path);

        void Flush()
        {
            if (literal.Length > 0)
                parts.Add(new(literal.ToString(), null, []));
            literal.Clear();
        }
    }

    /// <summary>Resolves the columns once; the function is called for every row.</summary>
    /// <exception cref="ProfileException">A column is in none of the tables.</exception>
    public Func<RowView, string> Bind(Scope scope)
    {
        if (parts is [{ Column: null } only])
            return _ => only.Literal;
        var bound = parts.Select(p => p.Bind(scope, path)).ToArray();
        if (bound is [var single])
            return single;
        return row =>
        {
            var text = new StringBuilder();
            foreach (var part in bound)
            {
                var value = part(row);
                if (value.Length == 0)
                    return "";
                text.Append(value);
            }

            return text.ToString();
        };
    }

    private static Part Placeholder(string inner, string path, IReadOnlyDictionary<string, CodeMap> maps)
    {
        var pieces = inner.Split('|', StringSplitOptions.TrimEntries);
        if (pieces[0].Length == 0)
            throw new ProfileException(path, "a pair of braces names no column.");
        return new("", pieces[0], [.. pieces.Skip(1).Select(p => FilterOf(p, path, maps))]);
    }

    private static Filter FilterOf(string text, string path, IReadOnlyDictionary<string, CodeMap> maps)
    {
        var colon = text.IndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        var argument = colon < 0 ? "" : text[(colon + 1)..];
        return name switch
        {
            "int" => new((value, _) => Whole(value)),
            "pad" when int.TryParse(argument, CultureInfo.InvariantCulture, out var width) => new((value, _) => value.Length == 0 ? value : value.PadLeft(width, '0')),
            "map" when maps.TryGetValue(argument, out var map) => new((value, _) => map.Apply(value)),
            "map" => throw new ProfileException(path, $"there is no map “{argument}”; there are: {string.Join(", ", maps.Keys)}."),
            "or" => new((value, _) => value.Length == 0 ? argument : value),
            "later" when argument.Length > 0 => new((value, other) => string.CompareOrdinal(value, other) >= 0 ? value : other, argument),
            "lower" => new((value, _) => value.ToLowerInvariant()),
            "upper" => new((value, _) => value.ToUpperInvariant()),
            _ => throw new ProfileException(path, $"“{text}” is no filter; there are int, pad:N, map:NAME, or:TEXT, later:COLUMN, lower, upper."),
        };
    }

    private static string Whole(string value)
    {
        if (value.Length == 0)
            return value;
        return decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : throw new RowProblemException("notANumber", $"“{value}”不是整数。");
    }

    private sealed record Filter(Func<string, string, string> Apply, string? OtherColumn = null);

    private sealed record Part(string Literal, string? Column, IReadOnlyList<Filter> Filters)
    {
        public Func<RowView, string> Bind(Scope scope, string path)
        {
            if (Column is null)
                return _ => Literal;
            var read = scope.Column(Column, path);
            foreach (var filter in Filters)
            {
                var inner = read;
                Func<RowView, string> other = filter.OtherColumn is { } column ? scope.Column(column, path) : _ => "";
                read = row => filter.Apply(inner(row), other(row));
            }

            return read;
        }
    }
}
