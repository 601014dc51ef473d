using CadreWatch.Web.JointReviews;

namespace CadreWatch.Web.Tests.JointReviews;

/// <summary>Reads shared by those who ask together: never an answer older than the question, and nobody pays for another's fault or patience.</summary>
public sealed class SharedReadsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly List<TaskCompletionSource<int>> begun = [];
    private readonly SharedReads<string, int> reads;

    public SharedReadsTests() => reads = new((_, _) => Begin());

    [Fact]
    public async Task WhoeverAsksWhileAReadRunsSharesTheNext()
    {
        var first = reads.AskAsync("r", Cancel);
        Task<int>[] later = [reads.AskAsync("r", Cancel), reads.AskAsync("r", Cancel), reads.AskAsync("r", Cancel)];
        Assert.Single(begun);

        begun[0].SetResult(1);
        Assert.Equal(1, await first);
        await BegunAsync(2);
        Assert.All(later, task => Assert.False(task.IsCompleted));
        begun[1].SetResult(2);

        var shared = await Task.WhenAll(later);
        Assert.Equal([2, 2, 2], shared);
        Assert.Equal(2, begun.Count);
    }

    [Fact]
    public async Task EachKeyIsReadByItself()
    {
        var (one, other) = (reads.AskAsync("r", Cancel), reads.AskAsync("s", Cancel));

        begun[1].SetResult(2);
        Assert.Equal(2, await other);
        Assert.False(one.IsCompleted);
        begun[0].SetResult(1);
        Assert.Equal(1, await one);
    }

    [Fact]
    public async Task AFaultIsToldToThoseWhoAskedAndTheNextReadIsNew()
    {
        var failed = reads.AskAsync("r", Cancel);
        begun[0].SetException(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => failed);

        var next = reads.AskAsync("r", Cancel);
        await BegunAsync(2);
        begun[1].SetResult(2);
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task WhoeverLeavesDoesNotEndTheReadOfTheOthers()
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var (left, stays) = (reads.AskAsync("r", impatient.Token), reads.AskAsync("r", Cancel));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        begun[0].SetResult(1);
        await BegunAsync(2);
        begun[1].SetResult(2);
        Assert.Equal(2, await stays);
    }

    private Task<int> Begin()
    {
        var read = new TaskCompletionSource<int>();
        lock (begun) begun.Add(read);
        return read.Task;
    }

    private async Task BegunAsync(int count)
    {
        while (true)
        {
            lock (begun)
                if (begun.Count >= count) return;
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
