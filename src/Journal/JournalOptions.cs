using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal;

/// <summary>Where a test may break the writer. A fault that throws is treated as a lost connection.</summary>
public enum FaultPoint
{
    /// <summary>Everything is decided and the head is taken; nothing is durable.</summary>
    BeforeCommit,

    /// <summary>The group is durable and nobody has been told.</summary>
    AfterCommit,
}

/// <summary>How a journal is opened. Defaults serve production, except for <see cref="Contracts"/>.</summary>
public sealed class JournalOptions
{
    /// <summary>Source of <c>recordedAt</c>. A clock that goes back does not take <c>recordedAt</c> with it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The read tables that rows may be written to.</summary>
    public IReadOnlyList<ReadTable> Tables { get; init; } = ReadTableSet.All;

    /// <summary>
    /// Every event shape this binary can read. The database records the highest version of each name; opening with a set that lacks
    /// one of them throws <see cref="Contract.JournalCorruptException"/>. Null, for tools that read no events: neither checked nor recorded.
    /// </summary>
    public IReadOnlyList<(string Name, int Version)>? Contracts { get; init; }

    /// <summary>Called at each fault point, for kill tests.</summary>
    public Func<FaultPoint, Task>? Fault { get; init; }

    /// <summary>Added before each commit, for the slow-disk benchmark.</summary>
    public TimeSpan CommitDelay { get; init; }
}
