using CadreWatch.Cli.Import.Rows;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Cli.Import.Sending;

/// <summary>
/// Sends spooled rows in batches, several lanes at a time. A lane sends its next batch when the last one was answered, and all rows of a cadre are in one
/// lane, so that they arrive in their order whatever has to be repeated.
/// </summary>
internal sealed class LaneSender(IRowSink sink, ImportTally tally, TimeProvider time, LaneSender.Limits limits)
{
    public async Task SendAsync(RowKind kind, RowSpool spool, Action<int> sent, CancellationToken cancel)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lanes = spool.Lanes(limits.Lanes).Select(lane => Task.Run(
            async () =>
            {
                try
                {
                    await LaneAsync(kind, spool, lane, sent, first.Token);
                }
                catch
                {
                    await first.CancelAsync();
                    throw;
                }
            },
            CancellationToken.None)).ToArray();
        await Task.WhenAll(lanes);
    }

    private static string NameOf(RowKind kind) => kind == RowKind.Cadres ? "cadres" : "signals";

    private async Task LaneAsync(RowKind kind, RowSpool spool, IReadOnlyList<SpooledRow> lane, Action<int> sent, CancellationToken cancel)
    {
        for (var at = 0; at < lane.Count;)
        {
            var batch = Batch(lane, at);
            var result = await WithRetryAsync(kind, spool.Read(batch), cancel);
            tally.Answer(NameOf(kind), result);
            foreach (var rejected in result.Rejected)
            {
                var origin = batch[rejected.Row].Origin;
                tally.Refuse(new(origin.Table, origin.Line, rejected.Field, rejected.Rule, rejected.Message));
            }

            at += batch.Count;
            sent(batch.Count);
        }
    }

    private List<SpooledRow> Batch(IReadOnlyList<SpooledRow> lane, int from)
    {
        var batch = new List<SpooledRow>();
        long bytes = 0;
        for (var i = from; i < lane.Count && batch.Count < limits.Rows && (batch.Count == 0 || bytes + lane[i].Length < limits.Bytes); i++)
        {
            batch.Add(lane[i]);
            bytes += lane[i].Length + 1;
        }

        return batch;
    }

    private async Task<IngestResult> WithRetryAsync(RowKind kind, byte[] rows, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await sink.SendAsync(kind, rows, cancel);
            }
            catch (BusyException e) when (time.GetElapsedTime(begun) < limits.Patience)
            {
                await Task.Delay(e.RetryAfter, time, cancel);
            }
            catch (BusyException e)
            {
                throw new ImportException($"{limits.Patience.TotalMinutes:0} 分钟内一直未能送达，已中止；再次运行同一命令即可续完。最后的原因：{e.Message}", e);
            }
        }
    }

    /// <param name="Lanes">Batches under way at a time.</param>
    /// <param name="Rows">Rows of a batch at most.</param>
    /// <param name="Bytes">Bytes of a batch, aimed at; the server takes 32 MiB.</param>
    /// <param name="Patience">How long a batch is offered again before the import gives up.</param>
    internal sealed record Limits(int Lanes, int Rows, long Bytes, TimeSpan Patience)
    {
        public static readonly Limits Usual = new(4, 5_000, 8 << 20, TimeSpan.FromMinutes(5));
    }
}
