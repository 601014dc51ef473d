using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Cadres;

/// <summary>How far a signal is proven. Facts without a truth (ballots, scores, commendations) are <see cref="Recorded"/>.</summary>
public enum SignalStatus : byte
{
    Recorded = 1,
    Reported = 2,
    Verifying = 3,
    Substantiated = 4,
    Unsubstantiated = 5,
    Cleared = 6,

    /// <summary>It was about somebody else: its effect ends at once.</summary>
    Withdrawn = 7,
}

/// <summary>In ascending order; an alert has the highest of its causes.</summary>
public enum Secrecy : byte
{
    /// <summary>工作秘密.</summary>
    Internal = 1,

    /// <summary>秘密.</summary>
    Confidential = 2,

    /// <summary>机密.</summary>
    Secret = 3,
}

public enum Responsibility : byte
{
    /// <summary>直接责任.</summary>
    Direct = 1,

    /// <summary>领导责任.</summary>
    Leadership = 2,
}

/// <param name="Name">A name the policy knows, such as <c>valid</c>, <c>satisfied</c>, <c>dissatisfied</c>.</param>
public sealed record Metric(string Name, decimal Value);

/// <summary>A text of an event, named by its field; the text itself lies beside the journal.</summary>
public sealed record TextHash(string Field, string Hash);

/// <summary>
/// One revision of a signal about one cadre, without its texts: codes, dates, numbers and ids only. Kinds, categories, sources and agencies are codes or
/// official names that the edge has checked; free text never enters here.
/// </summary>
/// <param name="Kind">A kind of the policy, such as <c>complaint</c>.</param>
/// <param name="Severity">1 (slight) to 5; 0 where the source gives none.</param>
/// <param name="OccurredFrom">First day of the fact.</param>
/// <param name="OccurredTo">Last day of the fact; equal to <paramref name="OccurredFrom"/> for a single day.</param>
/// <param name="KnownOn">When the source came to know it; a date stands for the start of that day in the district.</param>
/// <param name="Content">Digest over the content without <paramref name="KnownOn"/>, keyed by the installation because it covers texts; computed at the edge.</param>
/// <param name="Letter">Names the letter, so that copies sent to several agencies count once: from the attribute <c>letter</c>, else a keyed digest of the matter.</param>
/// <param name="Unit">The unit that the fact belongs to (attribute <c>unit</c>); decides whether the person was in post there.</param>
/// <param name="DueOn">Last day on which a rectification is in time (attribute <c>dueOn</c>).</param>
/// <param name="CompletedOn">When the rectification was finished (attribute <c>completedOn</c>).</param>
/// <param name="Backfill">Loaded later from old files: “as of” uses <paramref name="KnownOn"/> alone.</param>
/// <param name="Metrics">Sorted by name, each once.</param>
/// <param name="Texts">The texts stored beside the event (<c>title</c>, <c>text</c>, <c>attributes.…</c>), sorted by field.</param>
public sealed record SignalFacts(
    string Source,
    string ExternalId,
    string Kind,
    string? Category,
    int Severity,
    SignalStatus Status,
    DateOnly OccurredFrom,
    DateOnly OccurredTo,
    DateTimeOffset KnownOn,
    string? Agency,
    Secrecy Secrecy,
    Responsibility Responsibility,
    Digest16 Content,
    Digest16? Letter = null,
    string? Unit = null,
    DateOnly? DueOn = null,
    DateOnly? CompletedOn = null,
    bool Backfill = false,
    IReadOnlyList<Metric>? Metrics = null,
    IReadOnlyList<TextHash>? Texts = null)
{
    /// <summary>From when on “as of a day” counts this revision: the source's claim for what was loaded later, else the later of it and the recording.</summary>
    public DateTimeOffset KnownHere(DateTimeOffset recordedAt) => Backfill || KnownOn >= recordedAt ? KnownOn : recordedAt;
}
