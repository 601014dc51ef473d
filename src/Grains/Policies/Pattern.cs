using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

/// <summary>What a pattern is asked about.</summary>
/// <param name="On">The day it is judged for.</param>
/// <param name="KnownBy">Only what was known by then counts; null for everything known.</param>
/// <param name="Policy">The policy of that day.</param>
public sealed record Question(CadreState Cadre, DateOnly On, DateTimeOffset? KnownBy, Policy Policy, Judgement Judgement)
{
    /// <summary>Whether a positive answer may leave out all but its level; see <see cref="Judgement.LevelsOnly"/>.</summary>
    internal bool LevelsOnly { get; init; }

    internal PolicyParameter? Parameter(string code) => Policy.Parameter(code, On, Cadre.Roster?.Authority);

    internal JudgedBy JudgedBy => new(Policy.Version, Judgement.CalendarVersion, On);

    internal Cause CauseOf(Signal signal) =>
        new(signal.Key, signal.Status, Policy.Kind(signal.Kind)?.Name ?? signal.Kind, Cadre.Signals.Copies(signal));

    /// <summary>The newest signals as causes, at most <see cref="Finding.MaxCauses"/>.</summary>
    internal IReadOnlyList<Cause> Causes(IEnumerable<Signal> newestFirst)
    {
        var causes = new List<Cause>(Finding.MaxCauses);
        foreach (var signal in newestFirst)
        {
            causes.Add(CauseOf(signal));
            if (causes.Count == Finding.MaxCauses)
                break;
        }

        return causes;
    }
}

/// <summary>What a pattern answers.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>The next day on which the answer can change by time alone; null where it cannot.</summary>
    public DateOnly? NextChange { get; init; }

    /// <summary>Name of the deadline for it; null for <c>window:pattern</c>.</summary>
    public string? NextDeadline { get; init; }

    public sealed record Positive(Finding Finding) : Answer;

    public sealed record Negative : Answer;

    /// <param name="Reason">One Chinese sentence.</param>
    public sealed record NotApplicable(string Reason) : Answer
    {
        internal static NotApplicable Missing(string parameter) => new($"现行政策缺少参数 {parameter}，本模式不能判定。");
    }
}

/// <summary>A level and the parameter from which on it is reached.</summary>
/// <param name="Rank">Rank of the level.</param>
/// <param name="Parameter">Code of the parameter.</param>
public sealed record LevelStep(int Rank, string Parameter);

/// <summary>One rule of the policy. Closed: seven kinds. Numbers come from parameters, named here by code.</summary>
/// <param name="Code">Stable, camelCase.</param>
/// <param name="Name">Chinese, at most eight characters.</param>
public abstract record Pattern(string Code, string Name)
{
    /// <summary>Name of the deadline on which its answer changes by time alone.</summary>
    internal string WindowDeadline { get; } = Deadlines.OfWindow(Code);

    /// <summary>Codes of all parameters it reads, for checking a document.</summary>
    public abstract IEnumerable<string> Parameters { get; }

    /// <summary>Whether it also reads signals that do not weigh, such as those found unsubstantiated.</summary>
    public virtual bool ReadsIneffective => false;

    /// <summary>Whether this signal, new or changed, can alter the answer.</summary>
    public abstract bool Concerns(Signal signal, Policy policy);

    /// <summary>
    /// The days in which a signal must lie to alter the answer, unless it moves the first day anything is known of; null where any day can, or where that
    /// cannot be told.
    /// </summary>
    internal virtual DayRange? Reach(Question question) => null;

    /// <summary>Pure. Never throws: a missing parameter is “not applicable”.</summary>
    public abstract Answer Evaluate(Question question);

    /// <summary>What <see cref="Question.LevelsOnly"/> asks for.</summary>
    private protected Finding LevelOnly(Question question, int rank) =>
        new(Code, Name, question.Policy.Level(rank), "", "", null, [], [], 0, default, question.JudgedBy);

    /// <summary>The window ending on the day asked about, of the length that a parameter gives.</summary>
    private protected static DayRange? WindowOf(Question question, string parameter) =>
        question.Parameter(parameter) is { } window ? Span.Of(window).EndingOn(question.On) : null;

    private protected static FindingCondition Condition(string name, string actual, string sign, PolicyParameter threshold, bool met) =>
        new(name, actual, $"{sign} {Wording.Number(threshold.Value)} {threshold.Unit}", met ? ConditionResult.Met : ConditionResult.NotMet,
            threshold.Provision.Source, threshold.Provision.Article, threshold.Provision.Grade);
}
