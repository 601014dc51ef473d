using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;

namespace CadreWatch.Journal.Sqlite;

/// <summary>The journal in one SQLite file of a data folder that one process owns. Appends run one after the other; reads beside them.</summary>
public sealed partial class SqliteJournal : IJournal
{
    private readonly SqliteFiles files;
    private readonly JournalOptions options;
    private readonly TableCatalog tables;
    private readonly SqliteReader reader;
    private readonly SqliteCheckpoints checkpoints;
    private readonly AppendSignal signal = new();
    private readonly RecentEvents recent = new();
    private readonly SemaphoreSlim gate = new(1);
    private SqliteWriter? writer;
    private int disposed;

    private SqliteJournal(SqliteFiles files, JournalOptions options)
    {
        this.files = files;
        this.options = options;
        tables = new(options.Tables);
        reader = new(files, tables);
        checkpoints = new(files);
    }

    public string Epoch { get; private set; } = "";

    public IReadTables Tables => reader;

    /// <summary>Opens or creates the journal of a data folder and takes ownership of the folder until disposed.</summary>
    /// <exception cref="JournalUnavailableException">Another process owns the folder, or its settings would not make commits durable.</exception>
    /// <exception cref="JournalCorruptException">A newer binary wrote the journal.</exception>
    public static async Task<SqliteJournal> OpenAsync(string folder, JournalOptions options)
    {
        var journal = new SqliteJournal(SqliteFiles.Own(folder), options);
        try
        {
            using (var connection = journal.files.Open(write: true))
            {
                SqliteSettings.RefuseUnlessDurable(connection);
                journal.Epoch = new SqliteMigration(connection, options).Run();
            }

            journal.signal.Raise(await journal.HeadAsync(CancellationToken.None));
            return journal;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an existing journal beside the process that owns its folder, if there is one. Appending is refused.</summary>
    /// <exception cref="JournalUnavailableException">There is no journal, or it cannot be read.</exception>
    public static async Task<SqliteJournal> OpenForReadingAsync(string folder)
    {
        var journal = new SqliteJournal(SqliteFiles.Look(folder), new());
        try
        {
            journal.Epoch = (await journal.reader.ReadAsync(journal.reader.Sql["epoch"], r => r.GetString(0), CancellationToken.None))[0];
            return journal;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = Math.Max(1, fromVersion); ;)
        {
            var page = await reader.ReadAsync(reader.Sql["stream"], SqliteReader.Event, cancel, stream, from, Positions.PageSize);
            foreach (var e in page) yield return e;
            if (page.Count < Positions.PageSize) yield break;
            from = page[^1].StreamVersion + 1;
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel)
    {
        var events = await reader.ReadAsync(reader.Sql["all"], SqliteReader.Event, cancel, after, limit);
        Positions.RequireDense(after, events);
        return events;
    }

    public async Task<IReadOnlyList<StoredEvent>> FollowAsync(long after, int limit, CancellationToken cancel) =>
        recent.After(after, limit) ?? await ReadAllAsync(after, limit, cancel);

    public async Task<long> HeadAsync(CancellationToken cancel) => (await reader.ReadAsync(reader.Sql["head"], r => r.GetInt64(0), cancel))[0];

    public async Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel)
    {
        var list = $"[{string.Join(',', positions.Select(p => p.ToString(CultureInfo.InvariantCulture)))}]";
        var rows = await reader.ReadAsync(
            reader.Sql["texts"], r => (Key: (r.GetInt64(0), r.GetString(1)), Text: Encoding.UTF8.GetString(r.GetFieldValue<byte[]>(2))), cancel, list);
        return rows.ToDictionary(r => r.Key, r => r.Text);
    }

    public Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel) => signal.WaitAsync(after, atMost, options.Time, cancel);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await gate.WaitAsync();
        writer?.Dispose();
        writer = null;
        await checkpoints.EndAsync();
        files.Dispose();
        gate.Dispose();
    }
}
