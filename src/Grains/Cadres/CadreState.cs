using System.Collections.Immutable;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Cadres;

/// <summary>A pattern's next change by time alone.</summary>
public sealed record Watch(string Pattern, string Deadline, DateTimeOffset DueAt);

/// <summary>Satisfied ballots under the share in force: a bar on 优秀.</summary>
public sealed record ExcellenceBar(SignalKey Signal, long Satisfied, long Valid, decimal Percent);

/// <summary>Everything the grain knows about one cadre, without names and free text. Immutable.</summary>
/// <param name="Number">The cadre's number, the grain's key.</param>
public sealed partial record CadreState(string Number)
{
    /// <summary>Null until the roster has named the person.</summary>
    public RosterFacts? Roster { get; init; }

    public SignalBook Signals { get; init; } = SignalBook.Empty;

    public AlertBook Alerts { get; init; } = AlertBook.Empty;

    public IReadOnlyList<Watch> Watches { get; init; } = [];

    public ImmutableDictionary<SignalKey, ExcellenceBar> Bars { get; init; } = ImmutableDictionary<SignalKey, ExcellenceBar>.Empty;

    /// <summary>研判意见 as the gate takes them, oldest first.</summary>
    public IReadOnlyList<UseJudged> Judgements { get; init; } = [];

    /// <summary>The latest word of each account on each factor, the newest last.</summary>
    public IReadOnlyList<FactorJudged> FactorOpinions { get; init; } = [];

    /// <summary>
    /// The highest secrecy of what the alert was last judged with and of its causes as they stand now: judging again lowers it, which an ended alert is not.
    /// </summary>
    public Secrecy SecrecyOf(Alert alert)
    {
        var secrecy = alert.Finding.Secrecy;
        foreach (var cause in alert.Finding.Causes)
            if (Signals.Find(cause.Signal)?.Secrecy is { } now && now > secrecy)
                secrecy = now;
        return secrecy;
    }
}
