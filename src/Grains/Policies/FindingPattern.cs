using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Policies;

/// <summary>A filed investigation, or a substantiated fact of some severity. One is enough.</summary>
/// <param name="FiledKinds">Kinds whose signals of a <paramref name="FiledCategories"/> say that an investigation was filed.</param>
/// <param name="FiledRank">Level of a filed investigation.</param>
/// <param name="Window">Parameter: how long either speaks.</param>
/// <param name="Severity">Parameter: severity from which a substantiated fact is serious.</param>
/// <param name="SeriousRank">Level of a serious substantiated fact.</param>
public sealed record FindingPattern(
    string Code, string Name, IReadOnlyList<string> FiledKinds, IReadOnlyList<string> FiledCategories, int FiledRank, string Window, string Severity, int SeriousRank)
    : Pattern(Code, Name)
{
    public override IEnumerable<string> Parameters => [Window, Severity];

    /// <summary>Below the lowest severity there is nothing to ask: an ordinary signal passes at once.</summary>
    public override bool Concerns(Signal signal, Policy policy) =>
        IsFiled(signal) || (signal.Status == SignalStatus.Substantiated && signal.Severity >= policy.Lowest(Severity) && policy.Kind(signal.Kind)?.Nature == KindNature.Claim);

    internal override DayRange? Reach(Question question) => WindowOf(question, Window);

    public override Answer Evaluate(Question question)
    {
        if (question.Parameter(Window) is not { } window)
            return Answer.NotApplicable.Missing(Window);
        if (question.Parameter(Severity) is not { } severity)
            return Answer.NotApplicable.Missing(Severity);
        var span = Span.Of(window);
        var range = span.EndingOn(question.On);
        var (filed, serious, causes, secrecy) = (default(Signal), default(Signal), new List<Signal>(), Secrecy.Internal);
        var (filedCount, seriousCount) = (0, 0);
        var marks = FiledCategories.Aggregate(0UL, (marks, category) => marks | KindSummary.MarkOf(category));
        bool Holds(in KindSummary part) => part.Severest >= severity.Value || ((part.Categories & marks) != 0 && FiledKinds.Contains(part.Kind));
        foreach (var signal in question.Cadre.Signals.Newest(question.Policy.ClaimKinds, range.From, range.To, question.KnownBy, Holds))
        {
            if (IsFiled(signal))
                (filed, filedCount) = (filed ?? signal, filedCount + 1);
            else if (signal.Status == SignalStatus.Substantiated && signal.Severity >= severity.Value)
                (serious, seriousCount) = (serious ?? signal, seriousCount + 1);
            else
                continue;
            causes.Add(signal);
            secrecy = signal.Secrecy > secrecy ? signal.Secrecy : secrecy;
        }

        if (causes.Count == 0)
            return new Answer.Negative();
        var sentence = filed is not null ? FiledSentence(filed, question.On) : SeriousSentence(serious!, seriousCount, severity, question);
        var rank = filed is null ? SeriousRank : serious is null ? FiledRank : Math.Min(FiledRank, SeriousRank);
        var more = filed is not null && seriousCount > 0 ? $"；另有属实的严重问题 {Wording.Number(seriousCount)} 项" : "";
        var finding = new Finding(
            Code, Name, question.Policy.Level(rank), Wording.Fit(sentence + more, sentence), $"{sentence}{more}。依据{severity.Provision}；窗口{span.Words}。", range,
            [
                new("立案", $"{Wording.Number(filedCount)} 件", "≥ 1 件", filed is null ? ConditionResult.NotMet : ConditionResult.Met,
                    severity.Provision.Source, severity.Provision.Article, severity.Provision.Grade),
                Condition("属实的严重程度", serious is null ? "无" : $"{serious.Severity} 级", "≥", severity, serious is not null),
            ],
            question.Causes(causes), causes.Count, secrecy, question.JudgedBy);
        return new Answer.Positive(finding) { NextChange = span.LeavesOn(causes[^1].OccurredOn) };
    }

    private bool IsFiled(Signal signal) => signal.Category is { } category && FiledKinds.Contains(signal.Kind) && FiledCategories.Contains(category);

    private static string FiledSentence(Signal filed, DateOnly on)
    {
        var mark = Wording.UnprovenMark(filed.Status);
        return $"{Wording.Day(filed.OccurredOn, on)}通报对该同志立案审查调查{Wording.Aside(mark)}；立案期间交流、晋升、奖励、退休均受限";
    }

    private static string SeriousSentence(Signal serious, int count, PolicyParameter severity, Question question)
    {
        var name = question.Policy.Kind(serious.Kind)?.Name ?? "";
        var several = count > 1 ? $"，近期共 {Wording.Number(count)} 项" : "";
        return $"{Wording.Day(serious.OccurredOn, question.On)}{name}问题属实，严重程度 {serious.Severity} 级（起算 {Wording.Number(severity.Value)} 级）{several}";
    }
}
