using System.Globalization;
using CadreWatch.Bench.Hosts;

namespace CadreWatch.Bench.Measures;

/// <summary>Seconds of processor time, from /proc.</summary>
internal readonly record struct CpuTime(double User, double System)
{
    private const int ClockTicks = 2;

    public double Total => User + System;

    public static CpuTime operator -(CpuTime later, CpuTime earlier) => new(later.User - earlier.User, later.System - earlier.System);

    public static CpuTime operator +(CpuTime one, CpuTime other) => new(one.User + other.User, one.System + other.System);

    public static CpuTime Of(int process) => Read(process).Time;

    /// <summary>The process, its living children and those it has waited for.</summary>
    public static CpuTime OfFamily(int process)
    {
        var (time, ended, _) = Read(process);
        var sum = time + ended;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            var (own, _, parent) = Read(id);
            if (parent == process) sum += own;
        }

        return sum;
    }

    private static (CpuTime Time, CpuTime Ended, int Parent) Read(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = (double)Native.Configuration(ClockTicks);
            double At(int field) => double.Parse(fields[field - 3], CultureInfo.InvariantCulture) / ticks;
            return (new(At(14), At(15)), new(At(16), At(17)), int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return default;
        }
    }
}
