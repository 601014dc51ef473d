using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Bench.InProcess;

/// <summary>
/// Cuts captured appends into groups of about one size in events. Appends of one stream that fall into one group become one, as an activation makes them:
/// entries one after the other, of each row the last.
/// </summary>
internal static class Groups
{
    public static List<IReadOnlyList<StreamAppend>> Of(IReadOnlyList<StreamAppend> appends, int events)
    {
        var groups = new List<IReadOnlyList<StreamAppend>>();
        var open = new Dictionary<string, List<StreamAppend>>(StringComparer.Ordinal);
        var count = 0;
        foreach (var append in appends)
        {
            if (!open.TryGetValue(append.Stream, out var own)) open[append.Stream] = own = [];
            own.Add(append);
            count += Count(append);
            if (count < events) continue;
            groups.Add([.. open.Values.Select(Join)]);
            open.Clear();
            count = 0;
        }

        if (open.Count > 0) groups.Add([.. open.Values.Select(Join)]);
        return groups;
    }

    public static int Count(StreamAppend append) => append.Entries.Sum(e => e.Events.Count);

    private static StreamAppend Join(List<StreamAppend> appends)
    {
        if (appends.Count == 1) return appends[0];
        var rows = new Dictionary<(ReadTable, string), RowChange>();
        foreach (var row in appends.SelectMany(a => a.Rows))
            rows[(row.Table, string.Join('\u001f', row.Values.Take(row.Table.KeyColumns)))] = row;
        return appends[0] with { Entries = [.. appends.SelectMany(a => a.Entries)], Rows = [.. rows.Values] };
    }
}
