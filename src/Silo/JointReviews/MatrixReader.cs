using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.JointReviews;

/// <summary>One column: the unit, and the state of its cells in the order of the matrix's people.</summary>
public sealed record MatrixColumn(string Unit, string Name, DateOnly DueOn, IReadOnlyList<CellState> Cells, bool Closed)
{
    public int Settled { get; } = Cells.Count(Cell.IsSettled);
}

/// <summary>联审矩阵: people × units. Numbers and states only; names and details are asked for one by one.</summary>
public sealed record Matrix(string Round, IReadOnlyList<string> People, IReadOnlyList<MatrixColumn> Columns)
{
    public int Count(CellState state) => Columns.Sum(c => c.Cells.Count(s => s == state));
}

/// <summary>Reads a matrix from the read tables: the untouched cells follow from their sheet, the others have a row.</summary>
public sealed class MatrixReader(IReadTables tables)
{
    private const int Page = 10_000;

    /// <param name="round">The round's id.</param>
    /// <param name="unit">One column alone, for the unit itself; null for all.</param>
    /// <returns>Null where there is no such round.</returns>
    public async Task<Matrix?> ReadAsync(string round, string? unit, CancellationToken cancel)
    {
        if (await tables.FindAsync(ReadTableSet.Rounds, [round], cancel).ConfigureAwait(false) is null) return null;
        Condition[] own = unit is null ? [new("round", Comparison.Equal, round)] : [new("round", Comparison.Equal, round), new("unit", Comparison.Equal, unit)];
        var listed = await AllAsync(ReadTableSet.RoundPeople, [new("round", Comparison.Equal, round)], cancel).ConfigureAwait(false);
        var people = listed.ConvertAll(row => (string)row[1]!);
        var places = new Dictionary<string, int>(people.Count, StringComparer.Ordinal);
        for (var i = 0; i < people.Count; i++) places[people[i]] = i;
        var sheets = await AllAsync(ReadTableSet.Sheets, own, cancel).ConfigureAwait(false);
        var columns = new Dictionary<string, CellState[]>(sheets.Count, StringComparer.Ordinal);
        foreach (var sheet in sheets)
        {
            var cells = new CellState[people.Count];
            Array.Fill(cells, Cell.Untouched.StateOn((DateOnly)sheet[5]!, (DateOnly)sheet[6]!));
            columns[(string)sheet[1]!] = cells;
        }
        foreach (var row in await AllAsync(ReadTableSet.Opinions, own, cancel).ConfigureAwait(false))
            if (columns.TryGetValue((string)row[1]!, out var cells) && places.TryGetValue((string)row[2]!, out var place)) cells[place] = (CellState)(long)row[3]!;
        return new(round, people, [.. sheets.Select(s => new MatrixColumn((string)s[1]!, (string)s[2]!, (DateOnly)s[5]!, columns[(string)s[1]!], (long)s[8]! == 1))]);
    }

    private async Task<List<object?[]>> AllAsync(ReadTable table, IReadOnlyList<Condition> where, CancellationToken cancel)
    {
        var all = new List<object?[]>();
        IReadOnlyList<object?>? last = null;
        while (true)
        {
            var rows = await tables.QueryAsync(new(table, where, [], Page, last), cancel).ConfigureAwait(false);
            all.AddRange(rows);
            if (rows.Count < Page) return all;
            last = [.. rows[^1].Take(table.KeyColumns)];
        }
    }
}
