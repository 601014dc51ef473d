using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Groups;

/// <summary>The highest version of each event name that was ever written by a binary, against what this one can read.</summary>
internal static class ContractSet
{
    /// <exception cref="JournalCorruptException">This binary is older than the one that last opened the journal.</exception>
    public static void RefuseIfOlder(IEnumerable<(string Name, int Version)> recorded, IReadOnlyList<(string Name, int Version)> ours)
    {
        var known = Highest(ours);
        var missing = recorded.Where(r => known.GetValueOrDefault(r.Name) < r.Version).Select(r => $"{r.Name} v{r.Version}").Order(StringComparer.Ordinal).ToArray();
        if (missing.Length == 0) return;
        throw new JournalCorruptException($"This binary is older than the journal: it does not know {string.Join(", ", missing)}.");
    }

    public static void RefuseOlderTable(string name, long recorded, int ours)
    {
        if (recorded > ours) throw new JournalCorruptException($"This binary is older than the journal: read table {name} has version {recorded}, not {ours}.");
    }

    public static Dictionary<string, int> Highest(IReadOnlyList<(string Name, int Version)> contracts) =>
        contracts.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => g.Max(c => c.Version), StringComparer.Ordinal);
}
