using System.Runtime.InteropServices;

namespace CadreWatch.Bench.Hosts;

/// <summary>The few calls of the system that .NET does not offer.</summary>
internal static partial class Native
{
    public const int Term = 15;
    public const int KillNow = 9;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(int file);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "sysconf")]
    public static partial nint Configuration(int name);

    /// <summary>The system's load average of the last minute: figures taken above the number of cores say little.</summary>
    public static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
