using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Silo.Ingest;

/// <summary>Which numbers are on the roster. A number once there stays there, so those found are remembered, up to a bound.</summary>
internal sealed class KnownCadres(IJournal journal)
{
    private const int Remembered = 200_000;
    private const int Chunk = 500;
    private readonly ConcurrentDictionary<string, byte> found = new(StringComparer.Ordinal);

    public bool Contains(string number) => found.ContainsKey(number);

    /// <summary>Looks up those of the numbers that are not remembered.</summary>
    public async Task LookUpAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        if (found.Count > Remembered) found.Clear();
        foreach (var chunk in numbers.Where(n => !found.ContainsKey(n)).Distinct(StringComparer.Ordinal).Chunk(Chunk).ToList())
        {
            var query = new RowQuery(ReadTableSet.Cadres, [new("number", Comparison.In, chunk)], [], Chunk);
            foreach (var row in await journal.Tables.QueryAsync(query, cancel).ConfigureAwait(false)) found.TryAdd((string)row[0]!, 0);
        }
    }
}
