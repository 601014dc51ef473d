using CadreWatch.Grains.Policies;
using CadreWatch.Risk.Backtests;
using CadreWatch.Web.Meetings;

namespace CadreWatch.Web.Policies;

/// <summary>Lays a policy out for reading: each pattern with its figures, and what differs from the one in force.</summary>
internal sealed class PolicyPatterns(Policy policy, Policy against)
{
    private readonly HashSet<string> same = PolicyDifference.Unchanged(against, policy);

    public IReadOnlyList<PolicyPatternView> Patterns() => [.. policy.Patterns.Select(p => new PolicyPatternView(
        p.Code, p.Name, TypeOf(p), ReadsOf(p), StepsOf(p), [.. policy.Parameters.Where(one => p.Parameters.Contains(one.Code)).Select(Parameter)],
        same.Contains(p.Code) ? "same" : against.Patterns.Any(a => a.Code == p.Code) ? "changed" : "added"))];

    /// <summary>Parameters that no pattern reads.</summary>
    public IReadOnlyList<PolicyParameterView> Rules()
    {
        var read = policy.Patterns.SelectMany(p => p.Parameters).ToHashSet();
        return [.. policy.Parameters.Where(p => !read.Contains(p.Code)).Select(Parameter)];
    }

    public IReadOnlyList<string> Removed() =>
    [
        .. against.Patterns.Where(a => policy.Patterns.All(p => p.Code != a.Code)).Select(a => a.Name),
        .. against.Parameters.Where(a => !policy.Parameters.Any(p => IsSamePlace(p, a))).Select(a => a.Name),
        .. against.Conclusions.Where(a => policy.Conclusions.All(c => c.Code != a.Code)).Select(a => a.Name),
    ];

    public IReadOnlyList<PolicyConclusionView> Conclusions() => [.. policy.Conclusions.Select(c => new PolicyConclusionView(
        c.Code, c.Name, c.Measure is { } measure ? MeetingScreens.MeasureWord(measure) : null,
        against.Conclusions.FirstOrDefault(a => a.Code == c.Code) is not { } before ? "added" : before == c ? "same" : "changed"))];

    private PolicyParameterView Parameter(PolicyParameter p)
    {
        var before = against.Parameters.FirstOrDefault(a => IsSamePlace(a, p));
        return new(
            p.Code, p.Name, p.Value, p.Unit, p.Provision.Source, p.Provision.Article, p.Provision.Grade.ToString(), p.From, p.To, p.Authority,
            before is null ? "added" : before == p ? "same" : "changed", before is null || before.Value == p.Value ? null : before.Value);
    }

    /// <summary>Whether the one stands where the other stood, whatever its value.</summary>
    private static bool IsSamePlace(PolicyParameter a, PolicyParameter b) => a.Code == b.Code && a.Authority == b.Authority && a.From == b.From;

    private static string TypeOf(Pattern pattern) => pattern switch
    {
        ThresholdPattern => "threshold",
        CountInWindowPattern => "countInWindow",
        ConvergencePattern => "convergence",
        RateChangePattern => "rateChange",
        FindingPattern => "finding",
        OverduePattern => "overdue",
        ModelPattern => "model",
        _ => throw new InvalidOperationException($"No word for a {pattern.GetType().Name}."),
    };

    private List<string> ReadsOf(Pattern pattern) => pattern switch
    {
        ThresholdPattern p => Names(p.Kinds),
        CountInWindowPattern p => Names(p.Kinds),
        ConvergencePattern p => [.. p.Sources.Select(s => s.Name)],
        RateChangePattern p => Names(p.Kinds),
        FindingPattern p => Names(p.FiledKinds),
        OverduePattern p => Names(p.Kinds),
        _ => [],
    };

    private static List<PolicyStepView> StepsOf(Pattern pattern) =>
    [
        .. (pattern switch
        {
            ThresholdPattern p => p.Steps.Select(s => new PolicyStepView(s.Rank, s.Parameter, s.Proposal)),
            CountInWindowPattern p => p.Steps.Select(s => new PolicyStepView(s.Rank, s.Parameter, null)),
            ConvergencePattern p => [new(p.Rank, p.Minimum, null), new(p.ProvenRank, p.Proven, null)],
            RateChangePattern p => [new(p.Rank, p.Factor, null)],
            FindingPattern p => [new(p.FiledRank, null, "立案"), new(p.SeriousRank, p.Severity, null)],
            OverduePattern p => p.Steps.Select(s => new PolicyStepView(s.Rank, s.Parameter, null)),
            ModelPattern p => [new(p.Rank, p.Budget, null)],
            _ => (IEnumerable<PolicyStepView>)[],
        }).OrderBy(s => s.Rank),
    ];

    private List<string> Names(IEnumerable<string> kinds) => [.. kinds.Select(code => policy.Kind(code)?.Name ?? code)];
}
