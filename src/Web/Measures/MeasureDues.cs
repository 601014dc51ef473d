using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Measures;

/// <summary>Lines of lists, and deadlines with what is left of them today.</summary>
internal static class MeasureDues
{
    private const int MostDays = 62;

    public static MeasureItem Item(MeasureRow row, Judgement judgement, DateTimeOffset now)
    {
        var body = row.Body;
        var open = body.Deadlines.Where(d => d.Standing is DeadlineStanding.Running or DeadlineStanding.Warned or DeadlineStanding.Overdue or DeadlineStanding.Uncounted)
            .Where(d => d.Name != DeadlineNames.Influence).OrderBy(d => d.DueOn ?? DateOnly.MaxValue).FirstOrDefault();
        return new(
            body.Id, body.Cadre, AlertReader.PersonOf(row.Person), body.Kind, body.Kind.Word(), body.Stage, body.Stage.Word(), body.Papers.LastOrDefault(p => p.Number is not null)?.Number,
            body.Content.Office, body.Content.Handler, row.Secrecy, body.Deadlines.Any(d => d.Standing == DeadlineStanding.Overdue), open is null ? null : Of(open, judgement, now),
            row.ChangedAt, body.Version);
    }

    public static DueView Of(DeadlineView d, Judgement judgement, DateTimeOffset now)
    {
        var today = judgement.DayOf(now);
        var working = (d.ExtendedBy ?? d.Limit).Contains(TimeLimit.WorkingDay, StringComparison.Ordinal) || d.Limit.Contains(TimeLimit.WorkingDay, StringComparison.Ordinal);
        return new(
            d.Name, d.Word, d.Base, d.Limit, new(d.Source, d.Article, d.Grade), d.DueOn, d.MissingYear, JsonNamingPolicy.CamelCase.ConvertName(d.Standing.ToString()),
            Left(d.DueOn, today, working, judgement), working ? TimeLimit.WorkingDay : TimeLimit.Day, d.ExtendedBy, d.ExtensionAsked,
            MeasureRules.Of(judgement, today, null).Find($"measure.extension.{d.Name}")?.Unit, working ? Days(d, judgement) : []);
    }

    public static DueView Of(MeasureDeadline d, Judgement judgement, DateTimeOffset now) => Of(
        new DeadlineView(
            d.Name, DeadlineNames.Word(d.Name), d.Base, d.Limit.ToString(), d.Limit.Provision.Source, d.Limit.Provision.Article, d.Limit.Provision.Grade.ToString(),
            d.Schedule.DueOn, d.Schedule.MissingYear, d.Standing, d.Extension?.Limit.ToString(), d.Request?.Count, d.Schedule.Calendar),
        judgement, now);

    private static int? Left(DateOnly? due, DateOnly today, bool working, Judgement judgement)
    {
        if (due is not { } last) return null;
        if (!working) return last.DayNumber - today.DayNumber;
        return last >= today ? judgement.WorkingDays(today, last) : -judgement.WorkingDays(last, today);
    }

    private static IReadOnlyList<DueDayView> Days(DeadlineView d, Judgement judgement) =>
        d.DueOn is { } due && due.DayNumber - d.Base.DayNumber is >= 0 and <= MostDays
            ? [.. Enumerable.Range(0, due.DayNumber - d.Base.DayNumber + 1).Select(i => d.Base.AddDays(i)).Select(on => new DueDayView(on, DueDays.IsWorkingDay(judgement, on)))]
            : [];
}
