using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures.Steps;

/// <summary>
/// One step that a person can take: when the measure is ready for it, who may, and whether four eyes are asked for. The decider and the list of actions ask
/// the same rule, so that no button says more than the decider grants.
/// </summary>
/// <param name="Code">camelCase, the name in the interface.</param>
/// <param name="Name">Chinese, for a button.</param>
/// <param name="When">Null where the measure is ready; otherwise what is missing.</param>
/// <param name="Who">The ranks of which one is needed.</param>
/// <param name="Independent">Nobody who wrote at the draft takes it.</param>
internal sealed record StepRule(
    string Code, string Name, Func<MeasureState, Refusal?> When, Func<MeasureState, MeasureRules, IReadOnlyList<string>> Who, bool Independent = false)
{
    /// <summary>Null where this actor may take the step now.</summary>
    public Refusal? Check(MeasureState state, MeasureActor actor, MeasureRules rules)
    {
        if (actor.Recused)
            return new("recused", "您与该干部存在回避情形，不得办理此件。");
        if (When(state) is { } early)
            return early;
        var who = Who(state, rules);
        if (!who.Any(actor.Roles.Contains))
            return new("notEntitled", $"{Name}由{MeasureRanks.Words(who)}办理。");
        if (Independent && actor.IsAmong(state.Authors))
            return new("ownDraft", $"拟稿人不得{Name}自己的稿件，请由其他人办理。");
        return Code == "opine" && state.Opinions.Any(opinion => actor.IsAmong([opinion.By, opinion.For ?? opinion.By]))
            ? new("secondOpinion", "同一人不得在一件措施上先后出具两级意见，请由其他人办理。")
            : null;
    }
}
