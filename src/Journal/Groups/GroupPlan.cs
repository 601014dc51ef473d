using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Groups;

/// <summary>A stream as it stands under the group's lock. <c>Id</c> is 0 where it does not exist.</summary>
internal readonly record struct StreamRow(long Id, long Version, ReadOnlyMemory<byte> Head);

/// <summary>An append that will be written. Its events stand at <paramref name="Offset"/> among the group's.</summary>
internal readonly record struct Winner(int Index, StreamAppend Append, StreamRow Stream, int Offset, int EventCount);

/// <summary>Who wins, who loses and why: the cases of <see cref="IJournal.AppendAsync"/>, the same for every store.</summary>
internal sealed class GroupPlan(IReadOnlyList<StreamAppend> group)
{
    private readonly AppendOutcome?[] outcomes = new AppendOutcome?[group.Count];
    private readonly HashSet<Guid> taken = [];
    private readonly List<(int Index, Dictionary<Guid, (long First, long Last)> First)> echoes = [];

    public List<Winner> Winners { get; } = new(group.Count);

    public int EventCount { get; private set; }

    /// <summary>Decides the append at <paramref name="index"/>; to be called in the order of the group.</summary>
    /// <param name="stored">Stored command ids with the positions of their first and last event; others than this append's do no harm.</param>
    public void Decide(int index, StreamRow stream, IReadOnlyDictionary<Guid, (long First, long Last)> stored)
    {
        var append = group[index];
        if (FindDuplicates(index, append, stored) is { } duplicate)
        {
            outcomes[index] = duplicate;
            return;
        }

        if (stream.Version != append.ExpectedVersion)
        {
            outcomes[index] = new AppendOutcome.Conflict(stream.Version);
            return;
        }

        Win(index, append, stream);
    }

    /// <summary>The outcomes, once positions are known.</summary>
    /// <param name="before">Position of the last event before this group.</param>
    public IReadOnlyList<AppendOutcome> Finish(long before, long recordedAt)
    {
        var at = Micros.ToInstant(recordedAt);
        foreach (var winner in Winners)
            outcomes[winner.Index] = new AppendOutcome.Appended(before + winner.Offset + 1, winner.Stream.Version + winner.EventCount, at);
        if (echoes.Count > 0) AnswerEchoes(before);
        return outcomes!;
    }

    private void Win(int index, StreamAppend append, StreamRow stream)
    {
        var count = 0;
        foreach (var entry in append.Entries)
        {
            if (entry.Events.Count == 0) continue;
            count += entry.Events.Count;
            taken.Add(entry.CommandId);
        }

        if (count == 0)
        {
            outcomes[index] = new AppendOutcome.Appended(0, stream.Version, default);
            return;
        }

        Winners.Add(new(index, append, stream, EventCount, count));
        EventCount += count;
    }

    private AppendOutcome.Duplicate? FindDuplicates(int index, StreamAppend append, IReadOnlyDictionary<Guid, (long First, long Last)> stored)
    {
        Dictionary<Guid, (long First, long Last)>? found = null;
        var echo = false;
        foreach (var entry in append.Entries)
        {
            if (stored.TryGetValue(entry.CommandId, out var first))
            {
                (found ??= [])[entry.CommandId] = first;
            }
            else if (taken.Contains(entry.CommandId))
            {
                (found ??= [])[entry.CommandId] = default;
                echo = true;
            }
        }

        if (echo) echoes.Add((index, found!));
        return found is null ? null : new AppendOutcome.Duplicate(found);
    }

    /// <summary>A command id that another append of the same group has just taken: its positions are known only now.</summary>
    private void AnswerEchoes(long before)
    {
        var places = new Dictionary<Guid, (long First, long Last)>();
        foreach (var winner in Winners)
        {
            var position = before + winner.Offset;
            foreach (var entry in winner.Append.Entries)
            {
                if (entry.Events.Count > 0) places[entry.CommandId] = (position + 1, position + entry.Events.Count);
                position += entry.Events.Count;
            }
        }

        foreach (var (_, first) in echoes)
            foreach (var id in first.Keys.ToArray())
                if (first[id].First == 0) first[id] = places[id];
    }
}
