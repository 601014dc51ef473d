using System.Collections.Immutable;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Gates;

/// <summary>What the gate found for one action. None of them says that a person may be promoted: that is a meeting's to say.</summary>
public enum GateVerdict
{
    /// <summary>未发现硬性限制: nothing that can be computed stands in the way; the checklist is still a person's to see to.</summary>
    NoHardBarFound = 1,

    /// <summary>期满待研判: a period is over and nobody has recorded a judgement.</summary>
    AwaitingJudgement = 2,

    /// <summary>待核实: a date, a length or a rule is missing, so that nobody can tell.</summary>
    Unsettled = 3,

    /// <summary>有硬性限制.</summary>
    Barred = 4,
}

/// <summary>What is put to the gate.</summary>
/// <param name="Facts">All facts of the person with their revisions.</param>
/// <param name="On">The day in question.</param>
public sealed record GateQuestion(ImmutableArray<CadreFact> Facts, DateOnly On)
{
    /// <summary>Only what was known on this day counts; <see cref="On"/> itself unless a review looks back with later knowledge.</summary>
    public DateOnly KnownOn { get; init; } = On;

    /// <summary>The year whose assessment 评优 is about; null for the year of <see cref="On"/>. The assessment of one year is often held in the next.</summary>
    public int? AssessmentYear { get; init; }

    /// <summary>The managing authority, whose own rows go first.</summary>
    public string? Authority { get; init; }
}

/// <summary>One hard bar.</summary>
/// <param name="Cause">The fact behind it.</param>
/// <param name="CauseWord">What that fact is called.</param>
/// <param name="Words">The bar in the rule's words.</param>
/// <param name="Provision">The article.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, itself barred; null where no end is fixed.</param>
/// <param name="IsUnverified">True where the article, the length or the start is unverified.</param>
/// <param name="Steps">How it came about, in one Chinese sentence.</param>
public sealed record HardBar(
    FactId Cause, string CauseWord, string Words, Provision Provision, DateOnly From, DateOnly? To, bool IsUnverified, string Steps);

/// <summary>An expired measure that awaits a judgement.</summary>
/// <param name="Cause">The measure.</param>
/// <param name="ExpiredOn">The last day of its period.</param>
/// <param name="Provision">Why a judgement is asked for.</param>
/// <param name="Words">One Chinese sentence.</param>
public sealed record PendingJudgement(FactId Cause, DateOnly ExpiredOn, Provision Provision, string Words);

/// <summary>Where an item of the checklist stands.</summary>
public enum CheckStanding
{
    /// <summary>未办.</summary>
    Open = 1,

    /// <summary>已办.</summary>
    Done = 2,

    /// <summary>发现问题.</summary>
    ProblemFound = 3,
}

/// <summary>One item of the checklist and what is recorded of it.</summary>
public sealed record ChecklistItem(string Code, string Words, Provision Provision, CheckStanding Standing, CheckDone? Record);

/// <summary>The gate's answer for one action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Bars">Hard bars on the day, filed investigations first, then the longest.</param>
/// <param name="Unsettled">What has to be looked up, one Chinese sentence each.</param>
/// <param name="Pending">Expired measures without a judgement.</param>
/// <param name="Remarks">What the rules leave open, with 未核实 inside.</param>
/// <param name="Checklist">What no machine can see to.</param>
/// <param name="Sentence">The whole in one Chinese sentence: which article blocks and until when.</param>
public sealed record GateAnswer(
    Effect Action,
    GateVerdict Verdict,
    ImmutableArray<HardBar> Bars,
    ImmutableArray<string> Unsettled,
    ImmutableArray<PendingJudgement> Pending,
    ImmutableArray<string> Remarks,
    ImmutableArray<ChecklistItem> Checklist,
    string Sentence)
{
    /// <summary>The last day of the longest bar; null where there is no bar or one has no end.</summary>
    public DateOnly? Until => Bars.IsEmpty || Bars.Any(bar => bar.To is null) ? null : Bars.Max(bar => bar.To);
}
