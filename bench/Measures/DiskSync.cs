using System.Diagnostics;
using CadreWatch.Bench.Hosts;

namespace CadreWatch.Bench.Measures;

/// <summary>What one durable write costs on a volume: 8 KiB appended in place and flushed by fdatasync, as a commit does.</summary>
internal static class DiskSync
{
    private const int Writes = 300;
    private const int Size = 8192;

    /// <returns>Median and 99th percentile in milliseconds.</returns>
    public static (double P50, double P99) Measure(string folder)
    {
        var path = Path.Combine(folder, "fdatasync.probe");
        var times = new List<double>(Writes);
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.None, Size * Writes))
        {
            var block = new byte[Size];
            RandomAccess.Write(file, new byte[Size * Writes], 0);
            _ = Native.SyncData((int)file.DangerousGetHandle());
            for (var i = 0; i < Writes; i++)
            {
                Random.Shared.NextBytes(block);
                var from = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, (long)i * Size);
                if (Native.SyncData((int)file.DangerousGetHandle()) != 0) throw new BenchFailedException("fdatasync failed.");
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return (Percentiles.At(times, 0.5), Percentiles.At(times, 0.99));
    }
}
