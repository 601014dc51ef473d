using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>Several kinds of source point at one person within a window.</summary>
/// <param name="Sources">Codes of the sources of <see cref="SignalKind.Source"/> and their Chinese names.</param>
/// <param name="Window">Parameter, months or days.</param>
/// <param name="Minimum">Parameter: kinds of source asked for; reaches <paramref name="Rank"/>.</param>
/// <param name="Proven">Parameter: substantiated facts that raise it to <paramref name="ProvenRank"/>.</param>
public sealed record ConvergencePattern(
    string Code, string Name, IReadOnlyList<(string Source, string Name)> Sources, string Window, string Minimum, int Rank, string Proven, int ProvenRank)
    : Pattern(Code, Name)
{
    public override IEnumerable<string> Parameters => [Window, Minimum, Proven];

    public override bool Concerns(Signal signal, Policy policy) => policy.Kind(signal.Kind) is { Source.Length: > 0 } kind && Sources.Any(s => s.Source == kind.Source);

    internal override DayRange? Reach(Question question) => WindowOf(question, Window);

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Window) is not { } window)
            return Answer.NotApplicable.Missing(Window);
        if (question.Parameter(Minimum) is not { } minimum)
            return Answer.NotApplicable.Missing(Minimum);
        if (question.Parameter(Proven) is not { } proven)
            return Answer.NotApplicable.Missing(Proven);
        var (span, signals) = (Span.Of(window), question.Cadre.Signals);
        var range = span.EndingOn(question.On);
        var (total, names, kinds) = (default(WindowCount), new List<string>(Sources.Count), new List<string>(8));
        var all = Kinds(question.Policy);
        var (counts, at) = (signals.TallyEach(all, range.From, range.To, question.KnownBy), 0);
        foreach (var (source, name) in Sources)
        {
            var count = default(WindowCount);
            var ofSource = question.Policy.KindsOf(source);
            for (var i = 0; i < ofSource.Count; i++)
                count.Add(counts[at++]);
            if (count.Matters == 0)
                continue;
            total.Add(count);
            names.Add(name);
            kinds.AddRange(ofSource);
        }

        if (names.Count < minimum.Value)
            return new Answer.Negative();
        var isProven = total.Substantiated >= proven.Value;
        var rank = isProven ? ProvenRank : Rank;
        var finding = question.LevelsOnly
            ? LevelOnly(question, rank)
            : new(
                Code, Name, question.Policy.Level(rank), Short(total, names, span), Full(total, names, span, range, minimum), range,
                [
                    Condition("来源种类", $"{names.Count} 类", "≥", minimum, true),
                    Condition("属实事实", $"{Wording.Number(total.Substantiated)} 项", "≥", proven, isProven),
                ],
                question.Causes(signals.Newest(kinds, range.From, range.To, question.KnownBy)), total.Matters, total.Secrecy, question.JudgedBy);
        return new Answer.Positive(finding)
        {
            NextChange = signals.OldestDay(kinds, range, question.KnownBy) is { } oldest ? span.LeavesOn(oldest) : null,
        };
    }

    private string[] Kinds(Policy policy) => [.. Sources.SelectMany(s => policy.KindsOf(s.Source))];

    private static string Short(in WindowCount total, List<string> names, Span span)
    {
        var (count, number) = (Wording.Number(total.Matters), names.Count);
        var proof = Wording.Aside(Wording.Proof(total, "件"));
        return Wording.Fit(
            $"近{span.Words}，{string.Join('、', names)} {number} 类来源共 {count} 件{proof}",
            $"近{span.Words} {number} 类来源共 {count} 件{proof}",
            $"近{span.Words} {number} 类来源共 {count} 件{Wording.Aside(Wording.Unproven(total, "件"))}");
    }

    private static string Full(in WindowCount total, List<string> names, Span span, DayRange range, PolicyParameter minimum) =>
        $"近{span.Words}（{Wording.Day(range.From)} 至 {Wording.Day(range.To)}），{string.Join('、', names)} {names.Count} 类来源同时反映，"
        + $"共 {Wording.Number(total.Matters)} 件{Wording.Aside(Wording.Proof(total, "件"))}，达到起算的 {Wording.Number(minimum.Value)} 类"
        + $"{(total.Pieces > total.Matters ? $"；来信 {Wording.Number(total.Pieces)} 封，一信多投已合并" : "")}。依据{minimum.Provision}。";
}
