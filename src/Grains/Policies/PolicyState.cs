namespace CadreWatch.Grains.Policies;

/// <param name="InForceFrom">Null until approved.</param>
/// <param name="RejectedAt">Null unless it was turned down, which is for good.</param>
public sealed record PolicyVersion(
    string Version, ReadOnlyMemory<byte> Document, string Digest, DateTimeOffset ProposedAt, string ProposedBy,
    DateOnly? InForceFrom = null, DateTimeOffset? ApprovedAt = null, string? ApprovedBy = null, DateTimeOffset? RejectedAt = null, string? RejectedBy = null);

/// <summary>All versions of the policy, oldest proposal first. Immutable.</summary>
public sealed record PolicyState
{
    public static readonly PolicyState Empty = new();

    public IReadOnlyList<PolicyVersion> Versions { get; init; } = [];

    public PolicyVersion? Find(string version)
    {
        foreach (var known in Versions)
            if (known.Version == version)
                return known;
        return null;
    }

    /// <summary>The version in force on a day: of those whose first day has come, the latest first day; of two with the same, the one approved later.</summary>
    public PolicyVersion? InForceOn(DateOnly day)
    {
        PolicyVersion? found = null;
        foreach (var version in Versions)
            if (version.InForceFrom is { } from && from <= day
                && (found is null || from > found.InForceFrom || (from == found.InForceFrom && version.ApprovedAt >= found.ApprovedAt)))
                found = version;
        return found;
    }

    public static PolicyState Apply(PolicyState state, PolicyEvent @event) => @event switch
    {
        PolicyProposed e when state.Find(e.Version) is null =>
            state with { Versions = [.. state.Versions, new(e.Version, e.Document, e.Digest, e.At, e.By)] },
        PolicyApproved e => state.With(e.Version, v => v with { InForceFrom = e.InForceFrom, ApprovedAt = e.At, ApprovedBy = e.By }),
        PolicyRejected e => state.With(e.Version, v => v with { RejectedAt = e.At, RejectedBy = e.By }),
        _ => state,
    };

    private PolicyState With(string version, Func<PolicyVersion, PolicyVersion> change) => this with { Versions = [.. Versions.Select(v => v.Version == version ? change(v) : v)] };
}
