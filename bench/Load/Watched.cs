using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CadreWatch.Bench.Load;

/// <summary>When each alarm was posted, and how long after it each board showed it. Cadres are posted once each, and a board counts each once.</summary>
internal sealed class Watched
{
    private readonly ConcurrentDictionary<int, long> posted = new();

    /// <summary>Milliseconds from post to receipt.</summary>
    public ConcurrentBag<double> Receipts { get; } = [];

    public void Posted(int cadre) => posted[cadre] = Stopwatch.GetTimestamp();

    /// <summary>The first change of an alarm's cadre on a board after its post is its receipt there.</summary>
    public void Seen(BoardClient board, ReadOnlyMemory<byte> record)
    {
        if (CadreOf(record.Span) is { } cadre && posted.TryGetValue(cadre, out var from) && board.FirstSeen(cadre))
            Receipts.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
    }

    /// <summary>Waits until so many have come, or the time is up.</summary>
    public async Task WaitAsync(int receipts, TimeSpan atMost)
    {
        for (var limit = Stopwatch.StartNew(); limit.Elapsed < atMost && Receipts.Count < receipts;) await Task.Delay(50);
    }

    private static int? CadreOf(ReadOnlySpan<byte> record)
    {
        for (var at = record.IndexOf("\"B00"u8); at >= 0 && at + 8 < record.Length; at = record.IndexOf("\"B00"u8))
        {
            if (record[at + 8] == '"' && int.TryParse(record.Slice(at + 2, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var cadre)) return cadre;
            record = record[(at + 4)..];
        }

        return null;
    }
}
