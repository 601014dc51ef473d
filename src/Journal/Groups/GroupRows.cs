using CadreWatch.Journal.Chain;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Groups;

/// <summary>
/// The rows of a decided group, column by column, as bulk statements want them. Made while the head is held: positions, time and hashes are final.
/// </summary>
internal sealed class GroupRows
{
    private readonly byte[] hashes;
    private int next;

    public GroupRows(GroupPlan plan, JournalHead head, DateTimeOffset now)
    {
        var count = plan.EventCount;
        Before = head.Position;
        RecordedAt = Math.Max(Micros.Of(now), head.RecordedAt);
        hashes = new byte[count * ChainHash.Size];
        Streams = new long[count];
        StreamVersions = new long[count];
        CommandIds = new Guid[count];
        EntrySizes = new int[count];
        Names = new string[count];
        Versions = new int[count];
        Bytes = new ReadOnlyMemory<byte>[count];
        Hashes = new ReadOnlyMemory<byte>[count];
        foreach (var winner in plan.Winners) Add(winner);
        CommitHash = ChainHash.OfCommit(head.Hash.Span, Before + 1, Before + count, hashes);
    }

    public long Before { get; }

    public long RecordedAt { get; }

    public long[] Streams { get; }

    public long[] StreamVersions { get; }

    public Guid[] CommandIds { get; }

    /// <summary>On the first event of an entry the number of its events, else 0: the rows with a size are the index of command ids.</summary>
    public int[] EntrySizes { get; }

    public string[] Names { get; }

    public int[] Versions { get; }

    public ReadOnlyMemory<byte>[] Bytes { get; }

    public ReadOnlyMemory<byte>[] Hashes { get; }

    public byte[] CommitHash { get; }

    public List<(long Position, string Field, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Bytes)> Texts { get; } = [];

    /// <summary>Each written stream with its version and chain head afterwards.</summary>
    public List<(long Id, long Version, ReadOnlyMemory<byte> Head)> StreamUpdates { get; } = [];

    private void Add(Winner winner)
    {
        var version = winner.Stream.Version;
        var previous = winner.Stream.Head;
        foreach (var entry in winner.Append.Entries)
        {
            foreach (var text in entry.Texts)
                Texts.Add((Before + next + 1 + text.EventIndex, text.Field, text.Text.Salt, text.Text.Bytes));
            for (var i = 0; i < entry.Events.Count; i++)
            {
                EntrySizes[next] = i == 0 ? entry.Events.Count : 0;
                previous = Add(winner, entry.CommandId, entry.Events[i], ++version, previous);
            }
        }

        StreamUpdates.Add((winner.Stream.Id, version, previous));
    }

    private ReadOnlyMemory<byte> Add(Winner winner, Guid commandId, NewEvent e, long version, ReadOnlyMemory<byte> previous)
    {
        var hash = hashes.AsMemory(next * ChainHash.Size, ChainHash.Size);
        ChainHash.OfEvent(previous.Span, new(winner.Append.Stream, version, commandId, RecordedAt, e.Name, e.Version), e.Bytes.Span, hash.Span);
        Streams[next] = winner.Stream.Id;
        StreamVersions[next] = version;
        CommandIds[next] = commandId;
        Names[next] = e.Name;
        Versions[next] = e.Version;
        Bytes[next] = e.Bytes;
        Hashes[next++] = hash;
        return hash;
    }
}
