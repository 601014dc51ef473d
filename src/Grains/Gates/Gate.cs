using System.Collections.Immutable;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Gates;

/// <summary>
/// The promotion gate (选任关口): which article stands in the way of an action, and until when. Pure. It never says that a person may be
/// promoted, and an expired period ends its 期满待研判 only by a recorded judgement (who, which meeting, when).
/// </summary>
public sealed class Gate(GatePolicy policy, InfluencePolicy influence)
{
    /// <summary>The seven actions that can be asked for.</summary>
    public static ImmutableArray<Effect> Actions { get; } =
    [
        Effect.Promotion, Effect.FurtherUse, Effect.RankAdvance, Effect.Transfer, Effect.Commendation, Effect.Leaving, Effect.GoingAbroad,
    ];

    /// <summary>The gate over the rows that ship with the product.</summary>
    public static Gate Shipped { get; } = new(GatePolicy.Shipped, InfluencePolicy.Shipped);

    /// <summary>Asks for one action.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is none of <see cref="Actions"/>.</exception>
    public GateAnswer Ask(GateQuestion question, Effect action)
    {
        if (!Actions.Contains(action))
            throw new ArgumentOutOfRangeException(nameof(action), action, "The gate is asked for one of its seven actions.");
        return Ask(question, [action])[0];
    }

    /// <summary>Asks for all seven actions at once, in the order of <see cref="Actions"/>.</summary>
    public ImmutableArray<GateAnswer> AskAll(GateQuestion question) => Ask(question, Actions);

    private ImmutableArray<GateAnswer> Ask(GateQuestion question, ImmutableArray<Effect> actions)
    {
        var known = FactsAsKnown.On(question.Facts, question.KnownOn);
        var reckoned = InfluencePeriods.Of(known, question.KnownOn, influence, question.Authority);
        return [.. actions.Select(action => new ActionInquiry(policy, question, known, reckoned, action).Answer())];
    }
}
