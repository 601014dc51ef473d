using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Reports;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.JointReviews;
using CadreWatch.Web.Meetings;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Reports;

/// <param name="Answered">Month and agency wherever an answer on somebody whom the viewer sees was confirmed.</param>
/// <param name="Agencies">Id and name of those, in the order of the rounds.</param>
internal sealed record ReportRows(
    IReadOnlyList<ReportCase> Cases, IReadOnlySet<(DateOnly Month, string Agency)> Answered, IReadOnlyDictionary<string, string> Agencies);

/// <summary>
/// The rows that a report of one viewer counts: answers with something to report, in rounds that the viewer sees whole, on people the viewer sees there, as far as
/// the viewer reads them. Level and conclusion are those of the end of the month, as far as the viewer sees alerts and leads meetings.
/// </summary>
internal sealed class ReportCases(
    IJournal journal, EventCodec codec, RoundFinder finder, ReportAnswers given, IViewerAccess access, MeetingStore meetings, IOptions<JsonOptions> json)
{
    private const int Chunk = 100;
    private const int MostAlerts = 10_000;
    private const int MostMeetings = 1_000;

    /// <param name="months">Months that are over.</param>
    public async Task<ReportRows> OfAsync(Viewer viewer, IReadOnlyList<ReportPeriod> months, Judgement judgement, DateOnly today, CancellationToken cancel)
    {
        var asked = months.Select(m => m.From).ToHashSet();
        var (found, answered, agencies) = (new List<GivenAnswer>(), new HashSet<(DateOnly, string)>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var round in await finder.AllAsync(viewer, cancel))
        {
            if (round.Sight != RoundSight.Whole || !months.Any(m => Touches(round.State, m, judgement))) continue;
            var people = (await finder.CasesAsync(round, cancel)).ToDictionary(p => p.Number, p => p.Facts, StringComparer.Ordinal);
            var answers = (await given.OfAsync(round.State, judgement, today, cancel)).Where(a => asked.Contains(a.Month) && people.ContainsKey(a.Cadre)).ToList();
            answered.UnionWith(answers.Select(a => (a.Month, a.Unit)));
            foreach (var unit in round.State.Units.Select(u => u.Unit))
                if (answers.Exists(a => a.Unit == unit.Id)) agencies.TryAdd(unit.Id, unit.Name);
            found.AddRange(answers.Where(a => a.Kind is not null && ReviewAccess.Reads(viewer, round.Sight, people[a.Cadre], a.Secrecy)));
        }

        var levels = await LevelsAsync(viewer, [.. found.Select(a => a.Cadre).Distinct()], judgement, cancel);
        var outcomes = found.Count == 0 ? [] : await ConclusionsAsync(viewer, judgement, cancel);
        return new(
            [.. found.Select(a => (Answer: a, End: a.Month.AddMonths(1).AddDays(-1))).Select(a => new ReportCase(
                a.Answer.Unit, a.Answer.Kind!, LevelOn(levels[a.Answer.Cadre], a.End), OutcomeOf(outcomes, a.Answer, a.End), a.Answer.InTime, a.Answer.On))],
            answered, agencies);
    }

    private static bool Touches(RoundState round, ReportPeriod month, Judgement judgement) =>
        judgement.DayOf(round.OpenedAt!.Value) <= month.To && (round.ClosedAt is not { } closed || judgement.DayOf(closed) >= month.From);

    private static int LevelOn(IEnumerable<AlertLife> alerts, DateOnly day) =>
        alerts.Where(a => a.RaisedOn <= day && (a.EndedOn is null || a.EndedOn > day)).Select(a => a.LevelOn(day)).DefaultIfEmpty(0).Min();

    private static string OutcomeOf(IEnumerable<Concluded> outcomes, GivenAnswer answer, DateOnly end) =>
        outcomes.LastOrDefault(c => c.Cadre == answer.Cadre && c.On >= answer.On && c.On <= end)?.Code is not { } code ? ReportWords.Unconcluded
        : ReportWords.Outcomes.ContainsKey(code) ? code : ReportWords.Other;

    /// <summary>The lives of the alerts that the viewer sees. A hint of a model is no basis of a review and stays out.</summary>
    private async Task<ILookup<string, AlertLife>> LevelsAsync(Viewer viewer, string[] cadres, Judgement judgement, CancellationToken cancel)
    {
        var lives = new List<AlertLife>();
        foreach (var some in cadres.Chunk(Chunk))
        {
            var query = new RowQuery(ReadTableSet.Alerts, [.. access.Alerts(viewer), new("cadre", Comparison.In, some)], [], MostAlerts);
            foreach (var row in await journal.Tables.QueryAsync(query, cancel))
            {
                var alert = JsonSerializer.Deserialize<AlertView>(AlertRow.Of(row).Body, json.Value.SerializerOptions)!;
                if (alert.Versions.Model is not null) continue;
                var ended = (DateTimeOffset?)row.In(ReadTableSet.Alerts, "ended_at");
                lives.Add(new(
                    (string)row.In(ReadTableSet.Alerts, "cadre")!, judgement.DayOf((DateTimeOffset)row.In(ReadTableSet.Alerts, "raised_at")!),
                    ended is { } at ? judgement.DayOf(at) : null, alert.Level.Rank, [.. alert.History.Where(h => h.LevelRank is not null).Select(h => (judgement.DayOf(h.At), h.LevelRank!.Value))]));
            }
        }

        return lives.ToLookup(l => l.Cadre, StringComparer.Ordinal);
    }

    /// <summary>What was concluded in the meetings that the viewer leads, in the order of time, without items of recusal.</summary>
    private async Task<IReadOnlyList<Concluded>> ConclusionsAsync(Viewer viewer, Judgement judgement, CancellationToken cancel)
    {
        var leads = Condition.AnyOf([[new("convener", Comparison.Equal, viewer.Account)], [new("recorder", Comparison.Equal, viewer.Account)]]);
        var found = new List<(DateTimeOffset At, Concluded Said)>();
        foreach (var row in await journal.Tables.QueryAsync(new(ReadTableSet.Meetings, [leads], [("called_at", false)], MostMeetings), cancel))
        {
            if (await meetings.OfAsync(viewer, (string)row[0]!, cancel) is not { } meeting || !meeting.Leads(viewer.Account)) continue;
            await foreach (var stored in journal.ReadStreamAsync(MeetingGrain.IdOf(meeting.Id).ToString(), 1, cancel))
                if (codec.Read(stored) is ConclusionRecorded said && meeting.Find(said.Item) is { Cadre: { } cadre } item
                    && !item.Recused.Contains(viewer.Account) && !viewer.Recused.Contains(cadre))
                    found.Add((said.At, new(cadre, judgement.DayOf(said.At), said.Code)));
        }

        return [.. found.OrderBy(f => f.At).Select(f => f.Said)];
    }

    private sealed record Concluded(string Cadre, DateOnly On, string Code);

    /// <param name="Rank">The present one, where the history does not tell.</param>
    private sealed record AlertLife(string Cadre, DateOnly RaisedOn, DateOnly? EndedOn, int Rank, IReadOnlyList<(DateOnly On, int Rank)> Steps)
    {
        public int LevelOn(DateOnly day) => Steps.Where(s => s.On <= day).Select(s => (int?)s.Rank).LastOrDefault() ?? Rank;
    }
}
