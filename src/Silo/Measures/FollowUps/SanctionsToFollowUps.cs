using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures.FollowUps;

/// <summary>A recorded 党纪处分 or 政务处分 opens a 暖心回访 from its day on.</summary>
internal sealed class SanctionsToFollowUps(IGrainRuntime runtime, FollowUpErrands errands) : IReaction
{
    private const string Kind = "measure";

    /// <summary>How every event of this kind names it; the others, nearly all, are not read.</summary>
    private static readonly byte[] Marker = Encoding.UTF8.GetBytes($"\"{Kind}\"");

    public string Name => "sanctions-to-follow-ups";

    public bool Concerns(string eventName) => eventName is "cadre.signalRecorded" or "cadre.signalRevised";

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Stored.Bytes.Span.IndexOf(Marker) < 0) return [];
        var (key, facts) = followed.Event switch
        {
            SignalRecorded e => (e.Key, e.Facts),
            SignalRevised e => (e.Key, e.Facts),
            _ => default,
        };
        if (facts is not { Kind: Kind, Status: SignalStatus.Recorded or SignalStatus.Substantiated } || !IsSanction(facts.Category)) return [];
        var number = followed.Stored.Stream[(followed.Stored.Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(number), cancel).ConfigureAwait(false);
        if (cadre.Roster is not { } roster) return [];
        var errand = await errands.OpenAsync(
            followed.Stored, Name, MeasureKind.CareVisit, roster, key.ToString(), facts.OccurredFrom, facts.Secrecy, cancel).ConfigureAwait(false);
        return errand is { } visit ? [visit] : [];
    }

    private static bool IsSanction(string? category) =>
        InfluencePolicy.Shipped.Measures.Any(m => m.Family is MeasureFamily.Party or MeasureFamily.Government && (m.Code == category || m.Name == category));
}
