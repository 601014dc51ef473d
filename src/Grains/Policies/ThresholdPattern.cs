using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>A share that proposes a measure when it is strictly exceeded.</summary>
/// <param name="Proposal">What it proposes, such as 拟起草诫勉供研究; at most twelve characters.</param>
public sealed record ProposalStep(int Rank, string Parameter, string Proposal);

/// <summary>
/// Not satisfied ÷ valid ballots of the newest ballot, strictly over a share; the heaviest step alone. Satisfied strictly under a share is a bar on 优秀.
/// Ballots are whole numbers; shares are compared by multiplication, so exactly the share triggers nothing.
/// </summary>
/// <param name="Minimum">Parameter: fewer valid ballots are not applicable.</param>
/// <param name="Window">Parameter: how long a ballot speaks.</param>
/// <param name="BarUnder">Parameter of the bar on 优秀; empty for none.</param>
public sealed record ThresholdPattern(
    string Code, string Name, IReadOnlyList<string> Kinds, string Minimum, string Window, IReadOnlyList<ProposalStep> Steps, string BarUnder = "") : Pattern(Code, Name)
{
    private const long MostBallots = 100_000_000;

    public override IEnumerable<string> Parameters => [Minimum, Window, .. Steps.Select(s => s.Parameter), .. BarUnder.Length == 0 ? Array.Empty<string>() : [BarUnder]];

    public override bool Concerns(Signal signal, Policy policy) => Kinds.Contains(signal.Kind) && signal.Metric("valid") is not null;

    internal override DayRange? Reach(Question question) => WindowOf(question, Window);

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Window) is not { } window)
            return Answer.NotApplicable.Missing(Window);
        var span = Span.Of(window);
        var range = span.EndingOn(question.On);
        return Latest(question, range) is { } signal
            ? Judge(question, signal, Count(signal, "dissatisfied")!.Value, Count(signal, "valid")!.Value, range) with { NextChange = span.LeavesOn(signal.OccurredOn) }
            : new Answer.NotApplicable("窗口内没有有效的测评票数。");
    }

    /// <summary>The ballot of the latest day; of several on that day the one that became known last, and of those the one with the larger dissatisfied share.</summary>
    private Signal? Latest(Question question, DayRange range)
    {
        Signal? latest = null;
        foreach (var signal in question.Cadre.Signals.Newest(Kinds, range.From, range.To, question.KnownBy))
        {
            if (latest is not null && signal.OccurredOn < latest.OccurredOn)
                break;
            if (Count(signal, "valid") is not null && Count(signal, "dissatisfied") is not null && (latest is null || IsLater(signal, latest)))
                latest = signal;
        }

        return latest;
    }

    private static bool IsLater(Signal signal, Signal than) =>
        signal.KnownOn != than.KnownOn
            ? signal.KnownOn > than.KnownOn
            : Count(signal, "dissatisfied")!.Value * Count(than, "valid")!.Value > Count(than, "dissatisfied")!.Value * Count(signal, "valid")!.Value;

    /// <summary>The bar on 优秀 that one ballot brings about, or null.</summary>
    internal ExcellenceBarred? Bar(Signal signal, string? authority, DateOnly on, Policy policy)
    {
        if (!signal.IsEffective || BarUnder.Length == 0 || policy.Parameter(BarUnder, on, authority) is not { } bar
            || policy.Parameter(Minimum, on, authority) is not { } minimum
            || Count(signal, "valid") is not { } valid || valid < minimum.Value
            || Count(signal, "satisfied") is not { } satisfied || satisfied > valid || satisfied * 100m >= bar.Value * valid)
            return null;
        return new(signal.Key, satisfied, valid, bar.Value, policy.Version, bar.Provision.Source, bar.Provision.Article, bar.Provision.Grade);
    }

    private Answer Judge(Question question, Signal signal, long dissatisfied, long valid, DayRange range)
    {
        if (question.Parameter(Minimum) is not { } minimum)
            return Answer.NotApplicable.Missing(Minimum);
        if (valid < minimum.Value || dissatisfied > valid)
            return new Answer.NotApplicable($"有效票 {Wording.Number(valid)} 票，不足起算的 {Wording.Number(minimum.Value)} 票或票数不符，不作判定。");
        var conditions = new List<FindingCondition> { Condition("有效票", $"{Wording.Number(valid)} 票", "≥", minimum, true) };
        (ProposalStep Step, PolicyParameter Over)? reached = null;
        foreach (var step in Steps)
        {
            if (question.Parameter(step.Parameter) is not { } over)
                return Answer.NotApplicable.Missing(step.Parameter);
            var met = dissatisfied * 100m > over.Value * valid;
            conditions.Add(Condition(
                over.Name, $"{Wording.Percent(dissatisfied, valid, over.Value)} %（{Wording.Number(dissatisfied)} / {Wording.Number(valid)}）", ">", over, met));
            if (met && (reached is null || step.Rank < reached.Value.Step.Rank))
                reached = (step, over);
        }

        if (reached is not var (heaviest, limit))
            return new Answer.Negative();
        var (no, all, share) = (Wording.Number(dissatisfied), Wording.Number(valid), Wording.Percent(dissatisfied, valid, limit.Value));
        var mark = Wording.UnprovenMark(signal.Status);
        var tail = Wording.Aside(mark);
        var core = $"民主测评不满意 {no} 票，占有效票 {all} 票的 {share} %";
        var sentence = $"{core}（阈值 > {Wording.Number(limit.Value)} %），{heaviest.Proposal}{tail}";
        var full = $"{Wording.Day(signal.OccurredOn)} {sentence}。依据{limit.Provision}，自该日起{Span.Of(question.Parameter(Window)!).Words}内有效；"
            + "是否采取措施由承办人研究，测评情况须结合工作实际分析。";
        var shorter = $"不满意 {no} / {all} 票，{share} %（> {Wording.Number(limit.Value)} %），{heaviest.Proposal}{tail}";
        var finding = new Finding(
            Code, Name, question.Policy.Level(heaviest.Rank), Wording.Fit(sentence, core + tail, shorter, $"不满意 {no} / {all} 票{tail}"), full, range,
            conditions, [question.CauseOf(signal)], 1, signal.Secrecy, question.JudgedBy);
        return new Answer.Positive(finding);
    }

    private static long? Count(Signal signal, string metric) =>
        signal.Metric(metric) is { } value && value >= 0 && value <= MostBallots && value == decimal.Truncate(value) ? (long)value : null;
}
