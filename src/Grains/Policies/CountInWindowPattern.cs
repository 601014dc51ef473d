using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>So many matters within a window. One letter sent to several agencies is one matter.</summary>
/// <param name="Noun">What is counted, such as 反映; at most four characters.</param>
/// <param name="Window">Parameter, months or days.</param>
/// <param name="Steps">“At least” so many for a level; the worst level reached counts.</param>
public sealed record CountInWindowPattern(
    string Code, string Name, IReadOnlyList<string> Kinds, string Noun, string Window, IReadOnlyList<LevelStep> Steps) : Pattern(Code, Name)
{
    public override IEnumerable<string> Parameters => [Window, .. Steps.Select(s => s.Parameter)];

    public override bool Concerns(Signal signal, Policy policy) => Kinds.Contains(signal.Kind);

    internal override DayRange? Reach(Question question) => WindowOf(question, Window);

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Window) is not { } window)
            return Answer.NotApplicable.Missing(Window);
        var span = Span.Of(window);
        var range = span.EndingOn(question.On);
        var count = question.Cadre.Signals.Tally(Kinds, range.From, range.To, question.KnownBy);
        (LevelStep Step, PolicyParameter From)? reached = null;
        foreach (var step in Steps)
        {
            if (question.Parameter(step.Parameter) is not { } from)
                return Answer.NotApplicable.Missing(step.Parameter);
            if (count.Matters >= from.Value && (reached is null || step.Rank < reached.Value.Step.Rank))
                reached = (step, from);
        }

        if (reached is not var (worst, limit))
            return new Answer.Negative();
        var signals = question.Cadre.Signals;
        var finding = question.LevelsOnly
            ? LevelOnly(question, worst.Rank)
            : new(
                Code, Name, question.Policy.Level(worst.Rank), Short(count, span, limit), Full(count, span, range, limit), range, Conditions(question, count),
                question.Causes(signals.Newest(Kinds, range.From, range.To, question.KnownBy)), count.Matters, count.Secrecy, question.JudgedBy);
        return new Answer.Positive(finding)
        {
            NextChange = signals.OldestDay(Kinds, range, question.KnownBy) is { } oldest ? span.LeavesOn(oldest) : null,
        };
    }

    private List<FindingCondition> Conditions(Question question, in WindowCount count)
    {
        var conditions = new List<FindingCondition>(Steps.Count);
        foreach (var step in Steps)
            if (question.Parameter(step.Parameter) is { } from)
                conditions.Add(Condition(from.Name, $"{Wording.Number(count.Matters)} {from.Unit}", "≥", from, count.Matters >= from.Value));
        return conditions;
    }

    private static string Letters(in WindowCount count) =>
        count.Pieces > count.Matters ? $"来信 {Wording.Number(count.Pieces)} 封，一信多投已合并" : "";

    private static string Join(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : $"{a}；{b}";

    internal string Short(in WindowCount count, Span span, PolicyParameter limit)
    {
        var core = $"近{span.Words}收到{Noun} {Wording.Number(count.Matters)} {limit.Unit}";
        var from = $"，起算 {Wording.Number(limit.Value)} {limit.Unit}";
        var (proof, letters) = (Wording.Proof(count, limit.Unit), Letters(count));
        return Wording.Fit(
            core + Wording.Aside(Join(proof, letters)) + from, core + Wording.Aside(Join(proof, letters)), core + Wording.Aside(proof),
            core + Wording.Aside(Wording.Unproven(count, limit.Unit)));
    }

    private string Full(in WindowCount count, Span span, DayRange range, PolicyParameter limit) =>
        $"近{span.Words}（{Wording.Day(range.From)} 至 {Wording.Day(range.To)}）收到{Noun} {Wording.Number(count.Matters)} {limit.Unit}"
        + $"{Wording.Aside(Join(Wording.Proof(count, limit.Unit), Letters(count)))}，达到起算的 {Wording.Number(limit.Value)} {limit.Unit}。依据{limit.Provision}。";
}
