using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

/// <summary>A fact in the life of the district's policy (grain <c>policy/district</c>). Closed: every concrete event stands in this file.</summary>
public abstract record PolicyEvent : Event;

/// <param name="Document">The document's exact UTF-8 bytes.</param>
/// <param name="Digest">SHA-256 of the document, 64 hexadecimal digits.</param>
public sealed record PolicyProposed(string Version, ReadOnlyMemory<byte> Document, string Digest, DateTimeOffset At, string By) : PolicyEvent;

/// <param name="InForceFrom">First day on which this version is in force.</param>
public sealed record PolicyApproved(string Version, DateOnly InForceFrom, DateTimeOffset At, string By) : PolicyEvent;

/// <param name="NoteHash">Hash of the reason, a text.</param>
public sealed record PolicyRejected(string Version, string NoteHash, DateTimeOffset At, string By) : PolicyEvent;
