using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Web.Access;
using CadreWatch.Web.Signals;

namespace CadreWatch.Web.Measures;

/// <summary>What a measure rests on, as the cadre's grain has it now. What was cleared or withdrawn carries nothing and is left out.</summary>
internal sealed class MeasureBasis(IViewerAccess access)
{
    /// <summary>The items that a draft names; null where one is not there, not the cadre's, or not for this viewer to see.</summary>
    public IReadOnlyList<BasisItem>? Named(Viewer viewer, CaseFacts cadre, CadreState state, DraftRequest draft)
    {
        var found = new List<BasisItem>();
        foreach (var id in draft.Alerts ?? [])
        {
            if (!AlertId.TryParse(id, null, out var alert) || Of(state, alert) is not { } item || !access.SeesSignal(viewer, cadre, item.Secrecy)) return null;
            found.Add(item);
        }

        foreach (var handle in draft.Signals ?? [])
        {
            if (!SignalHandle.TryRead(handle, out var number, out var text) || number != cadre.Cadre || !SignalKey.TryParse(text, null, out var key)) return null;
            if (Of(state, key) is not { } item || !access.SeesSignal(viewer, cadre, item.Secrecy)) return null;
            found.Add(item);
        }

        return [.. found.DistinctBy(b => (b.Source, b.Id))];
    }

    /// <summary>The same items as they stand now.</summary>
    public static IReadOnlyList<BasisItem> Now(CadreState state, IEnumerable<BasisItem> basis) =>
    [
        .. basis.Select(b => b.Source == BasisSource.Alert
            ? AlertId.TryParse(b.Id, null, out var alert) ? Of(state, alert) : null
            : SignalKey.TryParse(b.Id, null, out var key) ? Of(state, key) : null).OfType<BasisItem>(),
    ];

    private static BasisItem? Of(CadreState state, SignalKey key) => state.Signals.Find(key) switch
    {
        null or { Status: SignalStatus.Cleared or SignalStatus.Withdrawn or SignalStatus.Unsubstantiated } => null,
        { } signal => new(BasisSource.Signal, key.ToString(), Standing([signal.Status]), signal.Secrecy),
    };

    private static BasisItem? Of(CadreState state, AlertId id)
    {
        if (state.Alerts.Find(id) is not { } alert || alert.Standing is AlertStanding.Withdrawn or AlertStanding.Dismissed) return null;
        var statuses = alert.Finding.Causes.Select(c => state.Signals.Find(c.Signal)?.Status ?? c.Status).ToList();
        var standing = statuses.Count == 0 && alert.Finding.JudgedBy.Model is not null ? BasisStanding.ModelOnly : Standing(statuses);
        return new(BasisSource.Alert, id.ToString(), standing, state.SecrecyOf(alert));
    }

    private static BasisStanding Standing(IEnumerable<SignalStatus> statuses) =>
        statuses.Contains(SignalStatus.Substantiated) ? BasisStanding.Verified : BasisStanding.Unverified;
}
