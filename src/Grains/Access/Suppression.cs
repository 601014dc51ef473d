namespace CadreWatch.Grains.Access;

/// <summary>A table of counts as it may be shown: null stands for a number that is withheld.</summary>
/// <param name="Cells">Rows of cells.</param>
public sealed record SuppressedTable(
    IReadOnlyList<IReadOnlyList<long?>> Cells, IReadOnlyList<long?> RowTotals, IReadOnlyList<long?> ColumnTotals, long? Total);

/// <summary>
/// Withholds small counts so that nobody works out a 1 or a 2 from the others: every count below <see cref="Least"/> goes, a zero like a two, and as many more,
/// totals last, as it takes until for each 1 or 2 the numbers shown also admit a 0 or a 3. A table of counts with its totals is a circulation (grand total → row
/// totals → cells → column totals → grand total), so that what they admit is a question of flow. It does not cover two tables shown one after the other.
/// </summary>
public static class Suppression
{
    /// <summary>The least count that is shown.</summary>
    public const long Least = 3;

    /// <param name="counts">Rows of equal length, no count negative.</param>
    public static SuppressedTable Of(IReadOnlyList<IReadOnlyList<long>> counts)
    {
        var (rows, columns) = (counts.Count, counts.Count == 0 ? 0 : counts[0].Count);
        var edges = Edges(counts, rows, columns);
        while (edges.Find(e => e.Withheld && e.Value is > 0 and < Least && !IsSafe(edges, e, rows + columns + 2)) is { } unsafeEdge)
            Next(edges, unsafeEdge).Withheld = true;
        long? Shown(int index) => edges[index].Withheld ? null : edges[index].Value;
        return new(
            [.. Enumerable.Range(0, rows).Select(r => (IReadOnlyList<long?>)[.. Enumerable.Range(0, columns).Select(c => Shown((r * columns) + c))])],
            [.. Enumerable.Range(0, rows).Select(r => Shown((rows * columns) + r))],
            [.. Enumerable.Range(0, columns).Select(c => Shown((rows * columns) + rows + c))],
            Shown(edges.Count - 1));
    }

    private static List<Edge> Edges(IReadOnlyList<IReadOnlyList<long>> counts, int rows, int columns)
    {
        var (source, sink) = (rows + columns, rows + columns + 1);
        var edges = new List<Edge>();
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                edges.Add(new(r, rows + c, counts[r][c], false));
        for (var r = 0; r < rows; r++)
            edges.Add(new(source, r, counts[r].Sum(), true));
        for (var c = 0; c < columns; c++)
            edges.Add(new(rows + c, sink, counts.Sum(row => row[c]), true));
        edges.Add(new(sink, source, counts.Sum(row => row.Sum()), true));
        return edges;
    }

    /// <summary>The cheapest that shares a node with the unsafe one, cells before totals; anything at last.</summary>
    private static Edge Next(List<Edge> edges, Edge at) => edges.Where(e => !e.Withheld)
        .OrderBy(e => e.Touches(at) ? 0 : 1).ThenBy(e => e.IsTotal).ThenBy(e => e.Value).First();

    /// <summary>Whether what is shown admits another table of counts in which this one is 0, or <see cref="Least"/> or more.</summary>
    private static bool IsSafe(List<Edge> edges, Edge edge, int nodes) =>
        Flows(edges, edge, edge.From, edge.To, edge.Value, nodes) || Flows(edges, edge, edge.To, edge.From, Least - edge.Value, nodes);

    /// <summary>Whether so many units get from one node to the other over withheld numbers: each may grow without bound and shrink to nothing.</summary>
    private static bool Flows(List<Edge> edges, Edge without, int from, int to, long units, int nodes)
    {
        var shrink = edges.ToDictionary(e => e, e => e.Value);
        for (; units > 0; units--)
        {
            if (Path(edges, without, from, to, shrink, nodes) is not { } path) return false;
            foreach (var (edge, forward) in path) shrink[edge] += forward ? 1 : -1;
        }

        return true;
    }

    private static List<(Edge Edge, bool Forward)>? Path(List<Edge> edges, Edge without, int from, int to, Dictionary<Edge, long> shrink, int nodes)
    {
        var came = new (Edge Edge, bool Forward)?[nodes];
        var waiting = new Queue<int>([from]);
        while (waiting.TryDequeue(out var node) && node != to)
        {
            foreach (var edge in edges)
            {
                if (!edge.Withheld || edge == without) continue;
                var (next, forward) = edge.From == node ? (edge.To, true) : (edge.From, false);
                if ((!forward && (edge.To != node || shrink[edge] == 0)) || next == from || came[next] is not null) continue;
                came[next] = (edge, forward);
                waiting.Enqueue(next);
            }
        }

        if (came[to] is null) return null;
        var path = new List<(Edge, bool)>();
        for (var at = to; at != from;)
        {
            var (edge, forward) = came[at]!.Value;
            path.Add((edge, forward));
            at = forward ? edge.From : edge.To;
        }

        return path;
    }

    /// <summary>One number of the table, as what flows between two nodes.</summary>
    private sealed class Edge(int from, int to, long value, bool isTotal)
    {
        public int From => from;

        public int To => to;

        public long Value => value;

        public bool IsTotal => isTotal;

        public bool Withheld { get; set; } = value < Least;

        public bool Touches(Edge other) => from == other.From || from == other.To || to == other.From || to == other.To;
    }
}
