using System.Collections.Frozen;

namespace CadreWatch.Grains.Models;

/// <summary>What a group of peers shows, as known on the snapshot's day.</summary>
/// <param name="People">Persons in post in the group.</param>
/// <param name="Received">Claims received about them within a year before.</param>
/// <param name="Substantiated">Claims about them received within two years before and substantiated by the day.</param>
public readonly record struct PeerRate(int People, int Received, int Substantiated);

/// <summary>
/// What is known about the whole population on one day and enters a person's features as data. Made monthly, never changed afterwards: what became
/// known later belongs to a later snapshot. Immutable.
/// </summary>
/// <param name="Version">Names it in scores and alerts: the day, as <c>2006-01-01</c>.</param>
/// <param name="On">Only what was known by the end of this day is in it.</param>
/// <param name="All">Everybody in post.</param>
public sealed record PopulationSnapshot(string Version, DateOnly On, PeerRate All)
{
    public static readonly PopulationSnapshot Empty = new("—", DateOnly.MinValue, default);

    /// <summary>By kind, then by category: the share, 0 to 1, of decided claims that were substantiated, drawn towards the share of all where few were decided.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, float>> FindingShares { get; init; } = FrozenDictionary<string, FrozenDictionary<string, float>>.Empty;

    /// <summary>The share of all decided claims; for categories that the snapshot does not know.</summary>
    public float FindingShare { get; init; }

    /// <summary>By unit.</summary>
    public FrozenDictionary<string, PeerRate> Units { get; init; } = FrozenDictionary<string, PeerRate>.Empty;

    /// <summary>By kind of post.</summary>
    public FrozenDictionary<string, PeerRate> PostKinds { get; init; } = FrozenDictionary<string, PeerRate>.Empty;

    public float ShareOf(string kind, string? category) =>
        FindingShares.TryGetValue(kind, out var ofKind) && ofKind.TryGetValue(category ?? "", out var share) ? share : FindingShare;
}
