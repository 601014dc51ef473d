using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>More matters lately than the person's own past, per equal length of time. Nobody else's numbers enter.</summary>
/// <param name="Noun">What is counted; at most four characters.</param>
/// <param name="Recent">Parameter: length of the recent window, days.</param>
/// <param name="Past">Parameter: length of the past before it, days. A shorter record is not applicable.</param>
/// <param name="Factor">Parameter: strictly more than so many times the past.</param>
/// <param name="Minimum">Parameter: fewer recent matters are negative whatever the factor.</param>
public sealed record RateChangePattern(
    string Code, string Name, IReadOnlyList<string> Kinds, string Noun, string Recent, string Past, string Factor, string Minimum, int Rank) : Pattern(Code, Name)
{
    public override IEnumerable<string> Parameters => [Recent, Past, Factor, Minimum];

    public override bool Concerns(Signal signal, Policy policy) => Kinds.Contains(signal.Kind);

    /// <summary>Both windows.</summary>
    internal override DayRange? Reach(Question question) =>
        question.Parameter(Recent) is { } recent && question.Parameter(Past) is { } past
            ? new Span(Length(recent) + Length(past), false).EndingOn(question.On)
            : null;

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Recent) is not { } recent)
            return Answer.NotApplicable.Missing(Recent);
        if (question.Parameter(Past) is not { } past)
            return Answer.NotApplicable.Missing(Past);
        if (question.Parameter(Factor) is not { } factor)
            return Answer.NotApplicable.Missing(Factor);
        if (question.Parameter(Minimum) is not { } minimum)
            return Answer.NotApplicable.Missing(Minimum);
        var (now, before, signals) = (new Span(Length(recent), false), new Span(Length(past), false), question.Cadre.Signals);
        var range = now.EndingOn(question.On);
        if (range.From.DayNumber - before.Length < 1)
            return new Answer.NotApplicable("日期过早，没有可比的以往时段。");
        var earlier = before.EndingOn(range.From.AddDays(-1));
        if (FirstKnown(question.Cadre) > earlier.From)
            return new Answer.NotApplicable($"本人记录不足 {Wording.Number(now.Length + before.Length)} 日，无从与本人以往比较。");
        var count = signals.Tally(Kinds, range.From, range.To, question.KnownBy);
        if (count.Matters < minimum.Value)
            return new Answer.Negative();

        var old = signals.Tally(Kinds, earlier.From, earlier.To, question.KnownBy);
        var met = count.Matters * (decimal)before.Length > factor.Value * old.Matters * now.Length;
        var next = NextChange(question, now, before, range, earlier);
        if (!met)
            return new Answer.Negative { NextChange = next };
        if (question.LevelsOnly)
            return new Answer.Positive(LevelOnly(question, Rank)) { NextChange = next };
        var usual = Wording.Number(Math.Round((decimal)old.Matters * now.Length / before.Length, 1, MidpointRounding.ToZero));
        var core = $"近{now.Words}{Noun} {Wording.Number(count.Matters)} 件，本人此前同长时段均 {usual} 件";
        var (proof, floor) = (Wording.Proof(count, "件"), $"（最低起算 {Wording.Number(minimum.Value)} 件）");
        var end = proof.Length == 0 ? "" : $"，其中{proof}";
        var brief = Wording.Aside(Wording.Unproven(count, "件"));
        var finding = new Finding(
            Code, Name, question.Policy.Level(Rank), Wording.Fit(core + floor + end, core + end, core + brief, $"近{now.Words}{Noun} {Wording.Number(count.Matters)} 件{brief}"),
            $"近{now.Words}（{Wording.Day(range.From)} 至 {Wording.Day(range.To)}）{Noun} {Wording.Number(count.Matters)} 件{Wording.Aside(proof)}，"
            + $"此前 {Wording.Number(before.Length)} 日共 {Wording.Number(old.Matters)} 件，同长时段均 {usual} 件，超过 {Wording.Number(factor.Value)} 倍；"
            + $"最低起算 {Wording.Number(minimum.Value)} 件。依据{factor.Provision}。",
            range,
            [
                Condition("近期件数", $"{Wording.Number(count.Matters)} 件", "≥", minimum, true),
                Condition("与本人以往相比", old.Matters == 0 ? "以往为 0" : $"{Wording.Number(Math.Round(count.Matters * (decimal)before.Length / ((decimal)old.Matters * now.Length), 2, MidpointRounding.ToZero))} 倍", ">", factor, true),
            ],
            question.Causes(signals.Newest(Kinds, range.From, range.To, question.KnownBy)), count.Matters,
            old.Secrecy > count.Secrecy ? old.Secrecy : count.Secrecy, question.JudgedBy);
        return new Answer.Positive(finding) { NextChange = next };
    }

    private static int Length(PolicyParameter parameter) => (int)Math.Clamp(parameter.Value, 1, 36_500);

    /// <summary>Since when something could have been known: the first post, or the first signal where that is earlier.</summary>
    private static DateOnly FirstKnown(CadreState cadre)
    {
        var first = cadre.Signals.FirstDay ?? DateOnly.MaxValue;
        foreach (var post in cadre.Roster?.Posts ?? [])
            if (post.From < first)
                first = post.From;
        return first;
    }

    /// <summary>When the oldest recent matter turns into past, or the oldest past one drops out.</summary>
    private DateOnly? NextChange(Question question, Span now, Span before, DayRange range, DayRange earlier)
    {
        var signals = question.Cadre.Signals;
        DateOnly? turns = signals.OldestDay(Kinds, range, question.KnownBy) is { } recent ? now.LeavesOn(recent) : null;
        DateOnly? leaves = signals.OldestDay(Kinds, earlier, question.KnownBy) is { } past ? new Span(now.Length + before.Length, false).LeavesOn(past) : null;
        return turns is null || leaves < turns ? leaves ?? turns : turns;
    }
}
