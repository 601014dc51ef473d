using System.Diagnostics;
using System.Globalization;
using CadreWatch.Journal;

namespace CadreWatch.Silo.Hosting;

/// <summary>What kill tests and benchmarks ask of a server process through its environment. Unset in production.</summary>
public static class TestSwitches
{
    /// <summary><c>beforeCommit:N</c> or <c>afterCommit:N</c>: at the N-th group (from 1) the process kills itself there, as SIGKILL does.</summary>
    public const string FaultVariable = "CADRE_WATCH_FAULT";

    /// <summary>Milliseconds added before each commit.</summary>
    public const string CommitDelayVariable = "CADRE_WATCH_COMMIT_DELAY_MS";

    public static Func<FaultPoint, Task>? Fault()
    {
        if (Environment.GetEnvironmentVariable(FaultVariable) is not { Length: > 0 } text) return null;
        var parts = text.Split(':');
        if (parts.Length != 2 || !Enum.TryParse<FaultPoint>(parts[0], ignoreCase: true, out var point)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var left))
            throw new FormatException($"{FaultVariable} is beforeCommit:N or afterCommit:N.");
        return reached =>
        {
            if (reached == point && Interlocked.Decrement(ref left) == 0) Process.GetCurrentProcess().Kill();
            return Task.CompletedTask;
        };
    }

    public static TimeSpan CommitDelay() =>
        double.TryParse(Environment.GetEnvironmentVariable(CommitDelayVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms)
            ? TimeSpan.FromMilliseconds(ms)
            : TimeSpan.Zero;
}
