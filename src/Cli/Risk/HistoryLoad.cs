using CadreWatch.Risk.Replay;
using CadreWatch.Silo.InForce;

namespace CadreWatch.Cli.Risk;

/// <summary>The histories of all cadres of a journal, in memory, and the rules it has.</summary>
internal sealed record HistoryLoad(IReadOnlyList<CadreHistory> Histories, RulesInForce Rules, TimeZoneInfo Zone)
{
    /// <param name="progress">Told the share read, 0 to 1.</param>
    /// <inheritdoc cref="OpenedHistories.OpenAsync"/>
    public static async Task<HistoryLoad> ReadAsync(string folder, string? store, IProgress<double>? progress, CancellationToken cancel)
    {
        await using var journal = await OpenedHistories.OpenAsync(folder, store, cancel);
        var count = await journal.CountAsync(cancel);
        var histories = new List<CadreHistory>((int)Math.Min(count, 10_000_000));
        await foreach (var history in journal.ReadAsync(cancel))
        {
            histories.Add(history);
            if (histories.Count % 500 == 0) progress?.Report((double)histories.Count / Math.Max(1, count));
        }

        progress?.Report(1);
        return new(histories, journal.Rules, journal.Zone);
    }
}
