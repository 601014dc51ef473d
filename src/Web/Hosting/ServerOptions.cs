using System.Net;

namespace CadreWatch.Web.Hosting;

/// <summary>What the server is told at its start, on the command line or by settings of the same names.</summary>
/// <param name="Url">Where it listens. Default <c>http://127.0.0.1:5080</c>: this machine alone.</param>
/// <param name="Data">Folder of the database (with SQLite) and of the server's keys. Default <c>data</c>.</param>
/// <param name="Store"><c>sqlite</c> (default) or a PostgreSQL connection string, <c>Host=…</c>.</param>
/// <param name="Demo">Whether an empty store is filled with the fictional demonstration district. Default true; <c>--no-demo</c> turns it off.</param>
/// <param name="Proxies">Addresses and networks of reverse proxies, <c>10.0.0.5</c> or <c>10.0.0.0/24</c>: what they, and nobody else, say of a request's origin is believed.</param>
/// <param name="Hosts">Host names under which the server is asked for; empty for any, or, where it listens on this machine alone, for this machine's.</param>
public sealed record ServerOptions(string Url, string Data, string Store, bool Demo, IReadOnlyList<string> Proxies, IReadOnlyList<string> Hosts)
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
        foreach (var one in List(url)) RequireAddress(one);
        var store = Setting(settings, "store", "sqlite");
        if (store != "sqlite" && !store.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            throw new OptionsRefusedException("--store is “sqlite” or a PostgreSQL connection string that begins with “Host=”.");
        var proxies = List(Setting(settings, "proxies", ""));
        foreach (var proxy in proxies)
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                throw new OptionsRefusedException($"--proxies {proxy} is no address and no network such as 10.0.0.0/24.");
        return new(
            url, Path.GetFullPath(Setting(settings, "data", "data")), store, !string.Equals(settings["no-demo"], "true", StringComparison.OrdinalIgnoreCase), proxies,
            List(Setting(settings, "hosts", "")));
    }

    /// <summary>Whether a host name or address can only mean this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Setting(IConfiguration settings, string name, string otherwise) =>
        string.IsNullOrWhiteSpace(settings[name]) ? otherwise : settings[name]!;

    /// <summary>Whether only this machine reaches the server.</summary>
    public bool IsLoopbackOnly => List(Url).All(u => Uri.TryCreate(u, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    private static string[] List(string text) => text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void RequireAddress(string url)
    {
        var plain = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new OptionsRefusedException($"--urls {url} is no address: use http://127.0.0.1:PORT, or https://0.0.0.0:PORT with a certificate.");
    }
}

/// <summary>The server cannot start as it was told to.</summary>
public sealed class OptionsRefusedException(string message) : Exception(message);
