using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>Whether a fact is the person's to answer for.</summary>
public enum Attribution : byte
{
    /// <summary>Within the time in post, as far as the roster tells.</summary>
    InPost = 0,

    /// <summary>Outside it; nobody has decided yet. It does not count.</summary>
    Pending = 1,

    Attributed = 2,

    /// <summary>Decided not to be theirs. It does not count.</summary>
    NotAttributed = 3,
}

/// <summary>A revision known of a signal, the current one too.</summary>
public readonly record struct SignalRevision(DateTimeOffset KnownOn, Digest16 Content);

/// <summary>What the grain keeps of a signal: its current revision, packed. Texts, external id and unknown attributes are in the journal only.</summary>
public sealed record Signal
{
    public required SignalKey Key { get; init; }

    public required Digest16 Content { get; init; }

    public required string Kind { get; init; }

    public required string Source { get; init; }

    public string? Category { get; init; }

    public string? Agency { get; init; }

    internal SignalExtra? Extra { get; init; }

    internal long KnownTicks { get; init; }

    internal int LastDay { get; init; }

    /// <summary>Order in which signals first came to this grain, from 1.</summary>
    public required int Sequence { get; init; }

    public required SignalStatus Status { get; init; }

    public byte Severity { get; init; }

    public Secrecy Secrecy { get; init; }

    public Responsibility Responsibility { get; init; }

    public Attribution Attribution { get; init; }

    /// <summary>Another effective signal of the same letter counts already.</summary>
    public bool IsCopy { get; init; }

    public bool Backfill { get; init; }

    public DateTimeOffset KnownOn => new(KnownTicks, TimeSpan.Zero);

    /// <summary>When its first revision became known: the signal was received then, whatever came of it later.</summary>
    public DateTimeOffset ReceivedOn => Extra?.Revisions is [var first, ..] ? first.KnownOn : KnownOn;

    /// <summary>First day of the fact.</summary>
    public DateOnly OccurredFrom => Extra is { FirstDay: > 0 } extra ? DateOnly.FromDayNumber(extra.FirstDay) : OccurredOn;

    /// <summary>The day it stands at: the last day of the fact.</summary>
    public DateOnly OccurredOn => DateOnly.FromDayNumber(LastDay);

    public Digest16? Letter => Extra is { Letter: var letter } && letter != default ? letter : null;

    public string? Unit => Extra?.Unit;

    public DateOnly? DueOn => Extra is { DueDay: >= 0 and var day } ? DateOnly.FromDayNumber(day) : null;

    public DateOnly? CompletedOn => Extra is { CompletedDay: >= 0 and var day } ? DateOnly.FromDayNumber(day) : null;

    /// <summary>Day number from which its rectification is complete: 0 where it has none or as many are done as there are, the greatest while it runs.</summary>
    internal int RunsUntil =>
        Extra is not { DueDay: >= 0 } extra || (Metric("total") is { } total && total > 0 && Metric("done") >= total)
            ? 0
            : extra.CompletedDay >= 0 ? extra.CompletedDay : int.MaxValue;

    public decimal? Metric(string name)
    {
        foreach (var (metric, value) in Extra?.Metrics ?? [])
            if (metric == name)
                return value;
        return null;
    }

    /// <summary>All revisions by <see cref="SignalRevision.KnownOn"/>.</summary>
    public IReadOnlyList<SignalRevision> Revisions => Extra?.Revisions ?? [new(KnownOn, Content)];

    /// <summary>It weighs: nobody cleared it, and it is the person's.</summary>
    public bool IsEffective => Status is SignalStatus.Recorded or SignalStatus.Reported or SignalStatus.Verifying or SignalStatus.Substantiated
        && Attribution is Attribution.InPost or Attribution.Attributed;
}

/// <summary>What only some signals have.</summary>
internal sealed record SignalExtra
{
    /// <summary><c>default</c> for none.</summary>
    public Digest16 Letter { get; init; }

    public string? Unit { get; init; }

    public (string Name, decimal Value)[]? Metrics { get; init; }

    public SignalRevision[]? Revisions { get; init; }

    /// <summary>Day number; −1 for none.</summary>
    public int DueDay { get; init; } = -1;

    /// <summary>Day number; −1 for none.</summary>
    public int CompletedDay { get; init; } = -1;

    /// <summary>Day number; 0 for a fact of one day.</summary>
    public int FirstDay { get; init; }
}
