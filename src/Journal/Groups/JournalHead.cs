namespace CadreWatch.Journal.Groups;

/// <summary>The single row that gives positions their order: last position, hash of the last commit, time of the last commit in microseconds.</summary>
internal readonly record struct JournalHead(long Position, ReadOnlyMemory<byte> Hash, long RecordedAt);
