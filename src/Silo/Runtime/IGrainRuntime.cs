using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Runtime;

/// <summary>The only way into a grain. Where the grain lives is the engine's matter; ids, commands and replies are plain values.</summary>
public interface IGrainRuntime
{
    /// <summary>
    /// Puts a command to a grain and answers once its outcome is durable; every reply, a refusal or a no-op too, is true of the journal at a moment
    /// between call and reply.
    /// </summary>
    /// <returns>The decider's reply, a <see cref="Refusal"/>, or <see cref="AlreadyDone"/> where the same command id took effect for another caller before.</returns>
    /// <exception cref="MailboxFullException">Nothing was taken; try again after the hint.</exception>
    /// <exception cref="Journal.Contract.JournalUnavailableException">The store cannot be reached; the command took no effect.</exception>
    /// <exception cref="OutcomeUnknownException">The store was lost and did not come back in time. Putting the same command id again is safe.</exception>
    Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default);

    /// <summary>Reserves room for a batch before any of it runs, so that a batch is taken whole or not at all.</summary>
    /// <exception cref="MailboxFullException">There is no room now.</exception>
    IReservation Reserve(int commands);

    /// <summary>The grain's state, confirmed against the journal, for a query that needs more than read tables hold.</summary>
    Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
        where TState : class;
}

/// <summary>Room held for a batch. Each <see cref="AskAsync"/> uses one place and gives it back when answered; disposing gives back what was not used.</summary>
public interface IReservation : IDisposable
{
    /// <inheritdoc cref="IGrainRuntime.AskAsync"/>
    Task<object> AskAsync(GrainId grain, Command command);
}

/// <summary>The command's id is in the journal already: it took effect then, and nothing happened now.</summary>
public sealed record AlreadyDone(long FirstPosition, long LastPosition);

/// <summary>No room in the runtime: nothing was taken.</summary>
public sealed class MailboxFullException(TimeSpan retryAfter) : Exception("The mailboxes are full.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The store did not say whether the command took effect, and did not come back in time to be asked.</summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
