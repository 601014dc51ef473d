using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Silo.Runtime;

/// <summary>
/// Runs grains in this process. Several silos may share one journal: its expected versions keep one writer per grain, and <see cref="Observe"/> tells
/// an activation that another silo wrote, so that it reads before it decides.
/// </summary>
public sealed class LocalEngine : IGrainRuntime
{
    private readonly Dictionary<string, KindAdapter> kinds;
    private readonly ConcurrentDictionary<GrainId, Activation> activations = new();
    private readonly ActivationServices services;
    private readonly Lock sweeping = new();
    private readonly Places places;
    private int sinceSweep;

    public LocalEngine(
        IEnumerable<KindAdapter> kinds, IJournal journal, GroupWriter writer, EventCodec codec, IJudgementSource judgements, RuntimeOptions options, TimeProvider time)
    {
        this.kinds = kinds.ToDictionary(k => k.Name);
        services = new(journal, writer, codec, judgements, options, time);
        places = new(options.Capacity);
    }

    /// <summary>Grains in memory now.</summary>
    public int ActiveGrains => activations.Count;

    public Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default)
    {
        var reservation = Reserve(1);
        return AskOnceAsync(reservation, grain, command, cancel);
    }

    public IReservation Reserve(int commands) =>
        places.TryTake(commands) ? new Reservation(this, commands) : throw new MailboxFullException(services.Options.RetryAfter);

    public async Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
        where TState : class
    {
        using var reservation = Reserve(1);
        return (TState)await Post(grain, new(null)).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The journal shows this stream at this version.</summary>
    public void Observe(string stream, long version)
    {
        if (GrainId.TryParse(stream, null, out var id) && activations.TryGetValue(id, out var activation)) activation.Observe(version);
    }

    /// <summary>The command that a due deadline puts, or null where kind or name is unknown.</summary>
    public Command? DueCommand(GrainId grain, string deadline, Guid commandId, DateTimeOffset at) =>
        kinds.TryGetValue(grain.Kind, out var kind) ? kind.Due(grain, deadline, commandId, at) : null;

    private static async Task<object> AskOnceAsync(IReservation reservation, GrainId grain, Command command, CancellationToken cancel)
    {
        using (reservation) return await reservation.AskAsync(grain, command).WaitAsync(cancel).ConfigureAwait(false);
    }

    private Task<object> Post(GrainId grain, Pending pending)
    {
        if (!kinds.TryGetValue(grain.Kind ?? "", out var kind)) throw new ArgumentException($"No grain kind {grain.Kind} is registered.", nameof(grain));
        Activation activation;
        do
        {
            activation = activations.GetOrAdd(grain, static (id, a) => new(id, a.kind, a.services), (kind, services));
        }
        while (!activation.TryPost(pending));
        if (Interlocked.Increment(ref sinceSweep) >= 4096) Sweep();
        return pending.Answered;
    }

    /// <summary>Drops the longest idle grains until the states fit the budget, with an eighth to spare.</summary>
    private void Sweep()
    {
        if (!sweeping.TryEnter()) return;
        try
        {
            sinceSweep = 0;
            var weight = activations.Values.Sum(a => (long)a.Weight);
            if (weight <= services.Options.StateBudgetBytes) return;
            foreach (var activation in activations.Values.OrderBy(a => a.IdleSince))
            {
                if (weight <= services.Options.StateBudgetBytes / 8 * 7) return;
                if (!activation.TryRetire()) continue;
                activations.TryRemove(KeyValuePair.Create(activation.Id, activation));
                weight -= activation.Weight;
            }
        }
        finally
        {
            sweeping.Exit();
        }
    }

    private sealed class Reservation(LocalEngine engine, int places) : IReservation
    {
        private int left = places;

        public Task<object> AskAsync(GrainId grain, Command command)
        {
            if (Interlocked.Decrement(ref left) < 0) throw new InvalidOperationException("The reservation is used up.");
            try
            {
                return engine.Post(grain, new(command, engine.places));
            }
            catch (Exception e)
            {
                engine.places.GiveBack(1);
                return Task.FromException<object>(e);
            }
        }

        public void Dispose()
        {
            var unused = Interlocked.Exchange(ref left, 0);
            if (unused > 0) engine.places.GiveBack(unused);
        }
    }
}
