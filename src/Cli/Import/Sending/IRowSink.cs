using CadreWatch.Silo.Ingest;

namespace CadreWatch.Cli.Import.Sending;

/// <summary>Where batches go: a running server, or the silo within this process.</summary>
public interface IRowSink
{
    /// <summary>Sends one batch of NDJSON and answers once it is durable. Any number at a time; sending again is safe.</summary>
    /// <exception cref="BusyException">Take the batch again after the hint.</exception>
    /// <exception cref="ImportException">No batch will be taken.</exception>
    Task<IngestResult> SendAsync(RowKind kind, ReadOnlyMemory<byte> rows, CancellationToken cancel);
}

public enum RowKind
{
    Cadres,
    Signals,
}

/// <summary>The receiver is full, restarting or unsure of the outcome.</summary>
public sealed class BusyException(TimeSpan retryAfter, string reason) : Exception(reason)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
