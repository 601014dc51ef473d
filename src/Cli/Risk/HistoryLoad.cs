using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Risk.Replay;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Replay;

namespace CadreWatch.Cli.Risk;

/// <summary>The histories of all cadres of a journal, read beside a running server, and the rules it has.</summary>
internal sealed record HistoryLoad(IReadOnlyList<CadreHistory> Histories, RulesInForce Rules, TimeZoneInfo Zone)
{
    /// <param name="store">PostgreSQL; null for the SQLite of the folder.</param>
    /// <param name="progress">Told the share read, 0 to 1.</param>
    public static async Task<HistoryLoad> ReadAsync(string folder, string? store, IProgress<double>? progress, CancellationToken cancel)
    {
        await using IJournal journal = store is null ? await SqliteJournal.OpenForReadingAsync(folder) : await PostgresJournal.OpenForReadingAsync(store);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(new SiloOptions { DataFolder = folder }.Zone);
        var codec = OpenedSilo.ProductCodec();
        var rules = await RulesInForce.LoadAsync(journal, codec, zone, cancel);
        var reader = new JournalHistories(journal, codec);
        var count = await reader.CountAsync(cancel);
        var histories = new List<CadreHistory>((int)Math.Min(count, 10_000_000));
        await foreach (var history in reader.ReadAsync(cancel))
        {
            histories.Add(history);
            if (histories.Count % 500 == 0) progress?.Report((double)histories.Count / Math.Max(1, count));
        }
        progress?.Report(1);
        return new(histories, rules, zone);
    }
}
