namespace CadreWatch.Journal.Groups;

/// <summary>Wakes those who wait for a position. Thread-safe.</summary>
internal sealed class AppendSignal
{
    private readonly Lock gate = new();
    private long head;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise(long position)
    {
        TaskCompletionSource done;
        lock (gate)
        {
            if (position <= head) return;
            head = position;
            done = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        done.SetResult();
    }

    /// <summary>Completes once the head is known to be beyond <paramref name="after"/>, or the head moves at all.</summary>
    public Task Beyond(long after)
    {
        lock (gate) return head > after ? Task.CompletedTask : next.Task;
    }

    /// <summary>As <see cref="Beyond"/>, but no longer than <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(long after, TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await Beyond(after).WaitAsync(atMost, time, cancel);
        }
        catch (TimeoutException)
        {
        }
    }
}
