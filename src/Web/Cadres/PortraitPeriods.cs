using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Web.Cadres;

/// <summary>Influence periods of a portrait, reckoned from the recorded measures that name a row of the policy.</summary>
internal static class PortraitPeriods
{
    private const string MeasureKind = "measure";

    /// <summary>Signals of kind <c>measure</c> whose category is the code or the name of a measure of the rules; others say nothing of periods.</summary>
    public static IReadOnlyList<PortraitPeriod> Of(
        IEnumerable<(SignalKey Key, KnownRevision? Revision)> signals, DateOnly day, string? authority, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var policy = InfluencePolicy.Shipped;
        var facts = new List<CadreFact>();
        foreach (var (key, revision) in signals)
        {
            if (revision?.Facts is not { Kind: MeasureKind, Category: { } category, Status: not (SignalStatus.Withdrawn or SignalStatus.Cleared or SignalStatus.Unsubstantiated) } known) continue;
            var rule = policy.Measures.FirstOrDefault(m => m.Code == category || m.Name == category);
            if (rule is not null) facts.Add(new MeasureTaken(FactId.Parse(key.ToString()), dayOf(known.KnownOn), rule.Code, known.OccurredFrom));
        }

        var answer = InfluencePeriods.Of(facts, day, policy, authority);
        var recorded = answer.Periods.Where(p => answer.Bars.All(b => b.Cause != p.Measure.Id)).Select(Recorded);
        var barred = answer.Bars.GroupBy(b => (b.Cause, b.From, b.To, b.Extent)).Select(Barred);
        return [.. recorded.Concat(barred).OrderBy(p => p.From).ThenBy(p => p.Measure, StringComparer.Ordinal)];
    }

    private static PortraitPeriod Recorded(InfluencePeriod period) =>
        new(period.Rule.Name, period.Start, period.HasPeriod ? period.LatestEnd : period.Start, "", period.Rule.Provision.Grade.ToString(), period.Steps);

    private static PortraitPeriod Barred(IGrouping<(FactId Cause, DateOnly From, DateOnly? To, Extent Extent), Bar> bars)
    {
        var first = bars.First();
        var grade = bars.Any(b => b.IsUnverified && b.Provision.Grade is Grade.V or Grade.S) ? Grade.U : bars.Max(b => b.Provision.Grade);
        return new(first.CauseWord, first.From, first.To, string.Join('、', bars.Select(b => b.Effect.Word()).Distinct()), grade.ToString(), first.Steps);
    }
}
