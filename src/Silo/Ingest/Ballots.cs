namespace CadreWatch.Silo.Ingest;

/// <summary>Ballots are counts: whole, not negative, and no more of a sort than there are valid ones.</summary>
internal static class Ballots
{
    public static void Check(ref RowReader reader, SortedDictionary<string, decimal> metrics)
    {
        var valid = Count(ref reader, metrics, "valid");
        var satisfied = Count(ref reader, metrics, "satisfied");
        var dissatisfied = Count(ref reader, metrics, "dissatisfied");
        if (valid is not { } ballots || reader.Fault is not null) return;
        if ((satisfied ?? 0) + (dissatisfied ?? 0) > ballots) reader.Fail("metrics.valid", "outOfRange", "满意票与不满意票之和超过有效票数。");
    }

    private static decimal? Count(ref RowReader reader, SortedDictionary<string, decimal> metrics, string name)
    {
        if (!metrics.TryGetValue(name, out var count)) return null;
        if (count < 0 || count > 1_000_000 || count != decimal.Floor(count)) reader.Fail("metrics." + name, "outOfRange", "票数应为不小于 0 的整数。");
        return count;
    }
}
