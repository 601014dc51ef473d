using System.Collections.Immutable;

namespace CadreWatch.Grains.Meetings;

public enum MeetingPhase : byte
{
    None = 0,
    Called = 1,
    Frozen = 2,
    Live = 3,
    Ended = 4,
    Final = 5,
}

public enum Presence : byte
{
    Invited = 1,

    /// <summary>Came late: shown nothing until let in.</summary>
    Waiting = 2,
    InRoom = 3,
    Left = 4,

    /// <summary>Revoked.</summary>
    Removed = 5,
}

/// <param name="Attended">Was in the room at some time.</param>
public sealed record Attendance(Participant Participant, Presence Presence, DateTimeOffset? SignedInAt = null, bool Attended = false);

public sealed record Conclusion(string Code, string? Measure, string ReasonHash, int Revision, string By, DateTimeOffset At);

public sealed record Dissent(string Item, string Account, string NameHash, string TextHash);

public sealed record Matter(string Id, string? Item, string? Cadre, string Owner, string? Unit, DateOnly DueOn, DateTimeOffset DueAt, string TextHash, bool Overdue = false, bool Settled = false)
{
    /// <summary>Of the words it was settled with; null until then.</summary>
    public string? NoteHash { get; init; }
}

/// <param name="Sha256">Null once something in the meeting changed after it.</param>
public sealed record Draft(int Revision, string? Sha256, ImmutableList<string> ConfirmedBy);

public sealed record IssuedCopy(int Number, string Recipient, string NameHash);

/// <param name="Late">会后新情况 so far.</param>
public sealed record Watch(string Cadre, string Owner, ImmutableList<Cadres.SignalKey> Late, DateOnly? AppointedOn = null, DateOnly? Until = null, DateTimeOffset? EndsAt = null, bool Ended = false)
{
    /// <summary>When each late fact was known to its source, and when it reached the system.</summary>
    public ImmutableDictionary<Cadres.SignalKey, (DateTimeOffset KnownOn, DateTimeOffset RecordedAt)> Noted { get; init; } =
        ImmutableDictionary<Cadres.SignalKey, (DateTimeOffset KnownOn, DateTimeOffset RecordedAt)>.Empty;

    /// <summary>Who ended it before its time, and why; null otherwise.</summary>
    public LateSettlement? GivenUp { get; init; }

    /// <summary>What was dealt with and not revised since.</summary>
    public ImmutableDictionary<Cadres.SignalKey, LateSettlement> Settled { get; init; } = ImmutableDictionary<Cadres.SignalKey, LateSettlement>.Empty;
}

public sealed record LateSettlement(string NoteHash, string By, DateTimeOffset At);

/// <summary>One meeting. Immutable. It holds what may be shown to whom, and no word of what is shown.</summary>
public sealed record MeetingState(string Id)
{
    public MeetingPhase Phase { get; init; }

    public int Year { get; init; }

    public int Number { get; init; }

    public string Convener { get; init; } = "";

    public string Recorder { get; init; } = "";

    public string? Round { get; init; }

    public IReadOnlyList<string> Presenters { get; init; } = [];

    public IReadOnlyList<ConclusionKind> Conclusions { get; init; } = [];

    public ImmutableSortedDictionary<string, Attendance> Attendances { get; init; } = ImmutableSortedDictionary<string, Attendance>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableList<AgendaItem> Items { get; init; } = [];

    public ImmutableDictionary<string, FrozenItem> Frozen { get; init; } = ImmutableDictionary<string, FrozenItem>.Empty;

    /// <summary>Hash over all frozen material.</summary>
    public string? MaterialSha256 { get; init; }

    public DateTimeOffset? FrozenAt { get; init; }

    public string? Presenter { get; init; }

    public string? CurrentItem { get; init; }

    public DateTimeOffset? ShownAt { get; init; }

    public bool Masked { get; init; }

    public ImmutableDictionary<string, Conclusion> Concluded { get; init; } = ImmutableDictionary<string, Conclusion>.Empty;

    public ImmutableList<Dissent> Dissents { get; init; } = [];

    public ImmutableSortedDictionary<string, Matter> Matters { get; init; } = ImmutableSortedDictionary<string, Matter>.Empty.WithComparers(StringComparer.Ordinal);

    public Draft? Minutes { get; init; }

    public ImmutableList<IssuedCopy> Copies { get; init; } = [];

    /// <summary>Listed people, from the moment the material was frozen.</summary>
    public ImmutableSortedDictionary<string, Watch> Watches { get; init; } = ImmutableSortedDictionary<string, Watch>.Empty.WithComparers(StringComparer.Ordinal);

    public DateTimeOffset? CalledAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public AgendaItem? Find(string item) => Items.Find(i => i.Id == item);

    public bool IsInRoom(string account) => Attendances.TryGetValue(account, out var a) && a.Presence == Presence.InRoom;

    /// <summary>The same meeting where an account is recused from these people too, as far as it is invited.</summary>
    public MeetingState Recusing(string account, IReadOnlySet<string> cadres) =>
        !Items.Exists(i => i.Cadre is { } cadre && cadres.Contains(cadre) && !i.Recused.Contains(account))
            ? this
            : this with { Items = Items.ConvertAll(i => i.Cadre is { } cadre && cadres.Contains(cadre) && !i.Recused.Contains(account) ? i with { Recused = [.. i.Recused.Append(account).Order(StringComparer.Ordinal)] } : i) };

    public bool Leads(string account) => account == Convener || account == Recorder;
}
