using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Reports;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.JointReviews;

namespace CadreWatch.Web.Reports;

/// <summary>Puts reports together: this term beside the same months a year earlier, both from months alone.</summary>
internal sealed class ReportReader(ReportCases cases, RoundFinder finder, IJudgementSource judgements, TimeProvider time)
{
    private static readonly string[] Compared = ["本期", "去年同期", "增减"];

    public async Task<ReportChoice> ChoiceAsync(Viewer viewer, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var today = judgement.DayOf(time.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1);
        var rounds = (await finder.AllAsync(viewer, cancel)).Where(r => r.Sight == RoundSight.Whole).ToList();
        var sent = rounds.SelectMany(r => r.State.Units).Select(u => u.IssuedOn).OfType<DateOnly>().Where(d => d < month).ToList();
        var latest = sent.Count == 0 ? month.AddDays(-1) : sent.Max();
        return new(today, rounds.Select(r => judgement.DayOf(r.State.OpenedAt!.Value).Year).Append(latest.Year).Min(), new(latest.Year, latest.Month, 1));
    }

    public async Task<ReportView> ReadAsync(Viewer viewer, ReportTerm term, CancellationToken cancel)
    {
        var judgement = judgements.Capture(time.GetUtcNow());
        var today = judgement.DayOf(time.GetUtcNow());
        var (months, before) = (term.Over(today), term.OverBefore(today));
        var rows = await cases.OfAsync(viewer, [.. before, .. months], judgement, today, cancel);
        var levels = judgement.Policy.Levels.OrderBy(l => l.Rank).ToList();
        var layout = new ReportLayout([.. rows.Agencies.Keys], [.. ReportWords.Kinds.Keys], [.. levels.Select(l => l.Rank), 0], [.. ReportWords.Outcomes.Keys]);
        // A rank of an earlier policy that the present one has no word for counts as its lowest.
        var known = rows.Cases.Select(c => layout.Levels.Contains(c.Level) ? c : c with { Level = levels[^1].Rank }).ToList();
        Counted? Of(IReadOnlyList<ReportPeriod> of) => MonthlyReports.AtLeast(of, layout, known, rows.Answered) is { } least
            ? new(MonthlyReports.Of(of, layout, known, rows.Answered)!, least.AtLeast, least.Withheld) : null;
        var (now, then) = (Of(months), Of(before));
        var (total, earlier) = (now?.Shown.Total, then?.Shown.Total);
        return new(
            JsonNamingPolicy.CamelCase.ConvertName(term.Rhythm.ToString()), term.Year, term.Number, ReportWords.Title(term), ReportWords.Period(term), term.Period.From, term.Period.To,
            months.Count == 0 ? null : months[^1].To, today, rows.Answered.Where(a => months.Any(m => m.From == a.Month)).Select(a => a.Agency).Distinct().Count(),
            total, earlier, total - earlier,
            now is null || then is null ? [] : [
                Agencies(now, then, rows.Agencies),
                Single("levels", "分预警等级", "月末最高等级", [.. levels.Select(l => $"{l.Word}色"), "无预警"], now, then, r => r.ByLevel),
                Single("outcomes", "分会议结论（本人主持或者记录的会议）", "月末结论", [.. ReportWords.Outcomes.Values], now, then, r => r.ByOutcome),
                Single("timeliness", "分答复时效", "答复", ["按期", "逾期"], now, then, r => r.ByTimeliness),
            ],
            ReportWords.Note)
        {
            TotalRange = now?.Range,
            BeforeRange = then?.Range,
        };
    }

    private static ReportTable Agencies(Counted now, Counted then, IReadOnlyDictionary<string, string> agencies)
    {
        IEnumerable<Number> Cells(Func<SuppressedTable, IReadOnlyList<long?>> of) => of(now.Shown.ByAgencyAndKind).Zip(of(now.Least.ByAgencyAndKind), (shown, least) => new Number(shown, least));
        Number One(Counted report, Func<SuppressedTable, long?> of) => report.Of(r => of(r.ByAgencyAndKind));
        var lines = agencies.Values.Select((name, i) => Line(name, Cells(t => t.Cells[i]), One(now, t => t.RowTotals[i]), One(then, t => t.RowTotals[i])));
        return new(
            "agencies", "分单位、分类别", "单位", [.. ReportWords.Kinds.Values, "合计", .. Compared[1..]],
            [.. lines, Line("合计", Cells(t => t.ColumnTotals), One(now, t => t.Total), One(then, t => t.Total), sum: true)]);
    }

    private static ReportTable Single(string code, string title, string head, IReadOnlyList<string> names, Counted now, Counted then, Func<ReviewReport, SuppressedTable> of)
    {
        // In a table of one row a cell and the total below it are the same number.
        Number One(Counted report, int column) => new(
            of(report.Shown).Cells[0][column] ?? of(report.Shown).ColumnTotals[column], Math.Max(of(report.Least).Cells[0][column] ?? 0, of(report.Least).ColumnTotals[column] ?? 0));
        var lines = names.Select((name, i) => Line(name, [], One(now, i), One(then, i)));
        return new(code, title, head, Compared, [.. lines, Line("合计", [], now.Of(r => of(r).Total), then.Of(r => of(r).Total), sum: true)]);
    }

    private static ReportLine Line(string name, IEnumerable<Number> cells, Number now, Number then, bool sum = false)
    {
        List<Number> all = [.. cells, now, then, new(now.Shown - then.Shown, 0)];
        return new(name, [.. all.Select(n => n.Shown)], [.. all.Select(n => n.AtLeast)], sum);
    }

    /// <param name="Shown">Null where it is withheld.</param>
    /// <param name="Least">What the months that show it add up to.</param>
    private sealed record Number(long? Shown, long? Least)
    {
        public long? AtLeast => Shown is null && Least > 0 ? Least : null;
    }

    /// <param name="Withheld">How many months withhold their total.</param>
    private sealed record Counted(ReviewReport Shown, ReviewReport Least, int Withheld)
    {
        public ReportRange? Range => Shown.Total is null && Least.Total is > 0 and { } least ? new(least, least + (Withheld * (Suppression.Least - 1))) : null;

        public Number Of(Func<ReviewReport, long?> number) => new(number(Shown), number(Least));
    }
}
