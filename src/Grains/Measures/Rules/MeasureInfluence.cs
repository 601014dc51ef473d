using System.Collections.Immutable;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.Measures.Rules;

/// <summary>What a measure says to the influence periods and the gate: the facts that <see cref="InfluencePeriods"/> and <c>Gate</c> take.</summary>
public static class MeasureInfluence
{
    /// <summary>The fact's id, by which a judgement names the measure.</summary>
    public static FactId IdOf(MeasureId measure) => FactId.Parse($"measure:{measure}");

    /// <summary>
    /// None before approval. From then on the measure with the days known so far, so that the policy's start (批准, 谈话 or 送达) can be applied;
    /// a withdrawal follows when it was cancelled, clarified or tolerated.
    /// </summary>
    /// <param name="state">The measure.</param>
    /// <param name="zone">The district's time zone: days are its days.</param>
    public static ImmutableArray<CadreFact> Facts(MeasureState state, TimeZoneInfo zone)
    {
        if (state.ApprovedAt is not { } approved || CodeOf(state.Kind) is not { } code)
            return [];
        var id = IdOf(state.Id);
        var approvedOn = DayOf(approved, zone);
        var taken = new MeasureTaken(id, approvedOn, code, approvedOn)
        {
            TalkedOn = state.TalkedOn,
            DeliveredOn = state.ReceivedOn,
            Decision = state.Papers.FirstOrDefault(paper => paper.Number is not null)?.Number,
        };
        var ended = state.EffectEndedAt ?? (state.Stage == MeasureStage.Cancelled ? state.EndedAt : null);
        return ended is { } at ? [taken, new FactWithdrawn(id, DayOf(at, zone))] : [taken];
    }

    /// <summary>The row of the influence policy; null for a form that it does not know.</summary>
    private static string? CodeOf(MeasureKind kind) =>
        kind is MeasureKind.Reminder or MeasureKind.Inquiry or MeasureKind.Admonition ? kind.Code() : null;

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
