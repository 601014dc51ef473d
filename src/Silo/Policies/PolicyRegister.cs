using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Silo.Policies;

/// <summary>The versions of the policy as the journal has them now, with the reasons why some were turned down.</summary>
public sealed class PolicyRegister(IJournal journal, EventCodec codec)
{
    public async Task<(PolicyState State, IReadOnlyDictionary<string, string> Reasons)> ReadAsync(CancellationToken cancel)
    {
        var (state, rejected) = (PolicyState.Empty, new Dictionary<long, string>());
        await foreach (var stored in journal.ReadStreamAsync(PolicyGrain.District.ToString(), 1, cancel).ConfigureAwait(false))
        {
            var e = (PolicyEvent)codec.Read(stored);
            state = PolicyState.Apply(state, e);
            if (e is PolicyRejected turned) rejected[stored.Position] = turned.Version;
        }

        var texts = rejected.Count == 0 ? null : await journal.ReadTextsAsync(rejected.Keys, cancel).ConfigureAwait(false);
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (position, version) in rejected)
            if (texts!.TryGetValue((position, "note"), out var note)) reasons[version] = note;
        return (state, reasons);
    }
}
