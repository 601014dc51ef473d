using System.Collections.Immutable;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Measures.Rules;

/// <summary>The rules of measures on one day for one management authority: the policy in force first, then what ships with the product.</summary>
public sealed class MeasureRules(Policy policy, DateOnly on, string? authority)
{
    /// <summary>The version of the policy that is asked first.</summary>
    public string PolicyVersion => policy.Version;

    public static MeasureRules Of(Judgement judgement, DateOnly on, string? authority) => new(judgement.PolicyOn(on), on, authority);

    /// <exception cref="KeyNotFoundException">No row has this code: a bug, because every code that is asked for ships with the product.</exception>
    public MeasureFigure Figure(string code) => Find(code) ?? throw new KeyNotFoundException(code);

    /// <summary>The figure of a code, or null where there is none.</summary>
    public MeasureFigure? Find(string code) =>
        policy.Parameter(code, on, authority) is { } own
            ? new(own.Code, own.Name, own.Value, own.Unit, own.Provision, own.From, own.To, own.Authority)
            : Prefer(MeasurePolicy.Shipped.Figures.Where(row => row.Code == code && row.Holds(on, authority)));

    /// <summary>The chain of an act; null where the rules know none.</summary>
    public ApprovalChain? Chain(string act) =>
        Prefer(policy.Chains.Where(row => row.Act == act && row.Holds(on, authority)))
        ?? Prefer(MeasurePolicy.Shipped.Chains.Where(row => row.Act == act && row.Holds(on, authority)));

    /// <summary>The ranks of an act; empty where the rules know none, so that nobody may.</summary>
    public ImmutableArray<string> Ranks(string act) => Chain(act)?.Ranks ?? [];

    private static T? Prefer<T>(IEnumerable<T> rows)
        where T : PolicyRow => rows.OrderBy(row => row.Authority is null).FirstOrDefault();
}
