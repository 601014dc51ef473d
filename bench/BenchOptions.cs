using System.Globalization;

namespace CadreWatch.Bench;

/// <summary>A benchmark was asked for in a way that cannot be served.</summary>
internal sealed class BadOptionException(string message) : Exception(message);

/// <summary>A measurement or a check failed; the message is for the person at the terminal.</summary>
internal sealed class BenchFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Options of the form <c>--name value</c>. An option that no benchmark asked for is refused at the end.</summary>
internal sealed class BenchOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public BenchOptions(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 >= args.Count) throw new BadOptionException($"“{args[i]}”: options are --name value.");
            values[args[i][2..]] = args[i + 1];
        }
    }

    public string Text(string name, string otherwise)
    {
        asked.Add(name);
        return values.GetValueOrDefault(name, otherwise);
    }

    public int Number(string name, int otherwise)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new BadOptionException($"--{name} {text}: not a number.");
    }

    /// <summary><c>pg</c> or <c>sqlite</c>.</summary>
    public StoreKind Store(StoreKind otherwise = StoreKind.Sqlite) => Text("store", otherwise == StoreKind.Pg ? "pg" : "sqlite") switch
    {
        "pg" => StoreKind.Pg,
        "sqlite" => StoreKind.Sqlite,
        var other => throw new BadOptionException($"--store {other}: pg or sqlite."),
    };

    /// <summary>To be called once everything was asked for.</summary>
    public void Done()
    {
        var unknown = values.Keys.Where(v => !asked.Contains(v)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0) throw new BadOptionException($"--{string.Join(", --", unknown)}: no such option here. Known: --{string.Join(", --", asked.Order(StringComparer.Ordinal))}.");
    }
}

internal enum StoreKind
{
    Sqlite,
    Pg,
}
