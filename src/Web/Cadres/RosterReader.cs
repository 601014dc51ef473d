using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;
using CadreWatch.Web.Board;

namespace CadreWatch.Web.Cadres;

/// <summary>Lists the roster for one viewer by Chinese order of names. Rights are conditions of the query.</summary>
internal sealed class RosterReader(IJournal journal, IViewerAccess access, Cursors cursors)
{
    private const string List = "roster";
    private static readonly (string, bool)[] ByName = [("name_sort", false)];

    /// <returns>The page, or why its cursor is not good.</returns>
    public async Task<(RosterPage? Page, string Fault)> PageAsync(Viewer viewer, RosterFilter filter, int limit, string? cursor, CancellationToken cancel)
    {
        IReadOnlyList<object?>? after = null;
        if (cursor is not null)
        {
            if (cursors.TryListPage(List, cursor, viewer, filter.Canonical, out var fault) is not { } place) return (null, fault);
            var length = place[0] << 8 | place[1];
            after = [place[2..(2 + length)], Encoding.UTF8.GetString(place.AsSpan(2 + length))];
        }

        var where = Where(viewer, filter);
        var rows = (await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, where, ByName, limit + 1, after), cancel)).ToList();
        string? next = null;
        if (rows.Count > limit)
        {
            rows.RemoveAt(limit);
            next = cursors.ListPage(List, viewer, filter.Canonical, PlaceOf(rows[^1]));
        }

        var total = (await journal.Tables.CountAsync(ReadTableSet.Cadres, where, [], cancel)).Sum(c => (long)c[^1]!);
        return (new(await LinesAsync(viewer, rows, cancel), next, total), "");
    }

    public async Task<long> CountAsync(Viewer viewer, RosterFilter filter, CancellationToken cancel) =>
        (await journal.Tables.CountAsync(ReadTableSet.Cadres, Where(viewer, filter), [], cancel)).Sum(c => (long)c[^1]!);

    /// <summary>The whole roster under a filter, read page by page.</summary>
    public async IAsyncEnumerable<RosterLine> AllAsync(
        Viewer viewer, RosterFilter filter, int page, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var where = Where(viewer, filter);
        IReadOnlyList<object?>? after = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, where, ByName, page, after), cancel);
            foreach (var line in await LinesAsync(viewer, rows, cancel)) yield return line;
            if (rows.Count < page) yield break;
            after = [rows[^1].In(ReadTableSet.Cadres, "name_sort"), rows[^1].In(ReadTableSet.Cadres, "number")];
        }
    }

    private IReadOnlyList<Condition> Where(Viewer viewer, RosterFilter filter) => [.. access.Cadres(viewer), .. filter.Where()];

    private static byte[] PlaceOf(object?[] row)
    {
        var sort = (byte[])row.In(ReadTableSet.Cadres, "name_sort")!;
        return [(byte)(sort.Length >> 8), (byte)sort.Length, .. sort, .. Encoding.UTF8.GetBytes((string)row.In(ReadTableSet.Cadres, "number")!)];
    }

    private async Task<IReadOnlyList<RosterLine>> LinesAsync(Viewer viewer, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        var open = await OpenAsync(viewer, [.. rows.Select(r => (string)r.In(ReadTableSet.Cadres, "number")!)], cancel);
        return [.. rows.Select(r => RosterLine.Of(r, open))];
    }

    /// <summary>Counts of the standing alerts that the viewer sees, by cadre and level.</summary>
    private async Task<ILookup<string, RosterCount>> OpenAsync(Viewer viewer, string[] numbers, CancellationToken cancel)
    {
        if (numbers.Length == 0) return Array.Empty<string>().ToLookup(n => n, _ => new RosterCount(0, 0));
        var counts = new List<(string Cadre, RosterCount Count)>();
        foreach (var some in numbers.Chunk(400))
        {
            var found = await journal.Tables.CountAsync(
                ReadTableSet.Alerts, [.. access.Alerts(viewer), new("cadre", Comparison.In, some), new("state", Comparison.In, AlertReader.Standing)],
                ["cadre", "level_rank"], cancel);
            counts.AddRange(found.Select(c => ((string)c[0]!, new RosterCount((int)(long)c[1]!, (long)c[2]!))));
        }

        return counts.OrderBy(c => c.Count.Rank).ToLookup(c => c.Cadre, c => c.Count);
    }
}

/// <param name="Search">A beginning of a name, of its pinyin initials, of a number or of a unit's name.</param>
/// <param name="Unit">Id of a unit.</param>
/// <param name="Tag">示例 or 组工干部; others are not indexed and refused.</param>
public sealed record RosterFilter(string? Search = null, string? Unit = null, string? Rank = null, string? Tag = null)
{
    private const int LongestValue = 64;
    private const string DemoTag = "示例";

    internal string Canonical => string.Join('\n', Search?.Trim(), Unit, Rank, Tag);

    /// <summary>The field that no filter may say so, or null.</summary>
    internal string? Fault() =>
        IsFaulty(Search) ? "search" : IsFaulty(Unit) ? "unit" : IsFaulty(Rank) ? "rank" : Tag is not (null or "" or DemoTag or CaseFacts.OwnStaffTag) ? "tag" : null;

    internal IReadOnlyList<Condition> Where()
    {
        var where = new List<Condition>();
        if (Search?.Trim() is { Length: > 0 } search) where.Add(Beginning(search));
        if (Unit is { Length: > 0 }) where.Add(new("unit", Comparison.Equal, Unit));
        if (Rank is { Length: > 0 }) where.Add(new("rank", Comparison.Equal, Rank));
        if (Tag == DemoTag) where.Add(new("demo", Comparison.Equal, 1L));
        if (Tag == CaseFacts.OwnStaffTag) where.Add(new("own_staff", Comparison.Equal, 1L));
        return where;
    }

    /// <summary>What the filter says, for the head of an export.</summary>
    internal string Words() => string.Join('；', new[]
    {
        Search?.Trim() is { Length: > 0 } search ? $"查找“{search}”" : null, Unit is { Length: > 0 } ? $"单位 {Unit}" : null,
        Rank is { Length: > 0 } ? $"职级 {Rank}" : null, Tag is { Length: > 0 } ? $"标签 {Tag}" : null,
    }.OfType<string>());

    private static Condition Beginning(string search) => Condition.AnyOf(
    [
        [new("name", Comparison.StartsWith, search)], [new("number", Comparison.StartsWith, search)], [new("number", Comparison.StartsWith, search.ToUpperInvariant())],
        [new("initials", Comparison.StartsWith, search.ToLowerInvariant())], [new("unit_name", Comparison.StartsWith, search)],
    ]);

    private static bool IsFaulty(string? value) => value is not null && (value.Length > LongestValue || value.Any(char.IsControl));
}

/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Total">Of what the viewer may see under the filter.</param>
public sealed record RosterPage(IReadOnlyList<RosterLine> Items, string? Next, long Total);

/// <param name="Open">Standing alerts that the viewer sees, the gravest level first.</param>
public sealed record RosterLine(
    string Number, string Name, string Unit, string UnitName, string Post, DateOnly? PostSince, string? Rank, bool Demo, IReadOnlyList<RosterCount> Open)
{
    internal static RosterLine Of(object?[] row, ILookup<string, RosterCount> open)
    {
        var table = ReadTableSet.Cadres;
        var person = AlertReader.PersonOf(row);
        var number = (string)row.In(table, "number")!;
        return new(number, person.Name, person.Unit, person.UnitName, person.Post, person.Since, (string?)row.In(table, "rank"), person.Demo, [.. open[number]]);
    }
}

/// <param name="Rank">Rank of the level; 1 is the gravest.</param>
public sealed record RosterCount(int Rank, long Count);
