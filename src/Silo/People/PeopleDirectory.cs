using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;

namespace CadreWatch.Silo.People;

/// <summary>
/// Who may see what, as the journal has it: every account and the tree of units in memory, read at the start and kept up to date by following. What a cadre is
/// managed by stands in the roster and does not pass through here. Safe for concurrent use; a reader never waits.
/// </summary>
public sealed class PeopleDirectory : IJournalSubscriber, IDisposable
{
    private const int Page = 5_000;
    private readonly IJournal journal;
    private readonly TimeZoneInfo zone;
    private readonly SemaphoreSlim reading = new(1);
    private volatile PeopleSnapshot people = PeopleSnapshot.Empty;

    private PeopleDirectory(IJournal journal, TimeZoneInfo zone) => (this.journal, this.zone) = (journal, zone);

    /// <summary>
    /// Raised with the accounts that see or may do something else than before, or were disabled: their boards start afresh, and the sessions of disabled ones
    /// end. What begins or ends by the calendar alone (a delegation's last day) is not raised; whoever keeps a viewer asks again.
    /// </summary>
    public event Action<IReadOnlyCollection<string>>? Changed;

    public static async Task<PeopleDirectory> LoadAsync(IJournal journal, TimeZoneInfo zone, CancellationToken cancel)
    {
        var directory = new PeopleDirectory(journal, zone);
        await directory.RefreshAsync(cancel).ConfigureAwait(false);
        return directory;
    }

    /// <summary>The account with its rights in force at that moment; null for an unknown or disabled one.</summary>
    public Viewer? ViewerOf(string account, DateTimeOffset now) => people.ViewerOf(account, DayOf(now));

    /// <summary>The account as it was set up, disabled ones too; null where there is none.</summary>
    public Person? Find(string account) => people.Find(account);

    /// <summary>All accounts by name of account.</summary>
    public IReadOnlyList<Person> People => people.All;

    public UnitState Units => people.Units;

    /// <summary>Reads everything again. To be awaited after a command that changed it, so that the next request is answered by it.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var before = people;
            var names = (await AllAsync(ReadTableSet.AccountNames, cancel).ConfigureAwait(false)).ToDictionary(r => (string)r[0]!, r => (string)r[1]!);
            var accounts = await AllAsync(ReadTableSet.Accounts, cancel).ConfigureAwait(false);
            var units = await AllAsync(ReadTableSet.Units, cancel).ConfigureAwait(false);
            people = new(accounts.Select(row => Person.Of(row, names)), UnitRows.State(units));
            if (Changed is { } changed && people.ChangedSince(before) is { Count: > 0 } others) changed(others);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    async ValueTask IJournalSubscriber.OnStartAsync(long position, CancellationToken cancel) => await RefreshAsync(cancel).ConfigureAwait(false);

    async ValueTask IJournalSubscriber.OnEventsAsync(FollowedBatch batch, CancellationToken cancel)
    {
        if (batch.Has<AccountEvent>() || batch.Has<UnitEvent>()) await RefreshAsync(cancel).ConfigureAwait(false);
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private async Task<List<object?[]>> AllAsync(ReadTable table, CancellationToken cancel)
    {
        var rows = new List<object?[]>();
        while (true)
        {
            IReadOnlyList<object?>? after = rows.Count == 0 ? null : [rows[^1][0]];
            var page = await journal.Tables.QueryAsync(new(table, [], [], Page, after), cancel).ConfigureAwait(false);
            rows.AddRange(page);
            if (page.Count < Page) return rows;
        }
    }
}
