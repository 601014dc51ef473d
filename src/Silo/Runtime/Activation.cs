using CadreWatch.Grains.Contracts;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Silo.Runtime;

/// <summary>What every activation of a silo works with.</summary>
internal sealed record ActivationServices(
    IJournal Journal, GroupWriter Writer, EventCodec Codec, IJudgementSource Judgements, RuntimeOptions Options, TimeProvider Time);

/// <summary>
/// One grain in memory: its state at a version of its stream, and a mailbox that one loop drains. Queued commands are decided in turn on a provisional
/// state and appended together under the expected version; what the journal refuses is decided again on fresh state. Replies follow the commit.
/// </summary>
internal sealed class Activation(GrainId id, KindAdapter kind, ActivationServices services)
{
    private readonly Lock gate = new();
    private Queue<Pending>? mailbox;
    private object? state;
    private long version;
    private long known;
    private bool running;
    private bool retired;

    public GrainId Id => id;

    /// <summary>Bytes that the state is estimated to hold, as of the last append.</summary>
    public int Weight { get; private set; }

    /// <summary>When the mailbox was last empty, in ticks of the time provider.</summary>
    public long IdleSince { get; private set; }

    /// <summary>False where the activation was dropped meanwhile: the caller takes a new one.</summary>
    public bool TryPost(Pending pending)
    {
        lock (gate)
        {
            if (retired) return false;
            (mailbox ??= new()).Enqueue(pending);
            if (running) return true;
            running = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static a => _ = a.DrainAsync(), this, preferLocal: false);
        return true;
    }

    /// <summary>Drops the activation if nothing is under way in it.</summary>
    public bool TryRetire()
    {
        lock (gate)
        {
            if (running || mailbox is not null) return false;
            return retired = true;
        }
    }

    /// <summary>Another writer took the stream to this version: the next command is decided after reading up to it.</summary>
    public void Observe(long streamVersion)
    {
        lock (gate) known = Math.Max(known, streamVersion);
    }

    private async Task DrainAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            try
            {
                await AnswerAsync(batch).ConfigureAwait(false);
            }
            catch (ArgumentException) when (batch.Count > 1)
            {
                // One of them makes what the journal refuses before anything is sent: the others shall not suffer for it.
                state = null;
                foreach (var pending in batch) await AnswerOrFailAsync([pending]).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Fail(batch, e);
            }
        }
    }

    private async Task AnswerOrFailAsync(List<Pending> batch)
    {
        try
        {
            await AnswerAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(batch, e);
        }
    }

    private void Fail(List<Pending> batch, Exception e)
    {
        state = null;
        foreach (var pending in batch) pending.Fail(e);
    }

    private List<Pending>? TakeBatch()
    {
        lock (gate)
        {
            if (mailbox is { Count: > 0 })
            {
                var batch = new List<Pending>(Math.Min(mailbox.Count, services.Options.CommandsPerAppend));
                while (batch.Count < services.Options.CommandsPerAppend && mailbox.TryDequeue(out var pending)) batch.Add(pending);
                return batch;
            }

            // An idle grain holds no mailbox: there are ten thousands of them.
            mailbox = null;
            running = false;
            IdleSince = services.Time.GetTimestamp();
            return null;
        }
    }

    private async Task AnswerAsync(List<Pending> batch)
    {
        var unknownSince = default(long?);
        while (HasUnanswered(batch))
        {
            try
            {
                await LoadAsync().ConfigureAwait(false);
                var attempt = Attempt.Decide(kind, id, state!, batch, services);
                switch (await services.Writer.AppendAsync(new(id.ToString(), version, attempt.Entries, attempt.Rows), CancellationToken.None).ConfigureAwait(false))
                {
                    case AppendOutcome.Appended:
                        Commit(attempt);
                        foreach (var pending in batch) pending.Answer();
                        return;
                    case AppendOutcome.Conflict conflict:
                        if (conflict.Actual < version) state = null;
                        Observe(conflict.Actual);
                        break;
                    case AppendOutcome.Duplicate duplicate:
                        state = null;
                        batch.RemoveAll(p => p.AnswerDuplicate(duplicate));
                        break;
                    case AppendOutcome.Unknown:
                        unknownSince = await PauseAsync(unknownSince, null, batch).ConfigureAwait(false);
                        break;
                }
            }
            catch (JournalUnavailableException e) when (unknownSince is not null)
            {
                unknownSince = await PauseAsync(unknownSince, e, batch).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Drops what a decider's exception has answered already: deciding it again would only repeat the bug.</summary>
    private static bool HasUnanswered(List<Pending> batch)
    {
        batch.RemoveAll(p => p.Answered.IsCompleted);
        return batch.Count > 0;
    }

    /// <summary>After a lost connection: forget the state, keep the first replies, wait a little, and give up after the option's limit.</summary>
    private async Task<long> PauseAsync(long? since, Exception? cause, List<Pending> batch)
    {
        state = null;
        foreach (var pending in batch) pending.KeepReply();
        var start = since ?? services.Time.GetTimestamp();
        if (services.Time.GetElapsedTime(start) > services.Options.UnknownLimit)
            throw new OutcomeUnknownException($"The store did not answer within {services.Options.UnknownLimit}.", cause);
        await Task.Delay(services.Options.UnknownPause, services.Time).ConfigureAwait(false);
        return start;
    }

    private async Task LoadAsync()
    {
        if (state is not null && version >= known) return;
        if (state is null) (state, version) = (kind.Empty(id), 0);
        await foreach (var stored in services.Journal.ReadStreamAsync(id.ToString(), version + 1, CancellationToken.None).ConfigureAwait(false))
        {
            state = kind.Apply(state, services.Codec.Read(stored));
            version = stored.StreamVersion;
        }
        lock (gate) known = version;
        Weight = kind.Weigh(state);
    }

    private void Commit(Attempt attempt)
    {
        state = attempt.After;
        version += attempt.EventCount;
        lock (gate) known = Math.Max(known, version);
        Weight = kind.Weigh(state);
    }
}
