using System.Collections.Frozen;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.Scoring;

/// <summary>Population snapshots as rows. One that is there is never made again: what became known later belongs to a later one.</summary>
internal sealed class SnapshotStore(IJournal journal)
{
    public async Task<PopulationSnapshot?> FindAsync(string version, CancellationToken cancel) =>
        await journal.Tables.FindAsync(ReadTableSet.Snapshots, [version], cancel).ConfigureAwait(false) is { } row
            ? JsonSerializer.Deserialize<Body>((byte[])row[2]!)!.Read(version, (DateOnly)row[1]!)
            : null;

    public Task PutAsync(PopulationSnapshot snapshot, CancellationToken cancel) => journal.PutComputedAsync(
        [new(ReadTableSet.Snapshots, [snapshot.Version, snapshot.On, JsonSerializer.SerializeToUtf8Bytes(Body.Of(snapshot))])], cancel);

    private sealed record Body(
        PeerRate All, float FindingShare, Dictionary<string, Dictionary<string, float>> FindingShares, Dictionary<string, PeerRate> Units, Dictionary<string, PeerRate> PostKinds)
    {
        public static Body Of(PopulationSnapshot s) => new(
            s.All, s.FindingShare, s.FindingShares.ToDictionary(k => k.Key, k => k.Value.ToDictionary()), s.Units.ToDictionary(), s.PostKinds.ToDictionary());

        public PopulationSnapshot Read(string version, DateOnly on) => new(version, on, All)
        {
            FindingShare = FindingShare,
            FindingShares = FindingShares.ToFrozenDictionary(k => k.Key, k => k.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Units = Units.ToFrozenDictionary(StringComparer.Ordinal),
            PostKinds = PostKinds.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
