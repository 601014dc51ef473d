using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Hosting;

/// <summary>How far a rebuild is.</summary>
/// <param name="Tables">Physical names of the tables that are filled.</param>
/// <param name="Streams">Streams replayed so far.</param>
public sealed record RebuildProgress(IReadOnlyList<string> Tables, long Streams, bool Done);

/// <summary>
/// Fills read tables of a new version from the events, before anything is served: every stream is replayed command by command through its kind's rows, which is
/// what wrote them live. Streams that grew meanwhile, where another silo runs, are replayed again until none did.
/// </summary>
internal sealed class TableRebuild(IEnumerable<KindAdapter> kinds, EventCodec codec, IJournal journal, Action<RebuildProgress>? progress)
{
    private const int Page = 500;
    private const int RowsAtOnce = 2_000;
    private readonly Dictionary<string, KindAdapter> kinds = kinds.ToDictionary(k => k.Name);

    /// <returns>False where every table was in order.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        if (journal is not ITableRebuild source || await source.BeginRebuildAsync(cancel).ConfigureAwait(false) is not { } rebuilding) return false;
        await using (rebuilding.ConfigureAwait(false)) await FillAsync(rebuilding, cancel).ConfigureAwait(false);
        return true;
    }

    private async Task FillAsync(IRebuilding rebuilding, CancellationToken cancel)
    {
        string[] names = [.. rebuilding.Tables.Select(t => t.PhysicalName)];
        var upTo = await journal.HeadAsync(cancel).ConfigureAwait(false);
        var streams = 0L;
        for (IReadOnlyList<(long Id, string Name)> page = await rebuilding.StreamsAsync(0, Page, cancel).ConfigureAwait(false); page.Count > 0;
             page = await rebuilding.StreamsAsync(page[^1].Id, Page, cancel).ConfigureAwait(false))
        {
            await ReplayAsync(rebuilding, [.. page.Select(p => p.Name)], cancel).ConfigureAwait(false);
            progress?.Invoke(new(names, streams += page.Count, false));
        }

        while (!await rebuilding.TryFinishAsync(upTo, cancel).ConfigureAwait(false))
        {
            var grown = await journal.ReadAllAsync(upTo, 10_000, cancel).ConfigureAwait(false);
            await ReplayAsync(rebuilding, [.. grown.Select(e => e.Stream).Distinct()], cancel).ConfigureAwait(false);
            if (grown.Count > 0) upTo = grown[^1].Position;
        }

        progress?.Invoke(new(names, streams, true));
    }

    private async Task ReplayAsync(IRebuilding rebuilding, IReadOnlyList<string> streams, CancellationToken cancel)
    {
        var wanted = rebuilding.Tables.Select(t => t.PhysicalName).ToHashSet(StringComparer.Ordinal);
        var rows = new List<RowChange>();
        foreach (var stream in streams)
        {
            rows.AddRange((await RowsAsync(rebuilding, stream, cancel).ConfigureAwait(false)).Where(r => wanted.Contains(r.Table.PhysicalName)));
            if (rows.Count < RowsAtOnce) continue;
            await rebuilding.PutAsync(rows, cancel).ConfigureAwait(false);
            rows.Clear();
        }

        if (rows.Count > 0) await rebuilding.PutAsync(rows, cancel).ConfigureAwait(false);
    }

    private async Task<List<RowChange>> RowsAsync(IRebuilding rebuilding, string stream, CancellationToken cancel)
    {
        var id = GrainId.Parse(stream, null);
        if (!kinds.TryGetValue(id.Kind, out var kind)) throw new JournalCorruptException($"No grain kind {id.Kind} is known to this binary; a newer one wrote it.");
        var events = new List<StoredEvent>();
        await foreach (var stored in journal.ReadStreamAsync(stream, 1, cancel).ConfigureAwait(false)) events.Add(stored);
        var texts = (await rebuilding.TextsAsync([.. events.Select(e => e.Position)], cancel).ConfigureAwait(false)).ToLookup(t => t.Position);
        var (state, rows) = (kind.Empty(id), new List<RowChange>());
        for (var i = 0; i < events.Count;)
        {
            var (before, beside, first) = (state, new List<EventText>(), i);
            for (; i < events.Count && events[i].CommandId == events[first].CommandId; i++)
            {
                state = kind.Apply(state, codec.Read(events[i]));
                beside.AddRange(texts[events[i].Position].Select(t => new EventText(i - first, t.Field, t.Text)));
            }

            rows.AddRange(kind.Rows(id, before, state, beside));
        }

        return rows;
    }
}
