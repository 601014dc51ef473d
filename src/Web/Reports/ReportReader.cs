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
        var (now, then) = (MonthlyReports.Of(months, layout, known, rows.Answered), MonthlyReports.Of(before, layout, known, rows.Answered));
        return new(
            JsonNamingPolicy.CamelCase.ConvertName(term.Rhythm.ToString()), term.Year, term.Number, ReportWords.Title(term), ReportWords.Period(term), term.Period.From, term.Period.To,
            months.Count == 0 ? null : months[^1].To, today, rows.Answered.Where(a => months.Any(m => m.From == a.Month)).Select(a => a.Agency).Distinct().Count(),
            now?.Total, then?.Total, Change(now?.Total, then?.Total),
            now is null || then is null ? [] : [
                Agencies(now, then, rows.Agencies),
                Single("levels", "分预警等级", "月末最高等级", [.. levels.Select(l => $"{l.Word}色"), "无预警"], now, then, r => r.ByLevel),
                Single("outcomes", "分会议结论", "月末结论", [.. ReportWords.Outcomes.Values], now, then, r => r.ByOutcome),
                Single("timeliness", "分答复时效", "答复", ["按期", "逾期"], now, then, r => r.ByTimeliness),
            ],
            ReportWords.Note);
    }

    private static ReportTable Agencies(ReviewReport now, ReviewReport then, IReadOnlyDictionary<string, string> agencies)
    {
        var (cross, earlier) = (now.ByAgencyAndKind, then.ByAgencyAndKind);
        var lines = agencies.Values.Select((name, i) => new ReportLine(name, Row(cross.Cells[i], cross.RowTotals[i], earlier.RowTotals[i]), false));
        return new(
            "agencies", "分单位、分类别", "单位", [.. ReportWords.Kinds.Values, "合计", .. Compared[1..]],
            [.. lines, new("合计", Row(cross.ColumnTotals, cross.Total, earlier.Total), true)]);
    }

    private static IReadOnlyList<long?> Row(IReadOnlyList<long?> cells, long? now, long? then) => [.. cells, now, then, Change(now, then)];

    private static ReportTable Single(string code, string title, string head, IReadOnlyList<string> names, ReviewReport now, ReviewReport then, Func<ReviewReport, SuppressedTable> of)
    {
        var (table, earlier) = (of(now), of(then));
        var lines = names.Select((name, i) => new ReportLine(name, Row([], Shown(table, i), Shown(earlier, i)), false));
        return new(code, title, head, Compared, [.. lines, new("合计", Row([], table.Total, earlier.Total), true)]);
    }

    /// <summary>In a table of one row a cell and the total below it are the same number.</summary>
    private static long? Shown(SuppressedTable table, int column) => table.Cells[0][column] ?? table.ColumnTotals[column];

    private static long? Change(long? now, long? then) => now - then;
}
