using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Groups;

internal static class Positions
{
    public const int PageSize = 1000;

    /// <exception cref="JournalCorruptException">The positions do not follow <paramref name="after"/> one by one.</exception>
    public static void RequireDense(long after, IReadOnlyList<StoredEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
            if (events[i].Position != after + i + 1) throw new JournalCorruptException($"Position {after + i + 1} is missing from the journal.");
    }
}
