using System.Runtime.CompilerServices;
using System.Text;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Groups;
using CadreWatch.Journal.Tables;
using Npgsql;

namespace CadreWatch.Journal.Postgres;

/// <summary>The journal in a PostgreSQL database that several silos may share. This silo's appends run one after the other on one connection.</summary>
public sealed partial class PostgresJournal : IJournal
{
    /// <summary>How often a waiting follower looks for other silos' commits. NOTIFY would order every commit behind one more lock.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly JournalOptions options;
    private readonly TableCatalog tables;
    private readonly NpgsqlDataSource reads;
    private readonly NpgsqlDataSource writes;
    private readonly PostgresReader reader;
    private readonly SqlFile append = new("Postgres.append");
    private readonly AppendSignal signal = new();
    private readonly RecentEvents recent = new();
    private readonly SemaphoreSlim gate = new(1);
    private PostgresWriter? writer;
    private int disposed;

    private PostgresJournal(string connectionString, JournalOptions options, bool write)
    {
        this.options = options;
        tables = new(options.Tables);
        reads = PostgresSettings.Reader(connectionString, readOnly: !write);
        writes = write ? PostgresSettings.Writer(connectionString) : reads;
        reader = new(reads, tables);
    }

    public string Epoch { get; private set; } = "";

    public IReadTables Tables => reader;

    /// <summary>Opens the journal of a database, creating its tables where they are missing.</summary>
    /// <exception cref="JournalUnavailableException">The server cannot be reached, or its settings would not make commits durable.</exception>
    /// <exception cref="JournalCorruptException">A newer binary wrote the journal.</exception>
    public static async Task<PostgresJournal> OpenAsync(string connectionString, JournalOptions options)
    {
        var journal = new PostgresJournal(connectionString, options, write: true);
        try
        {
            await using (var connection = await journal.writes.OpenConnectionAsync())
            {
                await PostgresSettings.RefuseUnlessDurableAsync(connection);
                journal.Epoch = await new PostgresMigration(connection, options).RunAsync();
            }

            journal.signal.Raise(await journal.HeadAsync(CancellationToken.None));
            return journal;
        }
        catch (Exception e)
        {
            await journal.DisposeAsync();
            if (e is NpgsqlException) throw new JournalUnavailableException(e.Message, e);
            throw;
        }
    }

    /// <summary>Opens an existing journal and changes nothing: no table is made, and the server refuses to append.</summary>
    /// <exception cref="JournalUnavailableException">The server cannot be reached, or the database holds no journal.</exception>
    public static async Task<PostgresJournal> OpenForReadingAsync(string connectionString)
    {
        var journal = new PostgresJournal(connectionString, new(), write: false);
        try
        {
            journal.Epoch = (await journal.reader.ReadAsync(journal.reader.Sql["epoch"], r => r.GetString(0), CancellationToken.None))[0];
            return journal;
        }
        catch (Exception e)
        {
            await journal.DisposeAsync();
            if (e is NpgsqlException) throw new JournalUnavailableException(e.Message, e);
            throw;
        }
    }

    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = Math.Max(1, fromVersion); ;)
        {
            var page = await reader.ReadAsync(reader.Sql["stream"], PostgresReader.Event, cancel, stream, from, Positions.PageSize);
            foreach (var e in page) yield return e;
            if (page.Count < Positions.PageSize) yield break;
            from = page[^1].StreamVersion + 1;
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadAllAsync(long after, int limit, CancellationToken cancel)
    {
        var events = await reader.ReadAsync(reader.Sql["all"], PostgresReader.Event, cancel, after, limit);
        Positions.RequireDense(after, events);
        return events;
    }

    /// <inheritdoc/>
    /// <remarks>Where this silo knows of nothing more, another one may.</remarks>
    public async Task<IReadOnlyList<StoredEvent>> FollowAsync(long after, int limit, CancellationToken cancel) =>
        recent.After(after, limit) is { Count: > 0 } known ? known : await ReadAllAsync(after, limit, cancel);

    public async Task<long> HeadAsync(CancellationToken cancel) => (await reader.ReadAsync(reader.Sql["head"], r => r.GetInt64(0), cancel))[0];

    public async Task<IReadOnlyDictionary<(long Position, string Field), string>> ReadTextsAsync(IReadOnlyCollection<long> positions, CancellationToken cancel)
    {
        var rows = await reader.ReadAsync(
            reader.Sql["texts"], r => (Key: (r.GetInt64(0), r.GetString(1)), Text: Encoding.UTF8.GetString(r.GetFieldValue<byte[]>(2))), cancel, positions.ToArray());
        return rows.ToDictionary(r => r.Key, r => r.Text);
    }

    /// <inheritdoc/>
    /// <remarks>Own commits wake at once; those of other silos within <see cref="Poll"/>, by the system's clock.</remarks>
    public async Task WaitForAppendAsync(long after, TimeSpan atMost, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var until = Task.Delay(atMost, options.Time, over.Token);
        while (signal.Beyond(after) is { IsCompleted: false } moved && !until.IsCompleted)
        {
            var first = await Task.WhenAny(moved, until, Task.Delay(Poll, TimeProvider.System, over.Token));
            cancel.ThrowIfCancellationRequested();
            if (first == moved) break;
            signal.Raise(await HeadAsync(cancel));
        }

        await over.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await gate.WaitAsync();
        if (writer is not null) await writer.DisposeAsync();
        writer = null;
        await writes.DisposeAsync();
        await reads.DisposeAsync();
        gate.Dispose();
    }
}
