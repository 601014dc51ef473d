namespace CadreWatch.Silo.Followers;

/// <summary>How far this silo's follower is, for health checks and live pages.</summary>
public sealed class FollowerStatus
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long position;

    /// <summary>All subscribers were told up to this position.</summary>
    public long Position
    {
        get => Interlocked.Read(ref position);
        internal set => Interlocked.Exchange(ref position, value);
    }

    /// <summary>Why the follower stopped for good, or null while it runs.</summary>
    public string? Fault { get; internal set; }

    /// <summary>Completes once the follower knows where it starts, or fails with it.</summary>
    public Task Started => started.Task;

    internal TaskCompletionSource Starting => started;
}
