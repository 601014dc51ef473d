using CadreWatch.Grains.Access;
using CadreWatch.Risk.Backtests;

namespace CadreWatch.Silo.Backtests;

public enum BacktestStanding : byte
{
    Running = 1,
    Done = 2,
    Cancelled = 3,

    /// <summary>The store could not be read, or a bug ended it; the log says which.</summary>
    Failed = 4,
}

/// <summary>One back-test as it stands.</summary>
/// <param name="Viewer">Who asked for it, with the rights it was run with.</param>
/// <param name="Version">Of the policy that was tried.</param>
/// <param name="Digest">Of its document.</param>
/// <param name="From">Alerts raised earlier are left out; null for all.</param>
/// <param name="Share">How much of it is done, 0 to 1.</param>
/// <param name="Result">Once done.</param>
public sealed record BacktestReport(
    Viewer Viewer, string Version, string Digest, DateOnly? From, DateTimeOffset BegunAt, BacktestStanding Standing, double Share = 0, DateTimeOffset? EndedAt = null, BacktestResult? Result = null);
