using System.ComponentModel.DataAnnotations;

namespace CadreWatch.Silo.Runtime;

/// <summary>Bounds of the local engine.</summary>
public sealed class RuntimeOptions
{
    /// <summary>Commands that may wait or run at once in the whole silo. A batch that does not fit is refused whole. Default 40,000.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; set; } = 40_000;

    /// <summary>Queued commands of one grain that go into one append. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int CommandsPerAppend { get; set; } = 1_000;

    /// <summary>
    /// Estimated bytes of all states; above it the longest idle grains are dropped. Default an eighth of the memory that the process may use, at least 512 MiB.
    /// </summary>
    [Range(1 << 20, long.MaxValue)]
    public long StateBudgetBytes { get; set; } = Math.Max(512L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    /// <summary>How long an unknown outcome is looked into before the caller is told so. Default 20 s.</summary>
    public TimeSpan UnknownLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Pause between looks. Default 200 ms.</summary>
    public TimeSpan UnknownPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What a refused caller is told to wait. Default 1 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
