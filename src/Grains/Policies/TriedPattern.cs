using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>
/// A pattern of another policy that is tried beside the one in force, so that one replay tells of both. It asks its own policy, under a code of its own, so that
/// its alerts and deadlines are apart. It stands in no document.
/// </summary>
public sealed record TriedPattern(Pattern Tried, Policy Policy) : Pattern(Mark + Tried.Code, Tried.Name)
{
    private const string Mark = "tried:";

    public override IEnumerable<string> Parameters => Tried.Parameters;

    public override bool ReadsIneffective => Tried.ReadsIneffective;

    public override bool Concerns(Signal signal, Policy policy) => Tried.Concerns(signal, Policy);

    internal override DayRange? Reach(Question question) => Tried.Reach(question with { Policy = Policy });

    public override Answer Evaluate(Question question)
    {
        var answer = Tried.Evaluate(question with { Policy = Policy });
        return answer is Answer.Positive positive ? positive with { Finding = positive.Finding with { Pattern = Code } } : answer;
    }

    /// <summary>The tried pattern's own code; null where the code is that of another pattern.</summary>
    public static string? TriedOf(string code) => code.StartsWith(Mark, StringComparison.Ordinal) ? code[Mark.Length..] : null;
}
