using System.Runtime.CompilerServices;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Risk.Replay;

namespace CadreWatch.Silo.Replay;

/// <summary>Reads the journal cadre by cadre, in the order of their numbers, each stream in its own order. Alerts and texts are not read.</summary>
public sealed class JournalHistories(IJournal journal, EventCodec codec)
{
    private const int Page = 10_000;

    private static readonly HashSet<string> Read =
    [
        "cadre.rosterRecorded", "cadre.signalRecorded", "cadre.signalRevised", "cadre.signalHistoryRecorded", "cadre.attributionDecided",
    ];

    /// <summary>How many cadres there are.</summary>
    public Task<long> CountAsync(CancellationToken cancel) => CountAsync([], cancel);

    /// <summary>How many of them meet conditions on <see cref="ReadTableSet.Cadres"/>.</summary>
    public async Task<long> CountAsync(IReadOnlyList<Condition> where, CancellationToken cancel) =>
        await journal.Tables.CountAsync(ReadTableSet.Cadres, where, [], cancel).ConfigureAwait(false) is [[long count, ..], ..] ? count : 0;

    public IAsyncEnumerable<CadreHistory> ReadAsync(CancellationToken cancel) => ReadAsync([], cancel);

    /// <summary>Of those that meet conditions on <see cref="ReadTableSet.Cadres"/>.</summary>
    public async IAsyncEnumerable<CadreHistory> ReadAsync(IReadOnlyList<Condition> where, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<object?>? after = null;
        while (true)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.Cadres, where, [("number", false)], Page, after), cancel).ConfigureAwait(false);
            foreach (var row in rows)
                yield return await ReadAsync((string)row[0]!, cancel).ConfigureAwait(false);
            if (rows.Count < Page)
                yield break;
            after = [rows[^1][0], rows[^1][0]];
        }
    }

    public async Task<CadreHistory> ReadAsync(string number, CancellationToken cancel)
    {
        var history = new CadreHistory(number);
        await foreach (var stored in journal.ReadStreamAsync(CadreGrain.IdOf(number).ToString(), 1, cancel).ConfigureAwait(false))
            if (Read.Contains(stored.Name))
                history.Add((CadreEvent)codec.Read(stored), stored.RecordedAt);
        return history;
    }
}
