using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>The identity of a fact across its revisions, as its source gives it; the default is invalid.</summary>
public readonly record struct FactId
{
    private readonly string? value;

    private FactId(string value) => this.value = value;

    public static FactId Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("A fact's id is not empty.") : new FactId(text.Trim());

    public override string ToString() => value ?? "";
}

/// <summary>
/// A dated fact about one person, as the gate and the periods need it. The set is closed. A fact with the same id and a later
/// <see cref="KnownOn"/> is a revision and takes the place of the earlier one.
/// </summary>
/// <param name="Id">Its identity.</param>
/// <param name="KnownOn">The day from which on it was known.</param>
public abstract record CadreFact(FactId Id, DateOnly KnownOn);

/// <summary>A measure, handling or sanction.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="KnownOn">When it was known.</param>
/// <param name="Measure">The code of its row in the policy, such as <c>admonition</c>.</param>
/// <param name="ApprovedOn">The day of approval or decision; it also chooses the version of the rule.</param>
public sealed record MeasureTaken(FactId Id, DateOnly KnownOn, string Measure, DateOnly ApprovedOn) : CadreFact(Id, KnownOn)
{
    /// <summary>The day of the talk; null where none is recorded.</summary>
    public DateOnly? TalkedOn { get; init; }

    /// <summary>The day on which the paper was handed over; null where none is recorded.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>The length that the decision fixes, in months, where the rule leaves a range; null where it is not recorded.</summary>
    public int? DecidedMonths { get; init; }

    /// <summary>The number of the decision; sanctions with one number were decided together. Null stands alone.</summary>
    public string? Decision { get; init; }
}

/// <summary>Party rights were restored after 留党察看.</summary>
public sealed record RightsRestored(FactId Id, DateOnly KnownOn, FactId Measure, DateOnly On) : CadreFact(Id, KnownOn);

/// <summary>A term of office; <paramref name="To"/> is its last day, null where it is not fixed.</summary>
public sealed record TermOfOffice(FactId Id, DateOnly KnownOn, DateOnly From, DateOnly? To) : CadreFact(Id, KnownOn);

/// <summary>An investigation was filed (立案).</summary>
public sealed record InvestigationFiled(FactId Id, DateOnly KnownOn, DateOnly FiledOn, string Organ) : CadreFact(Id, KnownOn);

/// <summary>A filed investigation ended; the day itself is still barred.</summary>
public sealed record InvestigationClosed(FactId Id, DateOnly KnownOn, FactId Investigation, DateOnly On) : CadreFact(Id, KnownOn);

/// <summary>The result of a year's assessment, in the words of the rules (优秀、称职、基本称职、不称职).</summary>
public sealed record AnnualAssessment(FactId Id, DateOnly KnownOn, int Year, string Result) : CadreFact(Id, KnownOn);

/// <summary>A meeting judged whether an expired measure still affects the person's use (期满影响使用).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="KnownOn">When it was known.</param>
/// <param name="Measure">The measure judged.</param>
/// <param name="On">The day of the meeting; it counts only after the period's last day.</param>
/// <param name="Meeting">Which meeting, with its number; a judgement without it does not count.</param>
/// <param name="By">Who is responsible for the record; a judgement without it does not count.</param>
/// <param name="StillAffects">True where the measure still affects the person's use.</param>
public sealed record UseJudged(FactId Id, DateOnly KnownOn, FactId Measure, DateOnly On, string Meeting, string By, bool StillAffects)
    : CadreFact(Id, KnownOn);

/// <summary>A person did one item of the gate's checklist.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="KnownOn">When it was known.</param>
/// <param name="Item">The item's code in the policy.</param>
/// <param name="On">When it was done.</param>
/// <param name="By">Who did it.</param>
/// <param name="Clear">False where it found something that has to be settled.</param>
public sealed record CheckDone(FactId Id, DateOnly KnownOn, string Item, DateOnly On, string By, bool Clear) : CadreFact(Id, KnownOn);

/// <summary>The fact with this id never held (wrong person, annulled on appeal): from <see cref="CadreFact.KnownOn"/> on it has no effect at all.</summary>
public sealed record FactWithdrawn(FactId Id, DateOnly KnownOn) : CadreFact(Id, KnownOn);

/// <summary>Chooses what was known on a day.</summary>
public static class FactsAsKnown
{
    /// <summary>
    /// The facts as they were known on <paramref name="day"/>, that day included: of each id the latest revision known by then, none where
    /// that is a withdrawal. Of two revisions known on the same day a withdrawal holds, else the later in the list.
    /// </summary>
    public static ImmutableArray<CadreFact> On(IEnumerable<CadreFact> facts, DateOnly day) =>
    [
        .. facts.Where(fact => fact.KnownOn <= day)
            .GroupBy(fact => fact.Id)
            .Select(revisions => revisions.OrderBy(fact => fact.KnownOn).ThenBy(fact => fact is FactWithdrawn).Last())
            .Where(fact => fact is not FactWithdrawn),
    ];
}
