using System.Text.Json;
using System.Text.Json.Serialization;

namespace CadreWatch.Web.Alerts;

/// <summary>One alert as the pages show it: the state its grain wrote, with the person's roster line and its notes.</summary>
public record AlertView
{
    public string Id { get; init; } = "";

    /// <summary>One more with every change; of two states the higher one holds.</summary>
    public long Version { get; init; }

    /// <summary>The cadre's number.</summary>
    public string Cadre { get; init; } = "";

    public PersonView Person { get; init; } = new();

    public PatternView Pattern { get; init; } = new("", "");

    public LevelView Level { get; init; } = new(0, "", "");

    /// <summary>At most 52 full widths.</summary>
    public string Short { get; init; } = "";

    public string Full { get; init; } = "";

    /// <summary>open, snoozed, dismissed, closed, merged or withdrawn.</summary>
    public string State { get; init; } = "";

    public bool Acknowledged { get; init; }

    public string? AcknowledgedBy { get; init; }

    public string? Owner { get; init; }

    /// <summary>Account that it was last reported to; null where it was not.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>The alert that it is handled with since it was merged.</summary>
    public string? MergedInto { get; init; }

    public DateOnly? SnoozedUntil { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public WindowView? Window { get; init; }

    public IReadOnlyList<ConditionView> Conditions { get; init; } = [];

    public IReadOnlyList<CauseView> Causes { get; init; } = [];

    public VersionsView Versions { get; init; } = new("", null, null, null);

    public IReadOnlyList<HistoryView> History { get; init; } = [];

    /// <summary>补录： judged by the policy of an earlier day.</summary>
    public bool Backfilled { get; init; }

    public string Secrecy { get; init; } = "";

    /// <summary>What else the grain wrote; passed on as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }
}

/// <param name="Since">Since when the post is held; null where the source does not say.</param>
/// <param name="Demo">Invented for the demonstration.</param>
public sealed record PersonView(string Name = "", bool Demo = false, string Unit = "", string UnitName = "", string Post = "", DateOnly? Since = null);

public sealed record PatternView(string Code, string Name);

/// <param name="Rank">1 is the gravest.</param>
/// <param name="Key">Hue key; never a colour.</param>
public sealed record LevelView(int Rank, string Key, string Word);

public sealed record WindowView(DateOnly From, DateOnly To);

/// <param name="Result">met, notMet or notApplicable.</param>
public sealed record ConditionView(string Name, string Actual, string Threshold, string Result, string Source, string Article, string Grade);

/// <param name="Signal">Opaque id for <c>GET /api/signals/{id}</c>.</param>
/// <param name="Copies">How many copies of one letter it stands for.</param>
public sealed record CauseView(
    string Signal, string Kind, string KindName, DateOnly? OccurredOn, string Source, string? Agency, string? Category, string Status, int Copies);

public sealed record VersionsView(string Policy, string? Calendar, string? Snapshot, string? Model);

public sealed record HistoryView(DateTimeOffset At, string By, string Action, string? Note, int? LevelRank, int Version);

/// <summary>How often a pattern was right, over what the viewer may see.</summary>
/// <param name="Months">Over alerts raised in this many months.</param>
public sealed record AccuracyView(int Months, long Triggered, long WithOutcome, long Substantiated, long False);

/// <summary>An alert with the accuracy of its pattern.</summary>
public sealed record AlertDetail : AlertView
{
    public AlertDetail(AlertView alert, AccuracyView accuracy, IReadOnlyList<MergeTargetView> mergeTargets)
        : base(alert) => (Accuracy, MergeTargets) = (accuracy, mergeTargets);

    public AccuracyView Accuracy { get; init; }

    /// <summary>Where the viewer can merge it into, the gravest first; empty once it has ended.</summary>
    public IReadOnlyList<MergeTargetView> MergeTargets { get; init; }
}

/// <summary>Another open alert of the same person.</summary>
public sealed record MergeTargetView(string Id, PatternView Pattern, LevelView Level, string Short);

public sealed record LevelCount(int Rank, long Total, long Unacknowledged);

/// <summary>Counts of what the viewer may see, whatever the filter. Months are the district's.</summary>
/// <param name="Total">Open ones.</param>
public sealed record CountsView(
    long Total, IReadOnlyList<LevelCount> ByLevel, long Unacknowledged, long Snoozed, long ClosedThisMonth, long DismissedThisMonth);

/// <param name="NextCursor">For the next page; null on the last.</param>
/// <param name="StreamCursor">For <c>AlertHub.Subscribe</c>: changes after this page.</param>
public sealed record AlertPage(IReadOnlyList<AlertView> Items, string? NextCursor, CountsView Counts, string StreamCursor, DateTimeOffset AsOf);
