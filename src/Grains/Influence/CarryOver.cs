using System.Collections.Immutable;

namespace CadreWatch.Grains.Influence;

/// <summary>
/// A new sanction inside an old period of its family: what remains of the old and the new. The rest is not turned into days: the new months
/// are counted on from the old end day, so nothing is lost or won by the length of months.
/// </summary>
internal static class CarryOver
{
    public static ImmutableArray<InfluencePeriod> Combine(IEnumerable<Reckoned> single, InfluencePolicy policy, string? authority)
    {
        var done = new List<InfluencePeriod>();
        foreach (var next in single.OrderBy(reckoned => reckoned.Period.Start))
        {
            var period = next.Period;
            if (!period.IsExecuted || !period.HasPeriod)
            {
                done.Add(period);
                continue;
            }

            var old = done.Where(earlier => IsUnfinished(earlier, period)).MaxBy(earlier => earlier.LatestEnd ?? DateOnly.MaxValue);
            var rule = policy.Find(CombinationKind.CarryOver, period.Rule.Family, period.Measure.ApprovedOn, authority);
            if (old is null || rule is null || IsStartMissing(period))
                done.Add(period);
            else if (old.Start == period.Start)
                done.Add(SameDay(period, old));
            else
            {
                done[done.IndexOf(old)] = old with { AbsorbedBy = period.Measure.Id };
                done.Add(Add(next, old, rule));
            }
        }

        return [.. done];
    }

    private static bool IsUnfinished(InfluencePeriod earlier, InfluencePeriod period) =>
        earlier.IsExecuted && earlier.HasPeriod && earlier.Rule.Family == period.Rule.Family && earlier.Covers(period.Start);

    private static bool IsStartMissing(InfluencePeriod period) => period.LatestEnd is null && period.CertainEnd < period.Start;

    // Two of one day are one sanction entered twice more often than two: nothing is added before somebody has looked.
    private static InfluencePeriod SameDay(InfluencePeriod period, InfluencePeriod old) => period with
    {
        Issue = period.Issue ?? $"与{old.Rule.Name}同日，请核对是否重复登记",
        Steps = $"{period.Steps.TrimEnd('。')}，与{old.Rule.Name}同日，未相加，请核对是否重复登记。",
    };

    private static InfluencePeriod Add(Reckoned next, InfluencePeriod old, CombinationRule rule)
    {
        var period = next.Period;
        var certain = old.CertainEnd >= period.Start || old.CertainEnd is null
            ? Longer(period.CertainEnd, old.CertainEnd, next.Least, period.Start, rule.MostMonths)
            : period.CertainEnd;
        var latest = Longer(period.LatestEnd, old.LatestEnd, next.Most, period.Start, rule.MostMonths);
        var rest = old.LatestEnd is { } end ? $"原{old.Rule.Name}至{end.Iso()}尚未执行完" : $"原{old.Rule.Name}止日未定";
        var limit = rule.MostMonths is { } most && latest == Months.End(period.Start, most) ? $"（以{most}个月为限）" : "";
        var until = latest is { } last ? $"至{last.Iso()}{limit}（当日仍受限）" : "，止日未定";
        return period with
        {
            CertainEnd = certain,
            LatestEnd = latest,
            Issue = period.Issue ?? old.Issue,
            Steps = $"{period.Steps.TrimEnd('。')}；{rest}，余期与新处分期相加{until}（{rule.Provision}）。",
        };
    }

    private static DateOnly? Longer(DateOnly? own, DateOnly? old, int? months, DateOnly start, int? most)
    {
        if (own is not { } ownEnd || old is not { } oldEnd)
            return null;
        var end = months is { } length ? Months.End(oldEnd, length) : Later(ownEnd, oldEnd.DayNumber - start.DayNumber);
        var limit = most is { } cap ? Months.End(start, cap) : DateOnly.MaxValue;
        return end < limit ? end : limit;
    }

    private static DateOnly Later(DateOnly day, int days) =>
        day.DayNumber + days > DateOnly.MaxValue.DayNumber ? DateOnly.MaxValue : day.AddDays(days);
}
