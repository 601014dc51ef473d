using CadreWatch.Grains.Cadres;

namespace CadreWatch.Silo.Ingest;

/// <summary>A cadre that a signal concerns, directly where the source does not say.</summary>
internal readonly record struct RowSubject(string Cadre, Responsibility Responsibility);

/// <summary>One signal row as read: well formed in itself, not yet held against the roster.</summary>
internal sealed class SignalRow
{
    public string Source { get; set; } = "";

    public string ExternalId { get; set; } = "";

    public List<RowSubject> Subjects { get; } = new(1);

    /// <summary>Whether the row named its cadres in <c>subjects</c>; decides how a fault names its field.</summary>
    public bool SubjectList { get; set; }

    public string Kind { get; set; } = "";

    public string? Category { get; set; }

    /// <summary>1 (light) to 5 (grave); 0 where the source gives none.</summary>
    public int Severity { get; set; }

    public SignalStatus Status { get; set; } = SignalStatus.Recorded;

    /// <summary>First day; equal to <see cref="OccurredTo"/> for a single one.</summary>
    public DateOnly OccurredFrom { get; set; }

    public DateOnly OccurredTo { get; set; }

    public DateTimeOffset KnownOn { get; set; }

    public string? Agency { get; set; }

    public Secrecy Secrecy { get; set; } = Secrecy.Internal;

    public string? Title { get; set; }

    public string? Text { get; set; }

    public SortedDictionary<string, decimal>? Metrics { get; set; }

    public SortedDictionary<string, string>? Attributes { get; set; }

    public bool Backfill { get; set; }

    /// <summary>What the attributes <c>dueOn</c> and <c>completedOn</c> say.</summary>
    public DateOnly? DueOn { get; set; }

    public DateOnly? CompletedOn { get; set; }

    public string SubjectField(int index) => SubjectList ? $"subjects[{index}].cadre" : "cadre";
}
