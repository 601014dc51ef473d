using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;

namespace CadreWatch.Grains.Policies;

/// <summary>
/// 关注度提示: the live model puts the person among the first of the population, as far as the alert budget reaches. It rises above the budget and falls below
/// a wider share, and answers what it answered before while there is no model to ask.
/// </summary>
/// <param name="Budget">Parameter: the share of the population, in percent, that is pointed out.</param>
/// <param name="Release">Parameter: the share, in percent, outside of which an alert falls again.</param>
public sealed record ModelPattern(string Code, string Name, string Budget, string Release, int Rank) : Pattern(Code, Name)
{
    /// <summary>Log odds. An open alert is told anew where what it rests on has lost so much; what time alone takes in a few weeks is less.</summary>
    private const double Noticeable = 0.1;

    public override IEnumerable<string> Parameters => [Budget, Release];

    public override bool ReadsIneffective => true;

    public override bool Concerns(Signal signal, Policy policy) => true;

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Budget) is not { } budget)
            return Answer.NotApplicable.Missing(Budget);
        var open = question.Cadre.Alerts.OpenOf(Code);
        if (question.KnownBy is not null || question.Judgement.Model is not { Cut: { } cut } model)
            return AsBefore(open);
        if (model.Score(question.Cadre, question.On) is not { } score || score.Margin < (open is null ? cut.Raise : cut.Release))
            return new Answer.Negative();
        var secrecy = SecrecyOf(question.Cadre);
        return open?.Finding is { Model: { } known } finding && finding.Secrecy == secrecy && known.Score.Model == score.Model
            && known.Score.Snapshot == score.Snapshot && known.Score.Margin - score.Margin < Noticeable
            ? AsBefore(open)
            : new Answer.Positive(Tell(question, model, score, budget, secrecy));
    }

    private static Answer AsBefore(Alert? open) => open is null ? new Answer.Negative() : new Answer.Positive(open.Finding);

    /// <summary>The highest of all that a score rests on: it tells of each of them.</summary>
    private static Secrecy SecrecyOf(CadreState cadre)
    {
        var highest = Secrecy.Internal;
        foreach (var signal in cadre.Signals.NewestFirst())
            if (signal.Secrecy > highest && signal.Status is not (SignalStatus.Cleared or SignalStatus.Withdrawn))
                highest = signal.Secrecy;
        return highest;
    }

    private Finding Tell(Question question, LiveModel model, RiskScore score, PolicyParameter budget, Secrecy secrecy)
    {
        var factors = model.Explain(question.Cadre, question.On, ModelFinding.MostFactors);
        var share = $"{Wording.Number(budget.Value)} {budget.Unit}";
        var core = $"关注度排序（模型提示，未核实）进入前 {share}";
        var full = $"{core}，人口快照 {model.Snapshot}，模型 {model.Version}。依据{budget.Provision}。"
            + $"主要因素：{string.Join('；', factors.Select((f, i) => $"{i + 1}. {f.Sentence}（{(f.Contribution >= 0 ? "提高关注" : "降低关注")}）"))}。"
            + "仅凭模型提示只能开始了解核实，不作为措施、关口、联审的依据。";
        var strongest = factors.FirstOrDefault(f => f.Contribution > 0)?.Sentence;
        return new(
            Code, Name, question.Policy.Level(Rank), strongest is null ? core : Wording.Fit($"{core}：{strongest}", core), full, null,
            [Condition("关注度排序", $"前 {share} 以内", "≤ 前", budget, true)], [], 0, secrecy, question.JudgedBy with { Snapshot = model.Snapshot, Model = model.Version })
        {
            Model = new(score, factors),
        };
    }
}
