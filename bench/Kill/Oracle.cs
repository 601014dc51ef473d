using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Bench.Kill;

/// <summary>
/// What should be there: the acknowledged input, in order, through the deciders into a fresh memory journal. Rows of a batch without an answer may have
/// been taken up to any one of them, cadre by cadre; for those the oracle knows each state that would be right.
/// </summary>
internal sealed class Oracle(IJournal journal, EventCodec codec, IJudgementSource judgements) : IGrainRuntime
{
    private readonly Dictionary<string, KindAdapter> kinds = OpenedSilo.ProductKinds().ToDictionary(k => k.Name);
    private readonly Dictionary<GrainId, (object State, long Version)> grains = [];
    private Dictionary<GrainId, List<object>>? candidates;

    public IJudgementSource Judgements { get; set; } = judgements;

    /// <summary>Takes an acknowledged batch.</summary>
    public static async Task TakeAsync(IIngest ingest, byte[] body)
    {
        var result = await ingest.SignalsAsync(body, judgeAsKnown: false, "bench", CancellationToken.None);
        if (result.Rejected.Count > 0) throw new BenchFailedException($"The oracle refused a row that the server took: {result.Rejected[0]}");
    }

    /// <summary>The states that are right for each cadre of batches under way; nothing of it is kept.</summary>
    public async Task<IReadOnlyDictionary<GrainId, List<object>>> ImagineAsync(IIngest ingest, IEnumerable<byte[]> bodies)
    {
        candidates = [];
        foreach (var body in bodies) await ingest.SignalsAsync(body, judgeAsKnown: false, "bench", CancellationToken.None);
        var imagined = candidates;
        candidates = null;
        return imagined;
    }

    public CadreState? State(GrainId grain) => grains.TryGetValue(grain, out var known) ? (CadreState)known.State : null;

    public IEnumerable<GrainId> Cadres => grains.Keys;

    /// <summary>Decides before it returns: ingest asks for all rows of a batch at once, and order matters.</summary>
    public Task<object> AskAsync(GrainId grain, Command command, CancellationToken cancel = default) => Task.FromResult(Ask(grain, command));

    private object Ask(GrainId grain, Command command)
    {
        var kind = kinds[grain.Kind];
        var (before, version) = grains.TryGetValue(grain, out var known) ? known : (kind.Empty(grain), 0);
        if (candidates is not null) return Imagine(grain, before, command, kind);
        var decision = kind.Decide(before, command, Judgements.Capture(command.At));
        if (decision.Events.Count == 0) return decision.Reply;
        var after = decision.Events.Aggregate(before, kind.Apply);
        var entry = new AppendEntry(command.Id, [.. decision.Events.Select(codec.Write)], decision.Texts);
        var append = new StreamAppend(grain.ToString(), version, [entry], [.. kind.Rows(grain, before, after, decision.Texts)]);
        var outcome = journal.AppendAsync([append], CancellationToken.None).GetAwaiter().GetResult()[0];
        if (outcome is not AppendOutcome.Appended appended) throw new BenchFailedException($"The oracle's journal answered {outcome}.");
        grains[grain] = (after, appended.Version);
        return decision.Reply;
    }

    public IReservation Reserve(int commands) => new Reservation(this);

    public Task<TState> StateAsync<TState>(GrainId grain, CancellationToken cancel = default)
        where TState : class => Task.FromResult((TState)(grains.TryGetValue(grain, out var known) ? known.State : kinds[grain.Kind].Empty(grain)));

    private object Imagine(GrainId grain, object before, Command command, KindAdapter kind)
    {
        if (!candidates!.TryGetValue(grain, out var states)) candidates[grain] = states = [before];
        var decision = kind.Decide(states[^1], command, Judgements.Capture(command.At));
        if (decision.Events.Count > 0) states.Add(decision.Events.Aggregate(states[^1], kind.Apply));
        return decision.Reply;
    }

    private sealed class Reservation(Oracle oracle) : IReservation
    {
        public Task<object> AskAsync(GrainId grain, Command command) => oracle.AskAsync(grain, command);

        public void Dispose()
        {
        }
    }
}
