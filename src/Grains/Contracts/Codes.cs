using System.Collections.Concurrent;

namespace CadreWatch.Grains.Contracts;

/// <summary>One copy of each code in the process, so that ten thousand grains share one “complaint” and comparing two of them mostly ends at the reference.</summary>
public static class Codes
{
    private const int Longest = 64;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The shared copy; what is longer than a code is itself.</summary>
    /// <remarks>The runtime's own table of interned strings takes ten times as long to ask.</remarks>
    public static string Shared(string code) => code.Length > Longest ? code : Known.TryGetValue(code, out var known) ? known : Known.GetOrAdd(code, code);
}
