using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tests;

public abstract partial class JournalAcceptance
{
    private static readonly string[] Awkward = ["a", "A", "B", "b", "é", "z", "张", "李", "\uffee", "😀", "𠀀", "", "aa", "a b"];

    [Fact]
    public async Task Row_ComesBackAsItWasPut()
    {
        var seen = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1234560);
        await PutAsync(Sample.Person("u", -5, "张三", [0, 255, 1], new DateOnly(1970, 2, 28), seen, [123, 125]), Sample.Person("v", 1));
        Assert.Equal(["u", -5L, "张三", new byte[] { 0, 255, 1 }, new DateOnly(1970, 2, 28), seen, new byte[] { 123, 125 }], await FindAsync("u", -5));
        Assert.Equal(["v", 1L, "某", null, null, null, null], await FindAsync("v", 1));
        Assert.Null(await FindAsync("v", 2));
    }

    [Fact]
    public async Task ComputedRows_AreWrittenWithoutAnEvent_AndOthersAreRefused()
    {
        var head = await Journal.HeadAsync(CancellationToken.None);
        RowChange Mark(long number, string mark) => new(Sample.Marks, [number, mark]);
        await Journal.PutComputedAsync([Mark(1, "a"), Mark(2, "b"), Mark(1, "c")], CancellationToken.None);
        await Journal.PutComputedAsync([new(Sample.Marks, [2L], Delete: true)], CancellationToken.None);
        var rows = await Journal.Tables.QueryAsync(new(Sample.Marks, [], [], 10), CancellationToken.None);
        Assert.Equal([1L, "c"], Assert.Single(rows));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.PutComputedAsync([Sample.Person("u", 1)], CancellationToken.None));
        Assert.Equal(head, await Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LastChangeOfAKey_Stands()
    {
        var gone = new RowChange(Sample.People, ["u", 1L], Delete: true);
        await PutAsync(Sample.Person("u", 1, "first"), Sample.Person("u", 1, "second"), Sample.Person("u", 2), new(Sample.People, ["u", 2L], Delete: true));
        Assert.Equal("second", (await FindAsync("u", 1))![2]);
        Assert.Null(await FindAsync("u", 2));
        await PutAsync(gone, Sample.Person("u", 1, "third"));
        Assert.Equal("third", (await FindAsync("u", 1))![2]);
        await PutAsync(Sample.Person("u", 1, "fourth"), gone);
        Assert.Null(await FindAsync("u", 1));
    }

    [Fact]
    public async Task Order_IsThatOfUtf8Bytes_WithNullsLeast()
    {
        await PutAsync([.. Awkward.Select((name, i) => Sample.Person("u", i, name, i % 3 == 0 ? null : [(byte)(i % 2), (byte)i]))]);
        var byName = await QueryAsync([], [("name", false)]);
        Assert.Equal(["", "A", "B", "a", "a b", "aa", "b", "z", "é", "张", "李", "\uffee", "😀", "𠀀"], byName.Select(r => r[2]));
        var bySort = await QueryAsync([], [("sort", false)]);
        Assert.Equal([0L, 3L, 6L, 9L, 12L, 2L, 4L, 8L, 10L, 1L, 5L, 7L, 11L, 13L], bySort.Select(r => r[1]));
        Assert.Equal([13L, 11L, 7L, 5L, 1L, 10L, 8L, 4L, 2L, 0L, 3L, 6L, 9L, 12L], (await QueryAsync([], [("sort", true)])).Select(r => r[1]));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pages_JoinUpToTheWhole(bool sortDown, bool nameDown)
    {
        var people = Enumerable.Range(0, 60).Select(i => Sample.Person($"u{i % 4}", i, Awkward[i % 5], i % 7 == 0 ? null : [(byte)(i % 3)])).ToArray();
        await PutAsync(people);
        (string, bool)[] order = [("sort", sortDown), ("name", nameDown)];
        var whole = await QueryAsync([], order);
        var joined = new List<object?[]>();
        for (object?[]? last = null; ; last = joined[^1])
        {
            var page = await Journal.Tables.QueryAsync(new(Sample.People, [], order, 7, last is null ? null : [last[3], last[2], last[0], last[1]]), CancellationToken.None);
            joined.AddRange(page);
            if (page.Count < 7) break;
        }

        Assert.Equal(60, whole.Count);
        Assert.Equal(whole.Select(r => r[1]), joined.Select(r => r[1]));
    }

    [Fact]
    public async Task Conditions_Select()
    {
        await PutAsync([.. Awkward.Select((name, i) => Sample.Person("u", i, name, i == 3 ? [1] : null))]);
        await SelectsAsync(new("name", Comparison.Equal, "a"), 0);
        await SelectsAsync(new("number", Comparison.Less, 2L), 0, 1);
        await SelectsAsync(new("number", Comparison.AtMost, 1L), 0, 1);
        await SelectsAsync(new("number", Comparison.AtLeast, 12L), 12, 13);
        await SelectsAsync(new("number", Comparison.Greater, 12L), 13);
        await SelectsAsync(new("number", Comparison.In, new long[] { 3, 5, 99 }), 3, 5);
        await SelectsAsync(new("name", Comparison.In, Array.Empty<string>()));
        await SelectsAsync(new("name", Comparison.StartsWith, "a"), 0, 12, 13);
        await SelectsAsync(new("name", Comparison.StartsWith, "\uffee"), 8);
        await SelectsAsync(new("sort", Comparison.IsNotNull), 3);
        await SelectsAsync(new("sort", Comparison.NotEqual, new byte[] { 1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => QueryAsync([new("name", Comparison.Equal)], []));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => QueryAsync([new("nobody", Comparison.IsNull)], []));
    }

    [Fact]
    public async Task AnyOf_SelectsWhatOneOfItsGroupsSelects()
    {
        await PutAsync([.. Enumerable.Range(0, 12).Select(i => Sample.Person($"u{i % 3}", i, Awkward[i % 4]))]);
        Condition Unit(string unit) => new("unit", Comparison.Equal, unit);
        Condition Number(Comparison how, long number) => new("number", how, number);
        await SelectsAsync(Condition.AnyOf([[Unit("u0"), Number(Comparison.Less, 4)], [Unit("u1"), Number(Comparison.In, 0) with { Value = new long[] { 4, 5, 7 } }]]), 0, 3, 4, 7);
        await SelectsAsync(Condition.AnyOf([[Unit("u2")]]), 2, 5, 8, 11);
        await SelectsAsync(Condition.AnyOf([[Unit("u2"), Condition.AnyOf([[Number(Comparison.Equal, 2)], [Number(Comparison.Equal, 3)]])], [Unit("nowhere")]]), 2);
        await SelectsAsync(Condition.AnyOf([]));
        await SelectsAsync(Condition.AnyOf([[], [Unit("u0")]]), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Condition either = Condition.AnyOf([[Unit("u0")], [Unit("u1")]]);
        var both = await QueryAsync([either, Number(Comparison.AtLeast, 6)], [("number", false)]);
        Assert.Equal([6L, 7L, 9L, 10L], both.Select(r => (long)r[1]!));
        var page = await Journal.Tables.QueryAsync(new(Sample.People, [either], [("number", true)], 2, [9L, "u0", 9L]), CancellationToken.None);
        Assert.Equal([7L, 6L], page.Select(r => (long)r[1]!));
        Assert.Equal([("u0", 4L), ("u1", 4L)], (await Journal.Tables.CountAsync(Sample.People, [either], ["unit"], CancellationToken.None)).Select(c => ((string)c[0]!, (long)c[1]!)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => QueryAsync([Condition.AnyOf([[new("nobody", Comparison.IsNull)]])], []));
    }

    [Fact]
    public async Task Counts_AreGrouped()
    {
        await PutAsync([.. Enumerable.Range(0, 10).Select(i => Sample.Person(i < 4 ? "甲" : "乙", i, Awkward[i % 2]))]);
        var counts = await Journal.Tables.CountAsync(Sample.People, [new("number", Comparison.Greater, 0L)], ["unit", "name"], CancellationToken.None);
        Assert.Equal([("乙", "A", 3L), ("乙", "a", 3L), ("甲", "A", 2L), ("甲", "a", 1L)], counts.Select(c => ((string)c[0]!, (string)c[1]!, (long)c[2]!)));
        Assert.Equal([10L], Assert.Single(await Journal.Tables.CountAsync(Sample.People, [], [], CancellationToken.None)));
    }

    private async Task SelectsAsync(Condition condition, params long[] numbers) =>
        Assert.Equal(numbers, (await QueryAsync([condition], [("number", false)])).Select(r => (long)r[1]!));

    private async Task PutAsync(params RowChange[] rows) => await Journal.WinAsync(Sample.Append(Sample.Stream(), 0, Sample.Entry()) with { Rows = rows });

    private Task<object?[]?> FindAsync(string unit, long number) => Journal.Tables.FindAsync(Sample.People, [unit, number], CancellationToken.None);

    private Task<IReadOnlyList<object?[]>> QueryAsync(IReadOnlyList<Condition> where, IReadOnlyList<(string, bool)> order) =>
        Journal.Tables.QueryAsync(new(Sample.People, where, order, 100), CancellationToken.None);
}
