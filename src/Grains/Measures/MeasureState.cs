using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Measures;

/// <summary>One entry of the measure's history.</summary>
/// <param name="Version">The measure's version after it; texts lie in the table <c>measure_texts</c> under (measure, version, field).</param>
/// <param name="Action">camelCase name of the event.</param>
/// <param name="Detail">A code that tells which: a rank, a deadline's name, an outcome.</param>
/// <param name="Texts">Fields that have a text.</param>
public sealed record MeasureStep(int Version, DateTimeOffset At, string By, string? For, string Action, string? Detail, IReadOnlyList<string> Texts);

/// <summary>One opinion of the running round of approval.</summary>
public sealed record Opinion(string Rank, string By, string? For, DateTimeOffset At);

/// <summary>A statement of defence.</summary>
public sealed record Statement(int Number, DateOnly On, string By, StatementResult? Result);

public sealed record Scan(PaperKind Kind, string Hash, int Pages, DateTimeOffset At);

/// <summary>Why a measure has no effect any more.</summary>
public enum EffectEnd : byte
{
    /// <summary>澄清.</summary>
    Clarified = 1,

    /// <summary>容错.</summary>
    Tolerated = 2,
}

/// <summary>Everything a measure's grain knows, without names and free text. Immutable.</summary>
/// <param name="Id">The measure.</param>
public sealed partial record MeasureState(MeasureId Id)
{
    /// <summary>The number of events.</summary>
    public int Version { get; init; }

    public MeasureKind Kind { get; init; }

    public MeasureStage Stage { get; init; }

    /// <summary>The cadre's number.</summary>
    public string Cadre { get; init; } = "";

    /// <summary>The person's unit as the roster has it.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The person's management authority as the roster has it; the figures go on by <see cref="MeasureContent.Authority"/>.</summary>
    public string Authority { get; init; } = "";

    public MeasureContent Content { get; init; } = new("", "", "", [], []);

    /// <summary>Hash of the matter; null where none is written.</summary>
    public string? Matter { get; init; }

    /// <summary>Everybody who wrote at the draft, for themselves or for somebody: none of them gives an opinion.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The ranks that agree in turn, fixed at submission; empty before.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    public bool Study { get; init; }

    /// <summary>The policy that the chain came from.</summary>
    public string? Policy { get; init; }

    /// <summary>Opinions of this round that agreed, in the order of <see cref="Chain"/>.</summary>
    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    public MeetingRef? Meeting { get; init; }

    public DateOnly? StudiedOn { get; init; }

    public DateOnly? ConsultedOn { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>How often it was issued: 2 after a second asking.</summary>
    public int Round { get; init; }

    public MeasureMode? Mode { get; init; }

    public IReadOnlyList<IssuedPaper> Papers { get; init; } = [];

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? TalkedOn { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public bool ReceiptWasRefused { get; init; }

    public DateOnly? RepliedOn { get; init; }

    public Conclusion? Outcome { get; init; }

    public VisitResult? Visit { get; init; }

    public string? Choice { get; init; }

    public IReadOnlyList<MeasureDeadline> Deadlines { get; init; } = [];

    public IReadOnlyList<Statement> Statements { get; init; } = [];

    public IReadOnlyList<Scan> Scans { get; init; } = [];

    public EffectEnd? EffectEnd { get; init; }

    public DateTimeOffset? EffectEndedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it owes to other grains: <c>signal:version</c> and <c>basis:version</c> to the cadre, <c>void:series</c> to a number series. A reactor pays.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    public IReadOnlyList<MeasureStep> History { get; init; } = [];

    public bool IsRunning => Stage is not (MeasureStage.None or MeasureStage.Archived or MeasureStage.Cancelled);

    /// <summary>The rank whose opinion is asked next; null where none is.</summary>
    public string? NextRank => Stage is MeasureStage.UnderReview or MeasureStage.PendingApproval ? Chain[Opinions.Count] : null;

    /// <summary>The open deadline of a name, or null.</summary>
    public MeasureDeadline? Deadline(string name)
    {
        for (var i = Deadlines.Count - 1; i >= 0; i--)
            if (Deadlines[i].Name == name && Deadlines[i].IsOpen)
                return Deadlines[i];
        return null;
    }
}
