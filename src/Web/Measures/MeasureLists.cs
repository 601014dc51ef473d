using System.Globalization;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Board;
using CadreWatch.Web.Trail;

namespace CadreWatch.Web.Measures;

/// <summary>Lists of measures for one viewer: the board, and 本月要办.</summary>
internal sealed class MeasureLists(IJournal journal, MeasureRows rows, Cursors cursors, AuditScope people, IJudgementSource judgements, TimeProvider time)
{
    private const string List = "measures";
    private const int DeadlinesAtOnce = 5_000;
    private const int Chunk = 200;

    /// <summary>The latest changed first; null where the cursor is not good for this list.</summary>
    public async Task<MeasurePage?> PageAsync(Viewer viewer, MeasureListQuery query, int limit, CancellationToken cancel)
    {
        IReadOnlyList<object?>? after = null;
        if (query.Cursor is { } cursor && (after = Place(cursor, viewer, query)) is null) return null;
        var (now, judgement) = (time.GetUtcNow(), judgements.Capture(time.GetUtcNow()));
        var (found, more) = await rows.AllAsync(viewer, Where(viewer, query), cancel, limit, after);
        var next = more ? cursors.ListPage(List, viewer, query.Canonical, Place(found[^1])) : null;
        return new([.. found.Select(r => MeasureDues.Item(r, judgement, now))], next);
    }

    /// <summary>What falls due until the end of the month or is overdue, and what nobody can date, by the account responsible.</summary>
    /// <param name="month">Any day of it; this month unless given.</param>
    public async Task<MonthView> MonthAsync(Viewer viewer, DateOnly? month, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var today = judgement.DayOf(now);
        var first = new DateOnly((month ?? today).Year, (month ?? today).Month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        Condition[] running = [new("running", Comparison.Equal, 1L)];
        var due = await DeadlinesAsync([.. running, new("due_on", Comparison.AtMost, last)], cancel);
        var undated = await DeadlinesAsync([.. running, new("standing", Comparison.Equal, "uncounted")], cancel);
        var names = due.Concat(undated).ToLookup(r => (string)r.In(ReadTableSet.MeasureDeadlines, "measure")!, r => (string)r.In(ReadTableSet.MeasureDeadlines, "name")!);
        var items = new List<(string Handler, MonthItem Item)>();
        foreach (var some in names.Select(n => n.Key).Chunk(Chunk))
            foreach (var row in (await rows.AllAsync(viewer, [new("id", Comparison.In, some)], cancel)).Rows)
                items.AddRange(names[row.Id.ToString()].Select(name => Item(row, name, judgement, now)).OfType<MonthItem>().Select(i => (row.Text("handler"), i)));
        var known = await people.NamesAsync([.. items.Select(i => i.Handler).Distinct()], cancel);
        return new(first, today, [.. Enumerable.Range(0, last.Day).Select(first.AddDays).Select(on => new DueDayView(on, DueDays.IsWorkingDay(judgement, on)))],
        [
            .. items.GroupBy(i => i.Handler).OrderBy(g => g.Key == viewer.Account ? 0 : 1).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new MonthGroup(g.Key, known.GetValueOrDefault(g.Key), [.. g.Select(i => i.Item).OrderBy(i => i.Due.DueOn ?? DateOnly.MaxValue)])),
        ]);
    }

    private async Task<List<object?[]>> DeadlinesAsync(Condition[] where, CancellationToken cancel)
    {
        var found = new List<object?[]>();
        for (object?[]? after = null; ;)
        {
            var page = await journal.Tables.QueryAsync(new(ReadTableSet.MeasureDeadlines, where, [], DeadlinesAtOnce, after), cancel);
            found.AddRange(page);
            if (page.Count < DeadlinesAtOnce) return found;
            after = page[^1][..ReadTableSet.MeasureDeadlines.KeyColumns];
        }
    }

    public static MeasureWordsView Words() => new(
        [
            .. Enum.GetValues<MeasureKind>().Where(k => !k.IsFollowUp())
                .Select(k => new KindView(k.Code(), k.Word(), BasisRule.ListOf(k), k.HasLetter(), k.HasTalk())),
        ],
        [.. MeasurePolicy.Shipped.Lists.Select(l => new ListView(l.List, l.Name, [.. l.Items.Select(i => new WordView(i.Code, i.Name))]))],
        [.. new[] { MeasureRanks.Supervisor, MeasureRanks.DeputyHead, MeasureRanks.DepartmentHead, MeasureRanks.CommitteePrincipal }.Select(r => new WordView(r, MeasureRanks.Word(r)))]);

    /// <summary>Whether a list can be asked for so.</summary>
    public static bool IsState(string? state) => state is null or "running" or "all" || MeasureActTable.Word<MeasureStage>(state) is not (null or MeasureStage.None);

    private static MonthItem? Item(MeasureRow row, string deadline, Judgement judgement, DateTimeOffset now)
    {
        var body = row.Body;
        return body.Deadlines.LastOrDefault(d => d.Name == deadline) is { } found
            ? new(body.Id, body.Cadre, AlertReader.PersonOf(row.Person), body.Kind.Word(), body.Papers.LastOrDefault(p => p.Number is not null)?.Number,
                MeasureDues.Of(found, judgement, now) with { Days = [] })
            : null;
    }

    private static IReadOnlyList<Condition> Where(Viewer viewer, MeasureListQuery query)
    {
        var where = new List<Condition>();
        if (query.State is null or "running") where.Add(new("running", Comparison.Equal, 1L));
        else if (query.State != "all") where.Add(new("stage", Comparison.Equal, query.State));
        if (query.Mine == true) where.Add(new("handler", Comparison.Equal, viewer.Account));
        if (query.Overdue == true) where.Add(new("overdue", Comparison.Equal, 1L));
        return where;
    }

    private static byte[] Place(MeasureRow row) => System.Text.Encoding.UTF8.GetBytes($"{row.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)} {row.Id}");

    private object?[]? Place(string cursor, Viewer viewer, MeasureListQuery query)
    {
        if (cursors.TryListPage(List, cursor, viewer, query.Canonical, out _) is not { } place) return null;
        var parts = System.Text.Encoding.UTF8.GetString(place).Split(' ');
        return [new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), parts[1]];
    }
}
