using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

public abstract record PolicyCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>Puts a document up for approval. The edge has read it already: here only its version is looked at. Reply: <see cref="PolicyReply"/>.</summary>
public sealed record ProposePolicy(Guid Id, DateTimeOffset At, string By, string Version, byte[] Document) : PolicyCommand(Id, At, By);

/// <summary>Approves a proposed version from a day on; never by the one who proposed it. Reply: <see cref="PolicyReply"/>.</summary>
public sealed record ApprovePolicy(Guid Id, DateTimeOffset At, string By, string Version, DateOnly InForceFrom) : PolicyCommand(Id, At, By);

/// <summary>Turns a proposed version down for good, with a reason; also by the one who proposed it. Reply: <see cref="PolicyReply"/>.</summary>
public sealed record RejectPolicy(Guid Id, DateTimeOffset At, string By, string Version, SealedText? Reason) : PolicyCommand(Id, At, By);

/// <param name="InForceFrom">Null unless approved.</param>
public sealed record PolicyReply(string Version, DateOnly? InForceFrom);
