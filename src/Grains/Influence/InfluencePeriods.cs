using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Influence;

/// <summary>
/// The influence periods of one person: pure arithmetic over dated facts and the rows of the policy. It judges nobody: whether an expired
/// measure still affects a person's use is a meeting's judgement.
/// </summary>
public static class InfluencePeriods
{
    /// <summary>Reckons every period and bar, past and future ones too.</summary>
    /// <param name="facts">The person's facts with all revisions, in any order; others than measures, restorations and terms do no harm.</param>
    /// <param name="knownOn">Only what was known on this day counts.</param>
    /// <param name="policy">The rows; each measure is reckoned by the row in force on its day of approval.</param>
    /// <param name="authority">The managing authority, whose own rows go first; null where there are none.</param>
    public static InfluenceAnswer Of(IEnumerable<CadreFact> facts, DateOnly knownOn, InfluencePolicy policy, string? authority = null)
    {
        var known = FactsAsKnown.On(facts, knownOn);
        var measures = known.OfType<MeasureTaken>().OrderBy(measure => measure.ApprovedOn).ThenBy(measure => measure.Id.ToString(), StringComparer.Ordinal).ToArray();
        var ruled = measures
            .Select(measure => (Measure: measure, Rule: policy.Find(measure.Measure, measure.ApprovedOn, authority)))
            .Where(pair => pair.Rule is not null)
            .Select(pair => new RuledMeasure(pair.Measure, pair.Rule!))
            .ToArray();
        var restored = known.OfType<RightsRestored>().ToArray();
        var single = TogetherDecided.Combine(ruled, policy, authority).Select(lengths => FirstReckoning.Of(lengths, restored));
        var periods = CarryOver.Combine(single, policy, authority);
        var bars = BarsOf.Periods(periods, [.. known.OfType<TermOfOffice>()]);
        return new InfluenceAnswer(
            periods,
            LongerGoverns.Mark(bars, periods, policy, authority),
            [.. periods.SelectMany(BarsOf.Questions)],
            [.. measures.Except(ruled.Select(pair => pair.Measure)).Select(Unknown)]);
    }

    private static UnknownMeasure Unknown(MeasureTaken measure) =>
        new(measure, $"规则中没有“{measure.Measure}”在{measure.ApprovedOn:yyyy-MM-dd}有效的条目，影响期须由人核实。");
}

/// <summary>A measure and the row of the policy it is reckoned by.</summary>
internal sealed record RuledMeasure(MeasureTaken Measure, MeasureRule Rule);

/// <summary>The range that a measure's length lies in, once those decided together are one.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Rule">Its row.</param>
/// <param name="Least">The shortest length possible, in months.</param>
/// <param name="Most">The longest.</param>
/// <param name="Note">How the range came about; empty for a measure that stands alone.</param>
/// <param name="CarriedOutAs">The heavier or first one of the same decision that is carried out in its place; null where it is itself carried out.</param>
internal sealed record LengthRange(MeasureTaken Measure, MeasureRule Rule, int Least, int Most, string Note, FactId? CarriedOutAs)
{
    /// <summary>What the decision fixed, if it lies in the range.</summary>
    public int? Decided => Measure.DecidedMonths is { } months && months >= Least && months <= Most ? months : null;

    /// <summary>What has to be looked up about the length; null where it is certain.</summary>
    public string? Issue => (Measure.DecidedMonths, Decided) switch
    {
        (null, null) when Least < Most => $"决定的期限未登记，应在{Least}至{Most}个月之间，请核对决定",
        ({ } months, null) => $"登记的期限{months}个月不在规定的{(Least == Most ? $"{Least}" : $"{Least}至{Most}")}个月之内，请核对决定",
        _ => null,
    };
}

internal static class Words
{
    public static string Mark(this Provision provision) => provision.IsUnverified ? $"（{Provision.UnverifiedMark}）" : "";

    public static string Word(this PeriodStart start) => start switch
    {
        PeriodStart.Talk => "谈话",
        PeriodStart.Delivery => "送达",
        _ => "批准",
    };

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
