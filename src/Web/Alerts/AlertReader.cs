using System.Text.Json;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Ingest;
using CadreWatch.Web.Access;
using CadreWatch.Web.Board;
using CadreWatch.Web.Session;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Alerts;

/// <summary>Reads alerts for one viewer: rights are conditions of the query, never a filter over what was read.</summary>
internal sealed class AlertReader(
    IJournal journal, IViewerAccess access, Cursors cursors, District district, TimeProvider time, IOptions<JsonOptions> json)
{
    private static readonly (string, bool)[] BoardOrder = [("level_rank", false), ("changed_at", true)];

    /// <summary>States of alerts that somebody has ended.</summary>
    public static readonly string[] Ending = ["closed", "dismissed"];

    /// <summary>States of alerts that have not ended.</summary>
    public static readonly string[] Standing = ["open", "snoozed"];

    private const int Chunk = 400;
    private const int AccuracyMonths = 12;

    /// <summary>One page in the board's order: gravest, then latest changed. The stream cursor is taken first, so that no change falls between page and stream.</summary>
    public async Task<AlertPage> PageAsync(Viewer viewer, AlertFilter filter, int limit, PagePlace? after, CancellationToken cancel)
    {
        var asOf = time.GetUtcNow();
        var stream = cursors.Stream(viewer, filter, await journal.HeadAsync(cancel));
        IReadOnlyList<object?>? place = after is null ? null : [after.LevelRank, after.ChangedAt, after.Id];
        var query = new RowQuery(ReadTableSet.Alerts, [.. access.Alerts(viewer), .. filter.Where(viewer)], BoardOrder, limit + 1, place);
        var rows = (await journal.Tables.QueryAsync(query, cancel)).Select(AlertRow.Of).ToList();
        string? next = null;
        if (rows.Count > limit)
        {
            rows.RemoveAt(limit);
            next = cursors.Page(viewer, filter, new(rows[^1].Mark.LevelRank, rows[^1].ChangedAt, rows[^1].Mark.Id));
        }

        return new(await ViewsAsync(rows, cancel), next, await CountsAsync(viewer, cancel), stream, asOf);
    }

    public async Task<long> CountAsync(Viewer viewer, AlertFilter filter, CancellationToken cancel) =>
        (await journal.Tables.CountAsync(ReadTableSet.Alerts, [.. access.Alerts(viewer), .. filter.Where(viewer)], [], cancel)).Sum(Count);

    /// <summary>All alerts under a filter in the board's order, read chunk by chunk.</summary>
    public async IAsyncEnumerable<AlertView> AllAsync(
        Viewer viewer, AlertFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<object?>? place = null;
        while (true)
        {
            var query = new RowQuery(ReadTableSet.Alerts, [.. access.Alerts(viewer), .. filter.Where(viewer)], BoardOrder, Chunk, place);
            var rows = (await journal.Tables.QueryAsync(query, cancel)).Select(AlertRow.Of).ToList();
            foreach (var view in await ViewsAsync(rows, cancel)) yield return view;
            if (rows.Count < Chunk) yield break;
            place = [rows[^1].Mark.LevelRank, rows[^1].ChangedAt, rows[^1].Mark.Id];
        }
    }

    /// <summary>The alert, or null where there is none that the viewer sees.</summary>
    public async Task<AlertView?> FindAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        if (await journal.Tables.FindAsync(ReadTableSet.Alerts, [id], cancel) is not { } values) return null;
        var row = AlertRow.Of(values);
        return access.SeesAlert(viewer, row.Mark) ? (await ViewsAsync([row], cancel))[0] : null;
    }

    /// <summary>Open alerts of the same person that the viewer may merge this one into: the decider checks again.</summary>
    public async Task<IReadOnlyList<MergeTargetView>> MergeTargetsAsync(Viewer viewer, AlertView alert, CancellationToken cancel)
    {
        if (!Standing.Contains(alert.State)) return [];
        var query = new RowQuery(ReadTableSet.Alerts,
            [.. access.Alerts(viewer), new("cadre", Comparison.Equal, alert.Cadre), new("state", Comparison.In, Standing)], BoardOrder, Chunk);
        var rows = (await journal.Tables.QueryAsync(query, cancel)).Select(AlertRow.Of).ToList();
        if (rows.Find(r => r.Mark.Id == alert.Id)?.Mark is not { } own || !ActsOn(own)) return [];
        return
        [
            .. from row in rows
               where row.Mark.Id != own.Id && row.Mark.Secrecy <= own.Secrecy && ActsOn(row.Mark)
               let view = row.View(alert.Person, null, Json)
               select new MergeTargetView(view.Id, view.Pattern, view.Level, view.Short),
        ];

        bool ActsOn(AlertMark mark) => CaseAccess.May(viewer, Capability.ActOnAlerts, mark.Case, mark.Secrecy);
    }

    /// <summary>The rows of these alerts, whoever may see them.</summary>
    public async Task<IReadOnlyList<AlertRow>> RowsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var rows = new List<AlertRow>(ids.Count);
        foreach (var some in ids.Chunk(Chunk))
        {
            var query = new RowQuery(ReadTableSet.Alerts, [new("id", Comparison.In, some)], [], Chunk);
            rows.AddRange((await journal.Tables.QueryAsync(query, cancel)).Select(AlertRow.Of));
        }

        return rows;
    }

    /// <summary>The rows of all alerts of these cadres, ended ones too if asked for, whoever may see them.</summary>
    public async Task<IReadOnlyList<AlertRow>> OfCadresAsync(IReadOnlyCollection<string> cadres, bool ended, CancellationToken cancel)
    {
        var rows = new List<AlertRow>();
        foreach (var some in cadres.Chunk(Chunk))
        {
            Condition[] where = [new("cadre", Comparison.In, some), .. ended ? (Condition[])[] : [new("state", Comparison.In, Standing)]];
            rows.AddRange((await journal.Tables.QueryAsync(new(ReadTableSet.Alerts, where, [], 10_000), cancel)).Select(AlertRow.Of));
        }

        return rows;
    }

    /// <summary>Cards of rows, in their order, joined with roster lines and notes.</summary>
    public async Task<IReadOnlyList<AlertView>> ViewsAsync(IReadOnlyList<AlertRow> rows, CancellationToken cancel)
    {
        var people = await PeopleAsync([.. rows.Select(r => r.Mark.Cadre).Distinct()], cancel);
        var notes = await NotesAsync([.. rows.Select(r => r.Mark.Id)], cancel);
        return [.. rows.Select(r => r.View(people.GetValueOrDefault(r.Mark.Cadre) ?? new(), notes.GetValueOrDefault(r.Mark.Id), Json))];
    }

    public async Task<CountsView> CountsAsync(Viewer viewer, CancellationToken cancel)
    {
        var seen = access.Alerts(viewer);
        var open = await journal.Tables.CountAsync(
            ReadTableSet.Alerts, [.. seen, new("state", Comparison.Equal, "open")], ["level_rank", "acknowledged"], cancel);
        var month = district.StartOfMonth(time.GetUtcNow());
        var ended = await journal.Tables.CountAsync(ReadTableSet.Alerts,
            [.. seen, new("state", Comparison.In, Ending), new("ended_at", Comparison.AtLeast, month)], ["state"], cancel);
        var snoozed = await journal.Tables.CountAsync(ReadTableSet.Alerts, [.. seen, new("state", Comparison.Equal, "snoozed")], [], cancel);
        var levels = open.GroupBy(r => (long)r[0]!).OrderBy(g => g.Key)
            .Select(g => new LevelCount((int)g.Key, g.Sum(Count), g.Where(r => (long)r[1]! == 0).Sum(Count))).ToList();
        return new(levels.Sum(l => l.Total), levels, levels.Sum(l => l.Unacknowledged), snoozed.Sum(Count), Ended("closed"), Ended("dismissed"));

        long Ended(string state) => ended.Where(r => (string)r[0]! == state).Sum(Count);
    }

    public async Task<AccuracyView> AccuracyAsync(Viewer viewer, string pattern, CancellationToken cancel)
    {
        var since = time.GetUtcNow().AddMonths(-AccuracyMonths);
        var counts = await journal.Tables.CountAsync(ReadTableSet.Alerts,
            [.. access.Alerts(viewer), new("pattern", Comparison.Equal, pattern), new("raised_at", Comparison.AtLeast, since)], ["outcome"], cancel);
        return new(AccuracyMonths, counts.Sum(Count), Of("substantiated") + Of("unsubstantiated") + Of("handled"), Of("substantiated"), Of("unsubstantiated"));

        long Of(string outcome) => counts.Where(r => (string?)r[0] == outcome).Sum(Count);
    }

    private JsonSerializerOptions Json => json.Value.SerializerOptions;

    private static long Count(object?[] group) => (long)group[^1]!;

    private async Task<Dictionary<string, PersonView>> PeopleAsync(string[] numbers, CancellationToken cancel)
    {
        var table = ReadTableSet.Cadres;
        var people = new Dictionary<string, PersonView>();
        foreach (var some in numbers.Chunk(Chunk))
        {
            foreach (var row in await journal.Tables.QueryAsync(new(table, [new("number", Comparison.In, some)], [], Chunk), cancel))
                people[(string)row.In(table, "number")!] = PersonOf(row);
        }

        return people;
    }

    internal static PersonView PersonOf(object?[] row)
    {
        var table = ReadTableSet.Cadres;
        var since = (DateOnly?)row.In(table, "post_since");
        return new(
            (string)row.In(table, "name")!, (long)row.In(table, "demo")! != 0, (string)row.In(table, "unit")!, (string)row.In(table, "unit_name")!,
            (string?)row.In(table, "post") ?? "", since <= RosterDates.UnknownStart ? null : since);
    }

    private async Task<Dictionary<string, ILookup<long, string>>> NotesAsync(string[] ids, CancellationToken cancel)
    {
        var table = ReadTableSet.AlertNotes;
        var notes = new List<object?[]>();
        foreach (var some in ids.Chunk(Chunk)) notes.AddRange(await journal.Tables.QueryAsync(new(table, [new("alert", Comparison.In, some)], [], 10_000), cancel));
        return notes.GroupBy(n => (string)n.In(table, "alert")!)
            .ToDictionary(g => g.Key, g => g.ToLookup(n => (long)n.In(table, "version")!, n => (string)n.In(table, "note")!));
    }
}
