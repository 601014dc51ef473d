using System.ComponentModel.DataAnnotations;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Memory;

namespace CadreWatch.Journal.Tests;

public sealed class GroupWriterTests : IAsyncDisposable
{
    private readonly Queue<Func<Task>> atCommit = [];
    private readonly MemoryJournal journal;

    public GroupWriterTests() => journal = new(Sample.Options(p => p == FaultPoint.BeforeCommit && atCommit.TryDequeue(out var act) ? act() : Task.CompletedTask));

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public async Task AppendsThatWait_FormOneGroup()
    {
        await using var writer = new GroupWriter(journal);
        var open = Hold(out var held);
        var first = writer.AppendAsync(Sample.Append("cadre/0", 0, Sample.Entry()), CancellationToken.None);
        await held;
        var rest = Enumerable.Range(1, 50).Select(i => writer.AppendAsync(Sample.Append($"cadre/{i}", 0, Sample.Entry()), CancellationToken.None)).ToArray();
        open.SetResult();
        Assert.All(await Task.WhenAll([first, .. rest]), o => Assert.IsType<AppendOutcome.Appended>(o));
        Assert.Equal((2L, 51L, 50L), writer.Counters);
    }

    [Fact]
    public async Task AppendsOfOneStream_KeepTheirOrder_OnePerGroup()
    {
        await using var writer = new GroupWriter(journal);
        var replies = Enumerable.Range(0, 20).Select(i => writer.AppendAsync(Sample.Append("cadre/1", i, Sample.Entry()), CancellationToken.None)).ToArray();
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), (await Task.WhenAll(replies)).Cast<AppendOutcome.Appended>().Select(a => a.Version));
        Assert.Equal((20L, 20L, 1L), writer.Counters);
    }

    [Fact]
    public async Task Bounds_CutGroups()
    {
        await using var writer = new GroupWriter(journal, new() { MaxAppends = 4, MaxEvents = 10 });
        var open = Hold(out var held);
        var first = writer.AppendAsync(Sample.Append("cadre/0", 0, Sample.Entry(30)), CancellationToken.None);
        await held;
        var rest = Enumerable.Range(1, 8).Select(i => writer.AppendAsync(Sample.Append($"cadre/{i}", 0, Sample.Entry(4)), CancellationToken.None)).ToArray();
        open.SetResult();
        await Task.WhenAll([first, .. rest]);
        Assert.Equal((5L, 9L, 2L), writer.Counters);
    }

    [Fact]
    public async Task UnknownGroup_AnswersItsCallers_AndTheNextSucceeds()
    {
        await using var writer = new GroupWriter(journal);
        atCommit.Enqueue(() => throw new IOException("lost"));
        var append = Sample.Append("cadre/1", 0, Sample.Entry());
        Assert.IsType<AppendOutcome.Unknown>(await writer.AppendAsync(append, CancellationToken.None));
        Assert.IsType<AppendOutcome.Appended>(await writer.AppendAsync(append, CancellationToken.None));
    }

    [Fact]
    public async Task UnavailableStore_FailsItsCallers_AndTheLoopGoesOn()
    {
        await using var writer = new GroupWriter(journal);
        atCommit.Enqueue(() => throw new JournalUnavailableException("down"));
        var append = Sample.Append("cadre/1", 0, Sample.Entry());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => writer.AppendAsync(append, CancellationToken.None));
        Assert.IsType<AppendOutcome.Appended>(await writer.AppendAsync(append, CancellationToken.None));
    }

    [Fact]
    public async Task MalformedAppend_FailsAlone()
    {
        await using var writer = new GroupWriter(journal);
        var open = Hold(out var held);
        var first = writer.AppendAsync(Sample.Append("cadre/0", 0, Sample.Entry()), CancellationToken.None);
        await held;
        var unknownTable = Sample.Append("cadre/1", 0, Sample.Entry()) with { Rows = [new(Sample.People with { Version = 7 }, ["u", 1L], Delete: true)] };
        var bad = writer.AppendAsync(unknownTable, CancellationToken.None);
        var good = writer.AppendAsync(Sample.Append("cadre/2", 0, Sample.Entry()), CancellationToken.None);
        open.SetResult();
        await first;
        await Assert.ThrowsAnyAsync<ArgumentException>(() => bad);
        Assert.IsType<AppendOutcome.Appended>(await good);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => writer.AppendAsync(Sample.Append("", 0), CancellationToken.None));
    }

    [Fact]
    public async Task Disposal_WritesWhatWasTakenIn()
    {
        var writer = new GroupWriter(journal);
        var replies = Enumerable.Range(0, 30).Select(i => writer.AppendAsync(Sample.Append("cadre/1", i, Sample.Entry()), CancellationToken.None)).ToArray();
        await writer.DisposeAsync();
        Assert.All(replies, r => Assert.True(r.IsCompletedSuccessfully || !r.IsFaulted));
        await Task.WhenAll(replies);
        Assert.Equal(30, await journal.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AppendAfterDisposal_IsUnavailable()
    {
        var writer = new GroupWriter(journal);
        await writer.DisposeAsync();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => writer.AppendAsync(Sample.Append("cadre/1", 0, Sample.Entry()), CancellationToken.None));
    }

    [Fact]
    public void Options_AreBounded()
    {
        var refused = Assert.Throws<ValidationException>(() => new GroupWriter(journal, new() { MaxAppends = 0 }));
        Assert.Equal("The field MaxAppends must be between 1 and 10000.", refused.Message);
        Assert.Equal((1000, 2000, 20_000), (new GroupWriterOptions().MaxAppends, new GroupWriterOptions().MaxEvents, new GroupWriterOptions().Capacity));
    }

    /// <summary>Stops the next commit until the answer is set; <paramref name="held"/> completes when it stands.</summary>
    private TaskCompletionSource Hold(out Task held)
    {
        var (open, standing) = (new TaskCompletionSource(), new TaskCompletionSource());
        atCommit.Enqueue(() =>
        {
            standing.SetResult();
            return open.Task;
        });
        held = standing.Task;
        return open;
    }
}
