using CadreWatch.Grains.Contracts;

namespace CadreWatch.Journal.Contract;

/// <summary>One event as it will be stored.</summary>
/// <param name="Name">Stored name, such as <c>cadre.signalRecorded</c>; never changes.</param>
/// <param name="Version">Version of the stored shape, from 1.</param>
/// <param name="Bytes">UTF-8 JSON, kept byte for byte.</param>
public readonly record struct NewEvent(string Name, int Version, ReadOnlyMemory<byte> Bytes);

/// <summary>The events of one decided command, and their texts by index into <paramref name="Events"/>.</summary>
public sealed record AppendEntry(Guid CommandId, IReadOnlyList<NewEvent> Events, IReadOnlyList<EventText> Texts);

/// <summary>What one activation wants appended to its stream.</summary>
/// <param name="ExpectedVersion">Number of events the stream has; 0 for a new one.</param>
/// <param name="Rows">Read-table changes that follow from all entries together.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, IReadOnlyList<AppendEntry> Entries, IReadOnlyList<RowChange> Rows)
{
    /// <summary>Positions of earlier events whose texts are erased in the same transaction, if this append has events and wins. The events and the chain stay.</summary>
    public IReadOnlyList<long> EraseTexts { get; init; } = [];
}

/// <summary>What became of one append. The cases are documented on <see cref="IJournal.AppendAsync"/>.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <param name="FirstPosition">Position of the first event; 0 where there was none. An append's events have consecutive positions.</param>
    /// <param name="Version">The stream's version afterwards.</param>
    public sealed record Appended(long FirstPosition, long Version, DateTimeOffset RecordedAt) : AppendOutcome;

    /// <param name="Actual">The stream's version.</param>
    public sealed record Conflict(long Actual) : AppendOutcome;

    /// <param name="First">For each command id already stored: the positions of its first and last event.</param>
    public sealed record Duplicate(IReadOnlyDictionary<Guid, (long First, long Last)> First) : AppendOutcome;

    public sealed record Unknown : AppendOutcome
    {
        public static readonly Unknown Instance = new();
    }
}

/// <summary>One event as it stands in the journal.</summary>
/// <param name="Position">Dense, from 1, in commit order over all streams.</param>
/// <param name="StreamVersion">From 1 within the stream.</param>
/// <param name="CommandId">The command it came from.</param>
/// <param name="RecordedAt">When its group was committed, by the journal's clock, UTC, in whole microseconds.</param>
public sealed record StoredEvent(
    long Position, string Stream, long StreamVersion, Guid CommandId, DateTimeOffset RecordedAt, string Name, int Version, ReadOnlyMemory<byte> Bytes);

/// <summary>The store could not be reached or is busy; nothing of the group was written. Callers answer 503 with a retry hint.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The journal contradicts itself: a gap, a broken chain, an unknown contract. Nothing goes on from here without a person.</summary>
public sealed class JournalCorruptException(string message) : Exception(message);
