using System.Security.Cryptography;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures;

/// <summary>
/// Takes the effect from what a measure rested on, once it was clarified or tolerated: each signal gets one more revision, of the day of the decision and
/// with the status of what was cleared. Its earlier revisions stay, so that any day before shows what was known then.
/// </summary>
internal sealed class BasisClearing(IGrainRuntime runtime, IJournal journal, EventCodec codec, TimeProvider time)
{
    /// <summary>Null where all was taken; otherwise the first refusal, the others being taken all the same.</summary>
    /// <param name="idOf">The id of the command for one signal: the same whenever it is asked.</param>
    public async Task<Refusal?> ClearAsync(MeasureState measure, Func<SignalKey, Guid> idOf, CancellationToken cancel)
    {
        if (measure.EffectEndedAt is not { } end) return null;
        var grain = CadreGrain.IdOf(measure.Cadre);
        var cadre = await runtime.StateAsync<CadreState>(grain, cancel).ConfigureAwait(false);
        var keys = BasisSignals.Of(measure.Content.Basis, cadre).Where(key => cadre.Signals.Find(key) is { Status: not (SignalStatus.Cleared or SignalStatus.Withdrawn or SignalStatus.Unsubstantiated) }).ToHashSet();
        if (keys.Count == 0) return null;
        Refusal? first = null;
        foreach (var (key, (stored, facts)) in await CurrentAsync(grain, keys, cancel).ConfigureAwait(false))
        {
            var texts = await journal.ReadTextsAsync([stored.Position], cancel).ConfigureAwait(false);
            var cleared = facts with
            {
                Status = SignalStatus.Cleared,
                KnownOn = facts.KnownOn < end ? end : facts.KnownOn.AddTicks(TimeSpan.TicksPerMillisecond),
                Content = Digest16.Of(facts.Content.ToString(), measure.Id.ToString(), measure.EffectEnd.ToString()),
                Backfill = false,
                Texts = null,
            };
            var command = new RecordSignal(idOf(key), time.GetUtcNow(), "system", cleared, [.. texts.Select(text => new NamedText(text.Key.Field, Sealed(text.Value)))]);
            if (await runtime.AskAsync(grain, command, cancel).ConfigureAwait(false) is Refusal refusal) first ??= refusal;
        }

        return first;
    }

    private async Task<Dictionary<SignalKey, (StoredEvent Stored, SignalFacts Facts)>> CurrentAsync(GrainId grain, HashSet<SignalKey> keys, CancellationToken cancel)
    {
        var current = new Dictionary<SignalKey, (StoredEvent, SignalFacts)>();
        await foreach (var stored in journal.ReadStreamAsync(grain.ToString(), 1, cancel).ConfigureAwait(false))
            switch (codec.Read(stored))
            {
                case SignalRecorded e when keys.Contains(e.Key):
                    current[e.Key] = (stored, e.Facts);
                    break;
                case SignalRevised e when keys.Contains(e.Key):
                    current[e.Key] = (stored, e.Facts);
                    break;
            }

        return current;
    }

    private static SealedText Sealed(string text) => SealedText.Of(text, RandomNumberGenerator.GetBytes(16));
}
