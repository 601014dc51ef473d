using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Bench.InProcess;

/// <summary>A runtime that carries nothing out and keeps the commands that ingest makes of rows.</summary>
internal sealed class CommandTaker : IGrainRuntime
{
    private static readonly Task<object> Nothing = Task.FromResult<object>(new SignalReply(default, SignalOutcome.Duplicate, []));

    public List<Command> Commands { get; } = [];

    public Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default)
    {
        Commands.Add(command);
        return Nothing;
    }

    public IReservation Reserve(int commands) => new Reservation(this);

    public Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
        where TState : class => throw new NotSupportedException();

    private sealed class Reservation(CommandTaker taker) : IReservation
    {
        public Task<object> AskAsync(GrainId grain, Command command) => taker.AskAsync(grain, command);

        public void Dispose()
        {
        }
    }
}
