using CadreWatch.Grains.Access;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Risk.Replay;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Replay;

namespace CadreWatch.Silo.Backtests;

/// <summary>What is replayed for a viewer: whom the viewer sees, and of each the signals that the viewer may know of. Nothing else is read, so that no figure tells of it.</summary>
/// <param name="CountAsync">About how many people there are.</param>
/// <param name="ReadAsync">Each of them, one at a time.</param>
public sealed record BacktestInput(Func<Viewer, CancellationToken, Task<long>> CountAsync, Func<Viewer, CancellationToken, IAsyncEnumerable<CadreHistory>> ReadAsync)
{
    public static BacktestInput Of(IJournal journal, EventCodec codec)
    {
        var histories = new JournalHistories(journal, codec);
        return new((viewer, cancel) => histories.CountAsync(RightsFilter.Cadres(viewer), cancel), (viewer, cancel) => ReadAllAsync(histories, viewer, cancel));
    }

    private static async IAsyncEnumerable<CadreHistory> ReadAllAsync(
        JournalHistories histories, Viewer viewer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var history in histories.ReadAsync(RightsFilter.Cadres(viewer), cancel).ConfigureAwait(false))
            if (CaseAccess.Reach(viewer, CaseFacts.Of(history.Number, history.Roster)) is { } reach)
                yield return history.Within(reach);
    }
}
