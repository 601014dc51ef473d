using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

/// <summary>What a pattern is asked about.</summary>
/// <param name="On">The day it is judged for.</param>
/// <param name="KnownBy">Only what was known by then counts; null for everything known.</param>
/// <param name="Policy">The policy of that day.</param>
public sealed record Question(CadreState Cadre, DateOnly On, DateTimeOffset? KnownBy, Policy Policy, Judgement Judgement);

/// <summary>
/// What a pattern answers. <see cref="NextDeadline"/> names the next moment when the answer can change by time alone.
/// </summary>
public abstract record Answer
{
    private Answer()
    {
    }

    public DateOnly? NextChange { get; init; }

    /// <summary>Null for <c>window:pattern</c>.</summary>
    public string? NextDeadline { get; init; }

    public sealed record Positive(Finding Finding) : Answer;

    public sealed record Negative : Answer;

    /// <param name="Reason">One Chinese sentence.</param>
    public sealed record NotApplicable(string Reason) : Answer;
}

/// <summary>One rule of the policy. Closed: the six kinds stand beside this file. Numbers come from parameters, named here by code.</summary>
/// <param name="Code">Stable, camelCase.</param>
/// <param name="Name">Chinese, at most eight characters.</param>
public abstract record Pattern(string Code, string Name)
{
    /// <summary>Whether this signal, new or changed, can alter the answer.</summary>
    public abstract bool Concerns(Signal signal, Policy policy);

    /// <summary>Pure. Never throws: a missing parameter is “not applicable”.</summary>
    public abstract Answer Evaluate(Question question);
}
