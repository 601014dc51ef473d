namespace CadreWatch.Web.JointReviews;

/// <summary>
/// One read for all who ask for the same thing at the same time. A read serves only those who had asked before it began, so that nobody is given something older
/// than their question: whoever comes while one runs shares the next.
/// </summary>
internal sealed class SharedReads<TKey, T>(Func<TKey, CancellationToken, Task<T>> read)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly HashSet<TKey> running = [];
    private readonly Dictionary<TKey, TaskCompletionSource<T>> next = [];

    /// <param name="cancel">Ends the waiting of this one alone.</param>
    public Task<T> AskAsync(TKey key, CancellationToken cancel)
    {
        TaskCompletionSource<T>? turn;
        bool starts;
        lock (gate)
        {
            if (!next.TryGetValue(key, out turn)) next[key] = turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            starts = running.Add(key);
        }

        if (starts) _ = RunAsync(key);
        return turn.Task.WaitAsync(cancel);
    }

    private async Task RunAsync(TKey key)
    {
        while (Take(key) is { } turn)
            try
            {
                turn.SetResult(await read(key, CancellationToken.None));
            }
#pragma warning disable CA1031 // Whatever went wrong is told to those who asked.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                turn.SetException(fault);
            }
    }

    private TaskCompletionSource<T>? Take(TKey key)
    {
        lock (gate)
        {
            if (next.Remove(key, out var turn)) return turn;
            running.Remove(key);
            return null;
        }
    }
}
