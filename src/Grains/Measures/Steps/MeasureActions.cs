using System.Collections.Immutable;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures.Steps;

/// <summary>One thing that can be done with a measure, or not now.</summary>
/// <param name="Code">camelCase, such as <c>issue</c>.</param>
/// <param name="Name">Chinese, for a button.</param>
/// <param name="Possible">True where this actor may do it now.</param>
/// <param name="Rule">The refusal's code; null where it is possible.</param>
/// <param name="Why">Why not; null where it is possible.</param>
/// <param name="Who">The ranks of which one may, as codes.</param>
/// <param name="WhoWords">The same in words.</param>
/// <param name="Note">What the act asks for, with its figure and 未核实 where that belongs; null where there is nothing to say.</param>
public sealed record MeasureAction(
    string Code, string Name, bool Possible, string? Rule, string? Why, IReadOnlyList<string> Who, string WhoWords, string? Note);

/// <summary>What this viewer can do with a measure now, and what not, why, and who may.</summary>
public static class MeasureActions
{
    /// <summary>The possible ones first, each group in the order of a measure's life. What a form never asks for is left out.</summary>
    public static ImmutableArray<MeasureAction> For(MeasureState state, MeasureActor actor, Judgement judgement, DateTimeOffset at)
    {
        var rules = MeasureRules.Of(judgement, judgement.DayOf(at), state.Content.Authority);
        return
        [
            .. StepRules.All.Select(rule => Of(rule, state, actor, rules))
                .Where(action => action.Rule is not ("noReply" or "noSelfExamination" or "noVisit" or "noConclusion" or "noTalk" or "noLetter" or "nothingToIssue"
                    or "noMeasure" or "studyNotNeeded" or "notCoManaged"))
                .OrderByDescending(action => action.Possible),
        ];
    }

    private static MeasureAction Of(StepRule rule, MeasureState state, MeasureActor actor, MeasureRules rules)
    {
        var refusal = rule.Check(state, actor, rules);
        var who = rule.Who(state, rules);
        return new(rule.Code, rule.Name, refusal is null, refusal?.Rule, refusal?.Message, who, MeasureRanks.Words(who), Note(rule.Code, state, rules));
    }

    private static string? Note(string code, MeasureState state, MeasureRules rules) => code switch
    {
        "reply" => state.Content.IsPrincipal ? "主要负责人由本人直接回复" : "须有单位党组织主要负责人签字背书；本人不得为自己背书",
        "refuseReceipt" => "须有两名见证人",
        "recordTalk" => "谈话须两人在场，谈话人与记录人不得为同一人",
        "requestExtension" => Extension(state, rules),
        "opine" when state.NextRank is { } rank => $"待{MeasureRanks.Word(rank)}出具意见（第{state.Opinions.Count + 1}级，共{state.Chain.Count}级）",
        _ => null,
    };

    private static string? Extension(MeasureState state, MeasureRules rules) =>
        state.Deadlines.FirstOrDefault(StepRules.IsExtensible) is { } deadline && rules.Find($"measure.extension.{deadline.Name}") is { } longest
            ? $"由{MeasureRanks.Words(rules.Ranks("extension"))}批准，最长{Clocks.TimeLimit.Of(longest)}"
            : null;
}
