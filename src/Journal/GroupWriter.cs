using System.ComponentModel.DataAnnotations;
using System.Threading.Channels;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;

namespace CadreWatch.Journal;

/// <summary>
/// Gathers the appends of many grains into groups and writes one group at a time: while one is being made durable, the next gathers. It takes what waits and
/// never waits for more. A failed group fails its own callers; the next one is tried afresh, so the writer outlives a restart of the database.
/// </summary>
public sealed class GroupWriter : IAsyncDisposable
{
    private readonly IJournal journal;
    private readonly GroupWriterOptions options;
    private readonly Channel<Pending> waiting;
    private readonly LinkedList<Pending> deferred = [];
    private readonly Task loop;
    private long groups;
    private long appends;
    private long largest;

    public GroupWriter(IJournal journal, GroupWriterOptions? options = null)
    {
        this.journal = journal;
        this.options = options ?? new();
        Validator.ValidateObject(this.options, new(this.options), validateAllProperties: true);
        waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(this.options.Capacity) { SingleReader = true });
        loop = Task.Run(RunAsync);
    }

    /// <summary>Groups written, appends in them, and the largest group so far.</summary>
    public (long Groups, long Appends, long Largest) Counters => (Interlocked.Read(ref groups), Interlocked.Read(ref appends), Interlocked.Read(ref largest));

    /// <summary>Appends with the next group that has no other append of this stream; appends of one stream are written in the order they came.</summary>
    /// <param name="cancel">Ends the wait for a place. Once taken in, an append runs to its outcome.</param>
    /// <exception cref="ArgumentException">The append itself is malformed; nobody else's is touched.</exception>
    /// <exception cref="JournalUnavailableException">Nothing was written; try again later.</exception>
    public async Task<AppendOutcome> AppendAsync(StreamAppend append, CancellationToken cancel)
    {
        InputCheck.Append(append);
        var pending = new Pending(append);
        try
        {
            await waiting.Writer.WriteAsync(pending, cancel);
        }
        catch (ChannelClosedException e)
        {
            throw new JournalUnavailableException("The writer has stopped: this process is shutting down.", e);
        }

        return await pending.Reply.Task;
    }

    /// <summary>Writes what was taken in, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        var group = new List<Pending>();
        while (deferred.Count > 0 || await waiting.Reader.WaitToReadAsync())
        {
            Gather(group);
            await WriteAsync(group);
            group.Clear();
        }
    }

    private void Gather(List<Pending> group)
    {
        var streams = new HashSet<string>(StringComparer.Ordinal);
        var events = 0;
        for (var node = deferred.First; node is not null;)
        {
            var next = node.Next;
            if (Fits(node.Value, group, streams, ref events)) deferred.Remove(node);
            node = next;
        }

        while (group.Count < options.MaxAppends && events < options.MaxEvents && deferred.Count < options.Capacity && waiting.Reader.TryRead(out var pending))
            if (!Fits(pending, group, streams, ref events)) deferred.AddLast(pending);
    }

    /// <summary>Adds to the group unless it is full or the stream is in it; a stream once passed over stays closed, so that order holds.</summary>
    private bool Fits(Pending pending, List<Pending> group, HashSet<string> streams, ref int events)
    {
        var free = streams.Add(pending.Append.Stream);
        var full = group.Count >= options.MaxAppends || (group.Count > 0 && events + pending.EventCount > options.MaxEvents);
        if (!free || full) return false;
        group.Add(pending);
        events += pending.EventCount;
        return true;
    }

    private async Task WriteAsync(List<Pending> group)
    {
        try
        {
            var outcomes = await journal.AppendAsync(new CheckedGroup(group.ConvertAll(p => p.Append)), CancellationToken.None);
            Interlocked.Increment(ref groups);
            Interlocked.Add(ref appends, group.Count);
            Interlocked.Exchange(ref largest, Math.Max(largest, group.Count));
            for (var i = 0; i < group.Count; i++) group[i].Reply.SetResult(outcomes[i]);
        }
        catch (ArgumentException) when (group.Count > 1)
        {
            // One of them is refused by the journal, before anything is sent: the others shall not suffer for it.
            foreach (var pending in group) await WriteAsync([pending]);
        }
        catch (Exception e)
        {
            foreach (var pending in group) pending.Reply.SetException(e);
        }
    }

    private sealed class Pending(StreamAppend append)
    {
        public StreamAppend Append => append;

        public int EventCount { get; } = append.Entries.Sum(e => e.Events.Count);

        public TaskCompletionSource<AppendOutcome> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
