using System.Globalization;
using CadreWatch.Grains.Trail;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Web.Trail;

/// <param name="Kind">signIn, signInRefused, signOut, view, search, export, refusal, rights, session, key or print.</param>
/// <param name="Type">cadre, alert, signal, account …</param>
/// <param name="Target">Id of one thing.</param>
/// <param name="From">First instant, inclusive.</param>
/// <param name="To">Last instant, exclusive.</param>
/// <param name="Limit">1 to 500, 100 unless given.</param>
/// <param name="Cursor">From the page before.</param>
/// <param name="Format">Of an export: csv (default) or xlsx.</param>
internal sealed record TrailQuery(
    string? Account, string? Kind, string? Type, string? Target, DateTimeOffset? From, DateTimeOffset? To, int? Limit, string? Cursor, string? Format)
{
    private const int LongestValue = 160;
    private static readonly HashSet<string> Kinds = [.. Enum.GetValues<TrailKind>().Select(TrailGrain.WordOf)];

    /// <summary>The field that no query may say so, or null.</summary>
    public string? Fault()
    {
        if (Kind is not null && !Kinds.Contains(Kind)) return "kind";
        if (Limit is < 1 or > 500) return "limit";
        if (Format is not (null or "csv" or "xlsx")) return "format";
        if (IsFaulty(Account)) return "account";
        if (IsFaulty(Type)) return "type";
        return IsFaulty(Target) ? "target" : null;
    }

    /// <summary>One text per meaning; also what an export says of itself.</summary>
    public string Canonical => string.Join(' ', Parts().Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));

    public IReadOnlyList<Condition> Where()
    {
        var where = new List<Condition>();
        if (Account is { } account) where.Add(new("account", Comparison.Equal, account));
        if (Kind is { } kind) where.Add(new("kind", Comparison.Equal, kind));
        if (Type is { } type) where.Add(new("type", Comparison.Equal, type));
        if (Target is { } target) where.Add(new("target", Comparison.Equal, target));
        if (From is { } from) where.Add(new("at", Comparison.AtLeast, from));
        if (To is { } to) where.Add(new("at", Comparison.Less, to));
        return where;
    }

    private IEnumerable<(string Name, string? Value)> Parts() =>
    [
        ("account", Account), ("kind", Kind), ("type", Type), ("target", Target),
        ("from", From?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)), ("to", To?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
    ];

    private static bool IsFaulty(string? value) => value is not null && (value.Length > LongestValue || value.Any(char.IsControl));
}
