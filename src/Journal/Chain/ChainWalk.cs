using System.Buffers;

namespace CadreWatch.Journal.Chain;

/// <summary>One pass over a journal's rows in position order, holding the chain head of every stream and of the commits.</summary>
internal sealed class ChainWalk(IChainSource source, IReadOnlyList<AnchorLine> anchors)
{
    private const int Page = 2000;
    private readonly Dictionary<long, (long Version, byte[] Head)> streams = [];
    private readonly Queue<ChainCommit> commits = [];
    private readonly ArrayBufferWriter<byte> hashes = new();
    private ReadOnlyMemory<byte> commitHead = ChainHash.Genesis;
    private long commitLast;
    private int nextAnchor;

    public long Position { get; private set; }

    public long Commits { get; private set; }

    public long Texts { get; private set; }

    public async Task<ChainFault?> RunAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        var head = await source.ChainHeadAsync(cancel);
        while (Position < head.Position)
        {
            var events = await source.EventsAsync(Position, Page, cancel);
            if (events.Count == 0) return await MissingAsync(tail: true, cancel);
            var texts = (await source.TextsAsync(Position, events[^1].Position, cancel)).ToLookup(t => t.Position);
            foreach (var e in events.Where(e => e.Position <= head.Position))
            {
                if (e.Position != Position + 1) return await MissingAsync(tail: false, cancel);
                var fault = CheckEvent(e, texts[e.Position]) ?? await CheckCommitAsync(e, cancel);
                if (fault is not null) return fault;
            }

            progress?.Report(Position);
        }

        return await CheckEndAsync(head, cancel);
    }

    private ChainFault? CheckEvent(ChainEvent e, IEnumerable<ChainText> texts)
    {
        if (e.Facts.Stream.Length == 0) return new(FaultKind.DroppedStream, e.Position, $"The stream of event {e.Position} is not in the journal.");
        var (version, head) = streams.GetValueOrDefault(e.StreamId, (0, []));
        if (e.Facts.StreamVersion != version + 1)
            return new(FaultKind.Reordered, e.Position, $"Event {e.Position} is number {e.Facts.StreamVersion} of {e.Facts.Stream} where number {version + 1} belongs.") { Stream = e.Facts.Stream };
        var hash = new byte[ChainHash.Size];
        ChainHash.OfEvent(version == 0 ? ChainHash.Genesis.Span : head, e.Facts, e.Bytes, hash);
        if (!hash.AsSpan().SequenceEqual(e.Hash)) return new(FaultKind.Altered, e.Position, $"Event {e.Position} of {e.Facts.Stream} is not what its hash says.") { Stream = e.Facts.Stream };
        foreach (var text in texts)
        {
            if (!JournalVerifier.Carries(e.Bytes, text))
                return new(FaultKind.Altered, e.Position, $"The text {text.Field} of event {e.Position} is not the one its event names.") { Stream = e.Facts.Stream };
            Texts++;
        }

        streams[e.StreamId] = (e.Facts.StreamVersion, hash);
        hashes.Write(hash);
        Position = e.Position;
        return null;
    }

    private async Task<ChainFault?> CheckCommitAsync(ChainEvent e, CancellationToken cancel)
    {
        if (commits.Count == 0)
            foreach (var row in await source.CommitsAsync(commitLast, Page, cancel)) commits.Enqueue(row);
        if (commits.Count == 0) return new(FaultKind.CutTail, e.Position, $"No commit covers event {e.Position}.");
        var commit = commits.Peek();
        if (commit.First != commitLast + 1 || commit.Last < e.Position) return new(FaultKind.Deleted, commitLast + 1, $"The commit that begins at {commitLast + 1} is not in the journal.");
        if (commit.Algorithm != ChainHash.Sha256) return new(FaultKind.Altered, commit.First, $"Commit {commit.First}–{commit.Last} names the unknown algorithm {commit.Algorithm}.");
        return e.Position < commit.Last ? null : Close(commits.Dequeue());
    }

    private ChainFault? Close(ChainCommit commit)
    {
        var hash = ChainHash.OfCommit(commitHead.Span, commit.First, commit.Last, hashes.WrittenSpan);
        if (!hash.AsSpan().SequenceEqual(commit.Hash))
            return new(FaultKind.Reordered, commit.First, $"Events {commit.First}–{commit.Last} are not those, or not in the order, that were committed together.");
        hashes.ResetWrittenCount();
        (commitHead, commitLast) = (hash, commit.Last);
        Commits++;
        for (; nextAnchor < anchors.Count && anchors[nextAnchor].Position <= commit.Last; nextAnchor++)
        {
            var anchor = anchors[nextAnchor];
            if (anchor.Position != commit.Last || !anchor.Hash.AsSpan().SequenceEqual(hash))
                return new(FaultKind.Recomputed, anchor.Position, $"The commit at {anchor.Position} is not the one signed at {anchor.SignedAt:O}: the chain was recomputed.");
        }

        return null;
    }

    private async Task<ChainFault?> CheckEndAsync((long Position, byte[] Hash) head, CancellationToken cancel)
    {
        if (nextAnchor < anchors.Count)
            return new(FaultKind.CutTail, Position + 1, $"The journal ends at {Position}, but position {anchors[nextAnchor].Position} was signed at {anchors[nextAnchor].SignedAt:O}.");
        if (commitLast != head.Position || !commitHead.Span.SequenceEqual(head.Hash)) return new(FaultKind.CutTail, commitLast + 1, $"The last commit is not the one the head names at {head.Position}.");
        var beyond = await source.EventsAsync(head.Position, 1, cancel);
        if (beyond.Count > 0 && !await MovedAsync(head.Position, cancel)) return new(FaultKind.CutTail, head.Position + 1, $"Events stand beyond the head at {head.Position}.");
        for (var id = 0L; ;)
        {
            var rows = await source.StreamsAsync(id, Page, cancel);
            foreach (var row in rows)
                if (CheckStream(row) is { } fault && !await MovedAsync(head.Position, cancel)) return fault;
            if (rows.Count < Page) return null;
            id = rows[^1].Id;
        }
    }

    /// <summary>Someone appended meanwhile: what stands beyond the head that this walk began with is left to the next verification.</summary>
    private async Task<bool> MovedAsync(long from, CancellationToken cancel) => (await source.ChainHeadAsync(cancel)).Position > from;

    private ChainFault? CheckStream(ChainStream row)
    {
        var (version, head) = streams.GetValueOrDefault(row.Id, (0, []));
        if (version == 0 && row.Version > 0) return new(FaultKind.DroppedStream, Position + 1, $"{row.Name} has no events where {row.Version} belong.") { Stream = row.Name };
        if (row.Version > version) return new(FaultKind.CutTail, Position + 1, $"{row.Name} ends at {version} where {row.Version} belong.") { Stream = row.Name };
        if (row.Version < version || (version > 0 && !head.AsSpan().SequenceEqual(row.Head)))
            return new(FaultKind.Altered, Position, $"The chain head of {row.Name} is not that of its events.") { Stream = row.Name };
        return null;
    }

    private async Task<ChainFault> MissingAsync(bool tail, CancellationToken cancel)
    {
        if (await source.LostStreamAsync(cancel) is { } lost)
            return new(FaultKind.DroppedStream, Position + 1, $"The events of {lost} are gone, the first at or after {Position + 1}.") { Stream = lost };
        return tail
            ? new(FaultKind.CutTail, Position + 1, $"The journal ends at {Position}, before its head.")
            : new(FaultKind.Deleted, Position + 1, $"Event {Position + 1} is missing.");
    }
}
