using System.Diagnostics;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Bench.InProcess;

/// <summary>The product's own rows, ready made, written through the journal and nothing else: the most that ingest could reach.</summary>
internal static class RawWrite
{
    /// <returns>Events per second.</returns>
    public static async Task<double> RunAsync(IJournal journal, IReadOnlyList<IReadOnlyList<StreamAppend>> groups, TimeSpan atMost)
    {
        var events = 0L;
        var clock = Stopwatch.StartNew();
        foreach (var group in groups)
        {
            if (clock.Elapsed > atMost) break;
            foreach (var outcome in await journal.AppendAsync(group, CancellationToken.None))
                if (outcome is not AppendOutcome.Appended) throw new BenchFailedException($"A raw append was answered {outcome}.");
            events += group.Sum(Groups.Count);
        }

        return events / clock.Elapsed.TotalSeconds;
    }
}
