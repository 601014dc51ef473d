namespace CadreWatch.Journal.Chain;

/// <summary>What is wrong with a journal at the first place where it is not what was committed.</summary>
public enum FaultKind
{
    /// <summary>An event's or a text's content does not fit its hash.</summary>
    Altered,

    /// <summary>A position is missing while later ones exist.</summary>
    Deleted,

    /// <summary>The events of a commit or of a stream are all sound, but not in the order, or not the ones, that were committed.</summary>
    Reordered,

    /// <summary>The last events or commits are gone.</summary>
    CutTail,

    /// <summary>All events of a stream, or the stream itself, are gone.</summary>
    DroppedStream,

    /// <summary>The chain is sound in itself but is not the one that was signed.</summary>
    Recomputed,

    /// <summary>A line of the anchors file is not signed with the anchor's key.</summary>
    ForgedAnchor,
}

/// <param name="Position">Position of the event at fault or of the first one missing.</param>
/// <param name="What">One sentence: what was found where.</param>
public sealed record ChainFault(FaultKind Kind, long Position, string What)
{
    /// <summary>The stream at fault, where one is known.</summary>
    public string? Stream { get; init; }
}

/// <param name="Fault">Null for a sound journal.</param>
/// <param name="Events">Events that were verified.</param>
/// <param name="Anchors">Anchor lines that were compared; without any a recomputed chain is not found.</param>
public sealed record VerifyReport(ChainFault? Fault, long Events, int Anchors)
{
    /// <summary>Commits whose hash was verified.</summary>
    public long Commits { get; init; }

    /// <summary>Texts that were compared with the hash in their event; erased ones are not there to be counted.</summary>
    public long Texts { get; init; }
}
