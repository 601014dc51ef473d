using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CadreWatch.Silo.Anchors;

/// <summary>
/// Signs the latest commit at the start and every hour, where there is a new one. The file is worth what its copies are: the data folder's own is within reach
/// of whoever can write to the database beside it. A failure is reported and tried again in an hour; nothing waits for it.
/// </summary>
public sealed partial class AnchorKeeper(OpenedSilo silo, IJournal journal, TimeProvider time, ILogger<AnchorKeeper> log) : BackgroundService
{
    /// <summary>Signed commits, a line each, in the data folder.</summary>
    public const string AnchorsFile = "anchors.txt";

    /// <summary>The private key, mode 600, in the data folder.</summary>
    public const string KeyFile = "anchor-key.pem";

    /// <summary>What was committed within it can still be rewritten unseen.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Signs the latest commit; false where there is none, it is signed already, or it could not be done.</summary>
    public async Task<bool> AnchorAsync(CancellationToken cancel)
    {
        var folder = silo.Options.DataFolder;
        try
        {
            using var writer = AnchorWriter.Open(Path.Combine(folder, KeyFile), Path.Combine(folder, AnchorsFile), time);
            return await writer.AppendAsync(journal, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Every, time);
            do await AnchorAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(LogLevel.Error, "The latest commit could not be signed; the next attempt is in an hour.")]
    private partial void LogFailed(Exception e);
}
