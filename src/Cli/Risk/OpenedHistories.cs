using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Risk.Replay;
using CadreWatch.Silo.Hosting;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Replay;

namespace CadreWatch.Cli.Risk;

/// <summary>A journal opened for reading beside a running server, with the rules it has.</summary>
internal sealed class OpenedHistories : IAsyncDisposable
{
    private readonly IJournal journal;
    private readonly JournalHistories reader;

    private OpenedHistories(IJournal journal, JournalHistories reader, RulesInForce rules, TimeZoneInfo zone) => (this.journal, this.reader, Rules, Zone) = (journal, reader, rules, zone);

    public RulesInForce Rules { get; }

    public TimeZoneInfo Zone { get; }

    /// <param name="store">PostgreSQL; null for the SQLite of the folder.</param>
    public static async Task<OpenedHistories> OpenAsync(string folder, string? store, CancellationToken cancel)
    {
        IJournal journal = store is null ? await SqliteJournal.OpenForReadingAsync(folder) : await PostgresJournal.OpenForReadingAsync(store);
        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(new SiloOptions { DataFolder = folder }.Zone);
            var codec = OpenedSilo.ProductCodec();
            return new(journal, new(journal, codec), await RulesInForce.LoadAsync(journal, codec, zone, cancel), zone);
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public Task<long> CountAsync(CancellationToken cancel) => reader.CountAsync(cancel);

    /// <summary>One cadre after the other.</summary>
    public IAsyncEnumerable<CadreHistory> ReadAsync(CancellationToken cancel) => reader.ReadAsync(cancel);

    public ValueTask DisposeAsync() => journal.DisposeAsync();
}
