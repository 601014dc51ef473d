using CadreWatch.Grains.Access;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Alerts;

/// <summary>Which alerts a list or a board shows. What is null or false does not filter.</summary>
/// <param name="State"><c>open</c> (default), <c>snoozed</c>, <c>closed</c>, <c>dismissed</c> or <c>all</c>.</param>
/// <param name="Level">The rank of one level; 1 is the gravest.</param>
/// <param name="Owner"><c>me</c>, or an account.</param>
/// <param name="Unacknowledged">Only what nobody has acknowledged at its present level.</param>
public sealed record AlertFilter(string? State = null, int? Level = null, string? Unit = null, string? Pattern = null, string? Owner = null, bool? Unacknowledged = null)
{
    private const int LongestValue = 128;
    private static readonly string[] States = ["open", "snoozed", "closed", "dismissed", "all"];

    /// <summary>Whether alerts that have ended can match.</summary>
    internal bool ShowsEnded => State is "closed" or "dismissed" or "all";

    /// <summary>One text per meaning.</summary>
    internal string Canonical =>
        string.Join('\n', State ?? "open", Level, Unit, Pattern, Owner, Unacknowledged == true ? "1" : "");

    /// <summary>The field that no filter may say so, or null.</summary>
    internal string? Fault()
    {
        if (State is not null && !States.Contains(State)) return "state";
        if (Level is < 1 or > 9) return "level";
        if (IsFaulty(Unit)) return "unit";
        if (IsFaulty(Pattern)) return "pattern";
        return IsFaulty(Owner) ? "owner" : null;
    }

    internal IReadOnlyList<Condition> Where(Viewer viewer)
    {
        var where = new List<Condition>();
        if ((State ?? "open") != "all") where.Add(new("state", Comparison.Equal, State ?? "open"));
        if (Level is { } level) where.Add(new("level_rank", Comparison.Equal, (long)level));
        if (Unit is { } unit) where.Add(new("unit", Comparison.Equal, unit));
        if (Pattern is { } pattern) where.Add(new("pattern", Comparison.Equal, pattern));
        if (OwnerOf(viewer) is { } owner) where.Add(new("owner", Comparison.Equal, owner));
        if (Unacknowledged == true) where.Add(new("acknowledged", Comparison.Equal, 0L));
        return where;
    }

    /// <summary>The same in memory.</summary>
    internal bool Matches(Viewer viewer, AlertMark alert) =>
        ((State ?? "open") == "all" || alert.State == (State ?? "open"))
        && (Level is null || alert.LevelRank == Level)
        && (Unit is null || alert.Unit == Unit)
        && (Pattern is null || alert.Pattern == Pattern)
        && (OwnerOf(viewer) is not { } owner || alert.Owner == owner)
        && (Unacknowledged != true || !alert.Acknowledged);

    /// <summary>PostgreSQL takes no NUL, and a line break would let two filters share one <see cref="Canonical"/>.</summary>
    private static bool IsFaulty(string? value) => value is not null && (value.Length > LongestValue || value.Any(char.IsControl));

    private string? OwnerOf(Viewer viewer) => Owner == "me" ? viewer.Account : Owner;
}
