using System.Globalization;

namespace CadreWatch.Cli.Import.Profiles;

/// <summary>
/// Value → value. A key <c>1..30</c> stands for the whole numbers from 1 to 30, the key <c>*</c> for every other filled value; without it an unknown value refuses the row.
/// An empty value stays empty, and a value mapped to nothing becomes empty.
/// </summary>
public sealed class CodeMap
{
    private readonly Dictionary<string, string> exact = new(StringComparer.Ordinal);
    private readonly List<(long From, long To, string Value)> ranges = [];
    private readonly string? otherwise;

    public CodeMap(string name, IEnumerable<KeyValuePair<string, string>> entries)
    {
        Name = name;
        foreach (var (key, value) in entries)
            if (key == "*")
                otherwise = value;
            else if (key.Split("..") is [var from, var to] && Whole(from) is { } low && Whole(to) is { } high)
                ranges.Add((low, high, value));
            else
                exact[key] = value;
    }

    public string Name { get; }

    public string Apply(string value)
    {
        if (value.Length == 0)
            return value;
        if (exact.TryGetValue(value, out var mapped))
            return mapped;
        if (ranges.Count > 0 && Whole(value) is { } number)
            foreach (var range in ranges)
                if (number >= range.From && number <= range.To)
                    return range.Value;
        return otherwise ?? throw new RowProblemException("unmapped", $"代码表 {Name} 中没有“{value}”，请补充后重新导入。");
    }

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
