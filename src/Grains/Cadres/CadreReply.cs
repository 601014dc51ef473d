namespace CadreWatch.Grains.Cadres;

public enum SignalOutcome : byte
{
    Accepted = 1,

    /// <summary>A later revision: current from now on.</summary>
    Revised = 2,

    /// <summary>An earlier revision that arrived late: kept, the current one stays.</summary>
    Historical = 3,

    /// <summary>Known already; nothing was written.</summary>
    Duplicate = 4,
}

/// <param name="Raised">Alerts that this signal raised anew.</param>
/// <param name="AttributionPending">The fact lies outside the person's time in post and waits for 责任归属.</param>
public sealed record SignalReply(SignalKey Signal, SignalOutcome Outcome, IReadOnlyList<AlertId> Raised, bool AttributionPending = false);

public enum RosterOutcome : byte
{
    Accepted = 1,
    Revised = 2,
    Duplicate = 3,
}

public sealed record RosterReply(RosterOutcome Outcome);

public sealed record AttributionReply(SignalKey Signal, bool Attributed, IReadOnlyList<AlertId> Raised);

/// <param name="Changed">Alerts raised, changed, woken or withdrawn.</param>
public sealed record JudgedReply(IReadOnlyList<AlertId> Changed);

/// <param name="Measure">The fact's id.</param>
/// <param name="Recorded">How many judgements the person has by now.</param>
public sealed record UseJudgementReply(string Measure, int Recorded);

public sealed record FactorReply(string Feature, bool Agrees);

/// <param name="Version">The alert's version after the command.</param>
public sealed record AlertReply(AlertId Alert, int Version);
