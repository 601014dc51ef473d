using System.Net;

namespace CadreWatch.Web.Hosting;

/// <summary>What the server is told at its start, on the command line or by settings of the same names.</summary>
/// <param name="Url">Where it listens. Default <c>http://127.0.0.1:5080</c>. Loopback only, until accounts exist.</param>
/// <param name="Data">Folder of the database (with SQLite) and of the server's keys. Default <c>data</c>.</param>
/// <param name="Store"><c>sqlite</c> (default) or a PostgreSQL connection string, <c>Host=…</c>.</param>
/// <param name="Demo">Whether an empty store is filled with the fictional demonstration district. Default true; <c>--no-demo</c> turns it off.</param>
public sealed record ServerOptions(string Url, string Data, string Store, bool Demo)
{
    /// <summary>Settings are read once. Watching their folder for changes would watch every write to a database below it.</summary>
    public const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    private const string DefaultUrl = "http://127.0.0.1:5080";

    public bool IsSqlite => Store == "sqlite";

    /// <summary>The arguments with flags spelled as settings.</summary>
    public static string[] Spell(string[] args) => [.. args.Select(a => a == "--no-demo" ? "--no-demo=true" : a)];

    /// <exception cref="OptionsRefusedException">Names the option and what to give instead.</exception>
    public static ServerOptions Read(IConfiguration settings)
    {
        var url = Setting(settings, "urls", DefaultUrl);
        foreach (var one in url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) RequireLoopback(one);
        var store = Setting(settings, "store", "sqlite");
        if (store != "sqlite" && !store.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            throw new OptionsRefusedException("--store is “sqlite” or a PostgreSQL connection string that begins with “Host=”.");
        return new(url, Path.GetFullPath(Setting(settings, "data", "data")), store, !string.Equals(settings["no-demo"], "true", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a host name or address can only mean this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Setting(IConfiguration settings, string name, string otherwise) =>
        string.IsNullOrWhiteSpace(settings[name]) ? otherwise : settings[name]!;

    private static void RequireLoopback(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsLoopback(uri.Host))
            throw new OptionsRefusedException(
                $"--urls {url} is refused: until accounts exist the server listens on this machine alone. Use http://127.0.0.1:PORT or http://localhost:PORT.");
    }
}

/// <summary>The server cannot start as it was told to.</summary>
public sealed class OptionsRefusedException(string message) : Exception(message);
