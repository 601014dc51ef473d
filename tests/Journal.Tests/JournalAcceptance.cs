using System.Text;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Tests;

/// <summary>What every store must do. Each test has a journal of its own.</summary>
public abstract partial class JournalAcceptance : IAsyncLifetime
{
    protected IJournal Journal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Journal = await OpenAsync(Sample.Options());

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens this test's store.</summary>
    protected abstract Task<IJournal> OpenAsync(JournalOptions options);

    protected abstract Task CleanAsync();

    [Fact]
    public async Task AppendToNewStream_AnswersPositionAndVersion()
    {
        var stream = Sample.Stream();
        var appended = await Journal.WinAsync(Sample.Append(stream, 0, Sample.Entry(2)));
        Assert.Equal((1, 2), (appended.FirstPosition, appended.Version));
        Assert.Equal([(1L, 1L), (2L, 2L)], (await Journal.StreamAsync(stream)).Select(e => (e.Position, e.StreamVersion)));
    }

    [Fact]
    public async Task StoredEvent_IsWhatWasAppended()
    {
        var entry = new AppendEntry(Guid.NewGuid(), [new("cadre.renamed", 3, Encoding.UTF8.GetBytes("""{ "b" : 1.50, "a":"张三" }"""))], []);
        var appended = await Journal.WinAsync(Sample.Append("cadre/张三", 0, entry));
        var stored = Assert.Single(await Journal.AllAsync());
        Assert.Equal(("cadre/张三", entry.CommandId, "cadre.renamed", 3), (stored.Stream, stored.CommandId, stored.Name, stored.Version));
        Assert.Equal(appended.RecordedAt, stored.RecordedAt);
        Assert.Equal(0, stored.RecordedAt.Ticks % 10);
        Assert.Equal(entry.Events[0].Bytes.ToArray(), stored.Bytes.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task AppendWithOtherVersion_Conflicts_AndWritesNothing(long expected)
    {
        var stream = Sample.Stream();
        await Journal.WinAsync(Sample.Append(stream, 0, Sample.Entry()));
        var outcome = await Journal.OneAsync(Sample.Append(stream, expected, Sample.Entry()) with { Rows = [Sample.Person("u", 1)] });
        Assert.Equal(new AppendOutcome.Conflict(1), outcome);
        Assert.Equal(1, await Journal.HeadAsync(CancellationToken.None));
        Assert.Null(await Journal.Tables.FindAsync(Sample.People, ["u", 1L], CancellationToken.None));
    }

    [Fact]
    public async Task AppendToMissingStream_ExpectingEvents_ConflictsWithZero() =>
        Assert.Equal(new AppendOutcome.Conflict(0), await Journal.OneAsync(Sample.Append(Sample.Stream(), 4, Sample.Entry())));

    [Fact]
    public async Task RepeatedCommand_IsDuplicate_EvenWhereTheVersionConflicts()
    {
        var stream = Sample.Stream();
        var first = Sample.Entry(3);
        await Journal.WinAsync(Sample.Append(Sample.Stream(), 0, Sample.Entry()));
        await Journal.WinAsync(Sample.Append(stream, 0, first));
        foreach (var expected in new[] { 0L, 3L, 9L })
        {
            var duplicate = Assert.IsType<AppendOutcome.Duplicate>(await Journal.OneAsync(Sample.Append(stream, expected, first, Sample.Entry())));
            Assert.Equal((2L, 4L), Assert.Single(duplicate.First, f => f.Key == first.CommandId).Value);
            Assert.Single(duplicate.First);
        }

        Assert.Equal(4, await Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RepeatedCommandWithoutEvents_IsStillDuplicate()
    {
        var first = Sample.Entry();
        await Journal.WinAsync(Sample.Append("cadre/1", 0, first));
        Assert.IsType<AppendOutcome.Duplicate>(await Journal.OneAsync(Sample.Append("cadre/1", 1, first with { Events = [] })));
    }

    [Fact]
    public async Task EmptyAppend_ConfirmsTheVersion_AndWritesNoRows()
    {
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        var confirmed = await Journal.WinAsync(Sample.Confirm("cadre/1", 1) with { Rows = [Sample.Person("u", 1)] });
        Assert.Equal((0, 1), (confirmed.FirstPosition, confirmed.Version));
        Assert.Null(await Journal.Tables.FindAsync(Sample.People, ["u", 1L], CancellationToken.None));
        Assert.Equal(new AppendOutcome.Conflict(1), await Journal.OneAsync(Sample.Confirm("cadre/1", 0)));
        Assert.Equal(0, (await Journal.WinAsync(Sample.Confirm("cadre/none", 0))).Version);
    }

    [Fact]
    public async Task EmptyAppend_LeavesNoCommandId()
    {
        var entry = Sample.Entry();
        await Journal.WinAsync(Sample.Append("cadre/1", 0, entry with { Events = [] }));
        Assert.Equal(1, (await Journal.WinAsync(Sample.Append("cadre/1", 0, entry))).FirstPosition);
    }

    [Fact]
    public async Task ManyEntries_KeepTheirCommandIds_ExceptEmptyOnes()
    {
        AppendEntry[] entries = [Sample.Entry(2), Sample.Entry(0), Sample.Entry(1)];
        Assert.Equal(3, (await Journal.WinAsync(Sample.Append("cadre/1", 0, entries))).Version);
        Assert.Equal([entries[0].CommandId, entries[0].CommandId, entries[2].CommandId], (await Journal.AllAsync()).Select(e => e.CommandId));
        var duplicate = Assert.IsType<AppendOutcome.Duplicate>(await Journal.OneAsync(Sample.Append("cadre/1", 3, entries)));
        Assert.Equal([(1L, 2L), (3L, 3L)], duplicate.First.Values.Order());
    }

    [Fact]
    public async Task LosersInAGroup_DoNotDisturbWinners()
    {
        var known = Sample.Entry();
        await Journal.WinAsync(Sample.Append("cadre/a", 0, known));
        var outcomes = await Journal.AppendAsync(
            [
                Sample.Append("cadre/w1", 0, Sample.Entry(2)) with { Rows = [Sample.Person("u", 1)] },
                Sample.Append("cadre/a", 0, Sample.Entry()) with { Rows = [Sample.Person("u", 2)] },
                Sample.Append("cadre/d", 0, known) with { Rows = [Sample.Person("u", 3)] },
                Sample.Confirm("cadre/x", 0),
                Sample.Append("cadre/w2", 0, Sample.Entry(1)) with { Rows = [Sample.Person("u", 4)] },
            ],
            CancellationToken.None);
        Assert.Equal([2L, 4L], outcomes.OfType<AppendOutcome.Appended>().Where(a => a.FirstPosition > 0).Select(a => a.FirstPosition));
        Assert.Equal(new AppendOutcome.Conflict(1), outcomes[1]);
        Assert.IsType<AppendOutcome.Duplicate>(outcomes[2]);
        var rows = await Journal.Tables.QueryAsync(new(Sample.People, [], [], 10), CancellationToken.None);
        Assert.Equal([1L, 4L], rows.Select(r => r[1]));
        Assert.Equal([1L, 2L, 3L, 4L], (await Journal.AllAsync()).Select(e => e.Position));
    }

    [Fact]
    public async Task OneCommandOnTwoStreamsOfAGroup_IsDuplicateOfTheFirst()
    {
        var entry = Sample.Entry(2);
        var outcomes = await Journal.AppendAsync([Sample.Append("cadre/1", 0, Sample.Entry()), Sample.Append("cadre/2", 0, entry), Sample.Append("cadre/3", 0, entry)], CancellationToken.None);
        Assert.Equal((2L, 3L), Assert.IsType<AppendOutcome.Duplicate>(outcomes[2]).First[entry.CommandId]);
        Assert.Equal(3, await Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task OneStreamTwiceInAGroup_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.AppendAsync([Sample.Append("cadre/1", 0, Sample.Entry()), Sample.Confirm("cadre/1", 1)], CancellationToken.None));

    [Fact]
    public async Task Following_AnswersTheStoredEvents_FromAnyPosition()
    {
        for (var group = 0; group < 10; group++)
            await Journal.AppendAsync([.. Enumerable.Range(0, 5).Select(s => Sample.Append($"cadre/{s}", group * 200, Sample.Entry(200)))], CancellationToken.None);
        foreach (var after in new long[] { 0, 1_500, 2_000, 7_777, 9_400, 9_999, 10_000 })
        {
            var stored = await Journal.ReadAllAsync(after, 700, CancellationToken.None);
            var followed = await Journal.FollowAsync(after, 700, CancellationToken.None);
            Assert.Equal(stored.Count, followed.Count);
            Assert.Equal(stored.Select(e => e with { Bytes = default }), followed.Select(e => e with { Bytes = default }));
            Assert.All(stored.Zip(followed), pair => Assert.Equal(pair.First.Bytes.ToArray(), pair.Second.Bytes.ToArray()));
        }
    }

    [Fact]
    public async Task Reads_BeginWhereAsked()
    {
        await Journal.WinAsync(Sample.Append("cadre/1", 0, [.. Enumerable.Range(0, 2500).Select(_ => Sample.Entry())]));
        Assert.Equal(2500, (await Journal.StreamAsync("cadre/1")).Count);
        Assert.Equal([2499L, 2500L], (await Journal.StreamAsync("cadre/1", 2499)).Select(e => e.StreamVersion));
        Assert.Equal([11L, 12L, 13L], (await Journal.ReadAllAsync(10, 3, CancellationToken.None)).Select(e => e.Position));
        Assert.Empty(await Journal.ReadAllAsync(2500, 3, CancellationToken.None));
        Assert.Empty(await Journal.StreamAsync("cadre/none"));
    }

    [Fact]
    public async Task Texts_AreReadByPosition_UntilTheyAreErased()
    {
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.WithText("title", "违规操办"), Sample.WithText("text", "😀 emoji")));
        var texts = await Journal.ReadTextsAsync([1, 2, 99], CancellationToken.None);
        Assert.Equal(("违规操办", "😀 emoji", 2), (texts[(1, "title")], texts[(2, "text")], texts.Count));
        await Journal.OneAsync(Sample.Append("cadre/1", 9, Sample.Entry()) with { EraseTexts = [1, 2] });
        Assert.Equal(2, (await Journal.ReadTextsAsync([1, 2], CancellationToken.None)).Count);
        await Journal.WinAsync(Sample.Append("cadre/1", 2, Sample.Entry()) with { EraseTexts = [1] });
        Assert.Equal([(2L, "text")], (await Journal.ReadTextsAsync([1, 2], CancellationToken.None)).Keys);
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    [InlineData('\ude00')]
    public async Task NulAndLoneSurrogates_AreRefusedByField(char c)
    {
        var bad = $"a{c}b";
        Assert.Equal("Stream", (await RefusedAsync(Sample.Append(bad, 0, Sample.Entry()))).ParamName);
        Assert.Equal("name", (await RefusedAsync(Sample.Append("cadre/1", 0, Sample.Entry()) with { Rows = [Sample.Person("u", 1, bad)] })).ParamName);
        Assert.Equal("unit", (await RefusedAsync(Sample.Append("cadre/1", 0, Sample.Entry()) with { Rows = [Sample.Person(bad, 1)] })).ParamName);
        Assert.Equal(0, await Journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RowsThatBreakTheirTable_AreRefusedByColumn()
    {
        var append = Sample.Append("cadre/1", 0, Sample.Entry());
        Assert.Equal("name", (await RefusedAsync(append with { Rows = [Sample.Person("u", 1, null!)] })).ParamName);
        Assert.Equal("unit", (await RefusedAsync(append with { Rows = [Sample.Person(new('x', 1001), 1)] })).ParamName);
        Assert.Equal("number", (await RefusedAsync(append with { Rows = [new(Sample.People, ["u", "1"], Delete: true)] })).ParamName);
        await RefusedAsync(append with { Rows = [new(Sample.People with { Version = 9 }, ["u", 1L], Delete: true)] });
    }

    [Fact]
    public async Task WaitForAppend_EndsWithTheAppend()
    {
        Assert.False(Journal.WaitForAppendAsync(0, TimeSpan.FromHours(1), CancellationToken.None).IsCompleted);
        var waiting = Journal.WaitForAppendAsync(0, TimeSpan.FromHours(1), CancellationToken.None);
        await Journal.WinAsync(Sample.Append("cadre/1", 0, Sample.Entry()));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        await Journal.WaitForAppendAsync(0, TimeSpan.FromHours(1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        await Journal.WaitForAppendAsync(1, TimeSpan.Zero, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private async Task<ArgumentException> RefusedAsync(StreamAppend append) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.AppendAsync([append], CancellationToken.None));
}
