namespace CadreWatch.Grains.Influence;

/// <summary>A measure's period by itself, before an older one's rest is added.</summary>
/// <param name="Period">The period.</param>
/// <param name="Least">The shortest length in months; null where the length is not a number of months from the start.</param>
/// <param name="Most">The longest.</param>
internal sealed record Reckoned(InfluencePeriod Period, int? Least, int? Most);

internal static class FirstReckoning
{
    public static Reckoned Of(LengthRange range, IReadOnlyList<RightsRestored> restored)
    {
        var rule = range.Rule;
        if (rule.Period is { Most: 0, AfterRestoration: 0 })
            return RecordOnly(range);
        if (StartOf(range.Measure, rule.Start.At) is not { } start)
            return WithoutStart(range);
        if (rule.Period.AfterRestoration > 0)
            return AfterRestoration(range, start, restored.LastOrDefault(fact => fact.Measure == range.Measure.Id && fact.On >= start)?.On);
        var (least, most) = range.Decided is { } decided ? (decided, decided) : (range.Least, range.Most);
        var end = Months.End(start, most);
        var length = least == most ? $"{most}个月" : $"{least}至{most}个月";
        var clipped = Months.IsClipped(start, most) ? "（无对应日，取月末日）" : "";
        var steps = $"{Beginning(range, start)}，{range.Note}{length}{rule.Provision.Mark()}至{end.Iso()}{clipped}（当日仍受限）{Tail(range.Issue)}。";
        return new Reckoned(Period(range, start, Certain(start, least), end, steps, range.Issue), least, most);
    }

    private static Reckoned RecordOnly(LengthRange range)
    {
        var day = range.Measure.ApprovedOn;
        var steps = $"{range.Rule.Name}，{day.Iso()}，规定没有影响期，只作记录{range.Rule.Provision.Mark()}。";
        return new Reckoned(Period(range, day, day.AddDays(-1), day.AddDays(-1), steps, null), null, null);
    }

    private static Reckoned WithoutStart(LengthRange range)
    {
        var day = range.Measure.ApprovedOn;
        var word = range.Rule.Start.At.Word();
        var issue = $"按{word}之日起算{range.Rule.Start.Provision.Mark()}，{word}日期未登记";
        return new Reckoned(Period(range, day, day.AddDays(-1), null, $"{range.Rule.Name}，{day.Iso()}批准，{issue}，期限不能计算。", issue), null, null);
    }

    private static Reckoned AfterRestoration(LengthRange range, DateOnly start, DateOnly? restored)
    {
        var months = range.Rule.Period.AfterRestoration;
        var term = range.Decided is { } decided ? $"{decided}个月" : $"{range.Least}至{range.Most}个月";
        var begun = $"{Beginning(range, start)}，留党察看{term}";
        if (restored is not { } day)
        {
            var issue = "恢复党员权利之日尚未登记";
            return new Reckoned(Period(range, start, null, null, $"{begun}，{issue}，恢复后再加{months}个月{range.Rule.Provision.Mark()}，止日未定。", issue), null, null);
        }

        var end = Months.End(day, months);
        var steps = $"{begun}，{day.Iso()}恢复党员权利，其后{months}个月{range.Rule.Provision.Mark()}至{end.Iso()}（当日仍受限）。";
        return new Reckoned(Period(range, start, end, end, steps, null), null, null);
    }

    private static string Beginning(LengthRange range, DateOnly start) =>
        $"{range.Rule.Name}，{start.Iso()}{range.Rule.Start.At.Word()}起算{StartMark(range.Rule.Start)}";

    private static string StartMark(StartRule start) => start.Provision.IsUnverified ? $"（起算点{Provisions.Provision.UnverifiedMark}）" : "";

    private static DateOnly Certain(DateOnly start, int least) => least == 0 ? start.AddDays(-1) : Months.End(start, least);

    private static string Tail(string? issue) => issue is null ? "" : $"，{issue}";

    private static DateOnly? StartOf(MeasureTaken measure, PeriodStart at) => at switch
    {
        PeriodStart.Talk => measure.TalkedOn,
        PeriodStart.Delivery => measure.DeliveredOn,
        _ => measure.ApprovedOn,
    };

    private static InfluencePeriod Period(LengthRange range, DateOnly start, DateOnly? certain, DateOnly? latest, string steps, string? issue) =>
        new(range.Measure, range.Rule, start, certain, latest, range.CarriedOutAs, range.CarriedOutAs is null, steps, issue);
}
