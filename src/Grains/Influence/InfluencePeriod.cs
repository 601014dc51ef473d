using System.Collections.Immutable;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Influence;

/// <summary>The influence period of one measure, with what its arithmetic was.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Rule">The row of the policy that it was reckoned by.</param>
/// <param name="Start">The first day.</param>
/// <param name="CertainEnd">The last day that is beyond doubt, itself still barred; the day before <paramref name="Start"/> where no day is. Null where no end is fixed yet.</param>
/// <param name="LatestEnd">The last day that is possible; equal to <paramref name="CertainEnd"/> where nothing is missing. Null where it is not known.</param>
/// <param name="AbsorbedBy">The later measure whose period took up the rest of this one, or the heavier one of the same decision.</param>
/// <param name="IsExecuted">False for a lighter sanction of a decision of which only the heaviest is carried out: it bars nothing of its own.</param>
/// <param name="Steps">The arithmetic in one Chinese sentence, with 未核实 inside where a figure is unverified.</param>
/// <param name="Issue">What has to be looked up before the end is certain; null where nothing is missing.</param>
public sealed record InfluencePeriod(
    MeasureTaken Measure,
    MeasureRule Rule,
    DateOnly Start,
    DateOnly? CertainEnd,
    DateOnly? LatestEnd,
    FactId? AbsorbedBy,
    bool IsExecuted,
    string Steps,
    string? Issue)
{
    /// <summary>True where the rules know a period at all; a measure without one is only recorded.</summary>
    public bool HasPeriod => Rule.Period.Most > 0;

    /// <summary>The day on which the sanction is lifted by itself: the day after the end. Null where the rules say nothing or the end is open or taken up.</summary>
    public DateOnly? LiftedOn => Rule.Lifting is not null && AbsorbedBy is null && LatestEnd < DateOnly.MaxValue ? LatestEnd.Value.AddDays(1) : null;

    /// <summary>True on days inside the period, the end day included, whether certain or only possible.</summary>
    public bool Covers(DateOnly day) => day >= Start && day <= (LatestEnd ?? DateOnly.MaxValue);
}

/// <summary>Where a bar stands on a day.</summary>
public enum BarStanding
{
    /// <summary>It has not begun.</summary>
    Ahead = 1,

    /// <summary>It bars.</summary>
    InForce = 2,

    /// <summary>Whether it bars cannot be told before something is looked up.</summary>
    Unsettled = 3,

    /// <summary>It is over.</summary>
    Over = 4,
}

/// <summary>One thing that one cause stands in the way of.</summary>
/// <param name="Effect">The thing barred.</param>
/// <param name="Extent">Whether it runs with the period, the year or the term.</param>
/// <param name="Cause">The fact behind it.</param>
/// <param name="CauseWord">What that fact is called (政务记过).</param>
/// <param name="Words">The bar in the rule's words.</param>
/// <param name="Provision">The article that bars.</param>
/// <param name="From">The first day.</param>
/// <param name="CertainTo">The last day that is beyond doubt, itself still barred; null where it bars without an end.</param>
/// <param name="To">The last day that is possible; null where no end is fixed.</param>
/// <param name="IsUnverified">True where the article, the length or the start is unverified.</param>
/// <param name="Steps">The arithmetic in one Chinese sentence, with 未核实 inside where it belongs.</param>
/// <param name="GovernedBy">The measure whose longer bar governs over this one; null where this one stands alone.</param>
public sealed record Bar(
    Effect Effect,
    Extent Extent,
    FactId Cause,
    string CauseWord,
    string Words,
    Provision Provision,
    DateOnly From,
    DateOnly? CertainTo,
    DateOnly? To,
    bool IsUnverified,
    string Steps,
    FactId? GovernedBy = null)
{
    /// <summary>Where the bar stands on a day.</summary>
    public BarStanding On(DateOnly day)
    {
        if (day < From)
            return BarStanding.Ahead;
        if (day <= (CertainTo ?? DateOnly.MaxValue))
            return BarStanding.InForce;
        return day <= (To ?? DateOnly.MaxValue) ? BarStanding.Unsettled : BarStanding.Over;
    }
}

/// <summary>A question that the rules leave open and the policy decides in the person's favour; it is said wherever it matters.</summary>
/// <param name="Effect">What it is about.</param>
/// <param name="Cause">The fact behind it.</param>
/// <param name="From">The first day on which it matters.</param>
/// <param name="To">The last; null where no end is fixed.</param>
/// <param name="Words">One Chinese sentence with 未核实 in it.</param>
public sealed record OpenQuestion(Effect Effect, FactId Cause, DateOnly From, DateOnly? To, string Words);

/// <summary>A measure that the policy has no row for on its day: nothing can be said of its period.</summary>
public sealed record UnknownMeasure(MeasureTaken Measure, string Words);

/// <summary>Everything the periods of one person come to.</summary>
/// <param name="Periods">One for each measure with a row in the policy, by first day.</param>
/// <param name="Bars">Every bar, past and future ones too.</param>
/// <param name="Questions">What the rules leave open.</param>
/// <param name="Unknown">Measures without a row.</param>
public sealed record InfluenceAnswer(
    ImmutableArray<InfluencePeriod> Periods,
    ImmutableArray<Bar> Bars,
    ImmutableArray<OpenQuestion> Questions,
    ImmutableArray<UnknownMeasure> Unknown);
