using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Signals;

/// <summary>Opens one signal from its cadre's stream: its current revision with its texts.</summary>
internal sealed class SignalReader(IJournal journal, EventCodec codec, IJudgementSource judgements, IViewerAccess access, TimeProvider time)
{
    public async Task<SignalView?> FindAsync(Viewer viewer, string handle, CancellationToken cancel)
    {
        if (!SignalHandle.TryRead(handle, out var cadre, out var keyText) || !SignalKey.TryParse(keyText, null, out var key)) return null;
        if (await journal.Tables.FindAsync(ReadTableSet.Cadres, [cadre], cancel) is not { } person) return null;
        var (current, facts, revisions, decided) = await RevisionsAsync(cadre, key, cancel);
        if (current is null || facts is null || !access.OpensSignal(viewer, person.Facts(), facts.Secrecy)) return null;
        var texts = await journal.ReadTextsAsync(decided is null ? [current.Position] : [current.Position, decided.Position], cancel);
        var kind = judgements.Capture(time.GetUtcNow()).Policy.Kind(facts.Kind);
        return new(
            handle, cadre, facts.Source, facts.ExternalId, facts.Kind, kind?.Name ?? facts.Kind, facts.Category, facts.Severity == 0 ? null : facts.Severity,
            facts.Status, facts.OccurredTo, facts.OccurredFrom, facts.KnownOn, current.RecordedAt, facts.Agency, facts.Secrecy,
            texts.GetValueOrDefault((current.Position, "title")), texts.GetValueOrDefault((current.Position, "text")), revisions,
            decided is null ? null : Of((AttributionDecided)codec.Read(decided), texts.GetValueOrDefault((decided.Position, "note"))));
    }

    private static SignalAttribution Of(AttributionDecided e, string? reason) => new(e.Attributed, e.At, e.By, reason);

    private async Task<(StoredEvent? Current, SignalFacts? Facts, int Revisions, StoredEvent? Decided)> RevisionsAsync(string cadre, SignalKey key, CancellationToken cancel)
    {
        (StoredEvent? Current, SignalFacts? Facts, int Revisions, StoredEvent? Decided) found = default;
        await foreach (var stored in journal.ReadStreamAsync(CadreGrain.IdOf(cadre).ToString(), 1, cancel))
        {
            found = codec.Read(stored) switch
            {
                SignalRecorded e when e.Key == key => (stored, e.Facts, found.Revisions + 1, found.Decided),
                SignalRevised e when e.Key == key => (stored, e.Facts, found.Revisions + 1, found.Decided),
                SignalHistoryRecorded e when e.Key == key => found with { Revisions = found.Revisions + 1 },
                AttributionDecided e when e.Key == key => found with { Decided = stored },
                _ => found,
            };
        }

        return found;
    }
}

/// <param name="Id">Opaque.</param>
/// <param name="OccurredOn">The last day of the fact.</param>
/// <param name="RecordedAt">When the current revision came into the journal.</param>
/// <param name="Revisions">How many revisions are known, the current one too.</param>
/// <param name="Attribution">The last decision on 责任归属; null where there is none.</param>
public sealed record SignalView(
    string Id, string Cadre, string Source, string ExternalId, string Kind, string KindName, string? Category, int? Severity, SignalStatus Status,
    DateOnly OccurredOn, DateOnly OccurredFrom, DateTimeOffset KnownOn, DateTimeOffset RecordedAt, string? Agency, Secrecy Secrecy, string? Title, string? Text,
    int Revisions, SignalAttribution? Attribution);

/// <summary>Whether a fact outside the time in post is the person's, who decided so and why.</summary>
public sealed record SignalAttribution(bool Attributed, DateTimeOffset At, string By, string? Reason);
