using CadreWatch.Grains.Access;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Access;

public sealed class SuppressionTests
{
    [Fact]
    public void LargeCounts_AreShownWithTheirTotals()
    {
        var shown = Suppression.Of([[3, 10], [7, 5]]);
        Assert.Equal([[3L, 10L], [7L, 5L]], shown.Cells.Select(r => r.Select(c => c!.Value)));
        Assert.Equal([13L, 12L], shown.RowTotals.Select(t => t!.Value));
        Assert.Equal([10L, 15L], shown.ColumnTotals.Select(t => t!.Value));
        Assert.Equal(25, shown.Total);
    }

    [Fact]
    public void OneSmallCount_TakesOthersWithIt()
    {
        var shown = Suppression.Of([[2, 10], [7, 5]]);
        Assert.True(shown.Cells.SelectMany(r => r).Concat(shown.RowTotals).Concat(shown.ColumnTotals).Count(n => n is null) >= 4);
        Assert.Equal(24, shown.Total);
    }

    [Fact]
    public void ZeroAndTwo_LookAlike() => Assert.All(Suppression.Of([[0, 2], [1, 0]]).Cells.SelectMany(r => r), Assert.Null);

    [Fact]
    public void EmptyTable_HasNothing() => Assert.Null(Suppression.Of([]).Total);

    [Fact]
    public void NoOneOrTwo_CanBeWorkedOutFromWhatIsShown()
    {
        var tables =
            from rows in Gen.Choose(1, 3)
            from columns in Gen.Choose(1, rows == 3 ? 2 : 3)
            from cells in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(0, 2)), (2, Gen.Choose(3, 6))), rows * columns)
            select cells.Select(c => (long)c).Chunk(columns).ToArray();
        Prop.ForAll(tables.ToArbitrary(), counts =>
        {
            var shown = Suppression.Of(counts);
            Assert.All(Shown(shown), n => Assert.True(n is null or >= Suppression.Least));
            for (var r = 0; r < counts.Length; r++)
                for (var c = 0; c < counts[r].Length; c++)
                    if (counts[r][c] is 1 or 2)
                        Assert.True(Alternatives(shown, [], r, c), $"{string.Join(" / ", counts.Select(row => string.Join(' ', row)))}: cell {r},{c} can be worked out.");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static IEnumerable<long?> Shown(SuppressedTable table) => [.. table.Cells.SelectMany(r => r), .. table.RowTotals, .. table.ColumnTotals, table.Total];

    /// <summary>Tries every table of counts up to 10 that agrees with all that is shown, until one has a 0 or more than 2 in the cell.</summary>
    private static bool Alternatives(SuppressedTable shown, List<long> cells, int row, int column)
    {
        var (rows, columns) = (shown.Cells.Count, shown.Cells[0].Count);
        if (cells.Count > 0 && cells.Count % columns == 0 && shown.RowTotals[(cells.Count / columns) - 1] is { } total && total != cells.TakeLast(columns).Sum()) return false;
        if (cells.Count == rows * columns)
        {
            for (var c = 0; c < columns; c++)
                if (shown.ColumnTotals[c] is { } down && down != cells.Where((_, i) => i % columns == c).Sum()) return false;
            return (shown.Total is null || shown.Total == cells.Sum()) && cells[(row * columns) + column] is 0 or > 2;
        }

        var known = shown.Cells[cells.Count / columns][cells.Count % columns];
        for (var value = known ?? 0; value <= (known ?? 10); value++)
        {
            cells.Add(value);
            if (Alternatives(shown, cells, row, column)) return true;
            cells.RemoveAt(cells.Count - 1);
        }

        return false;
    }
}
