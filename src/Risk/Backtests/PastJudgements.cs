using System.Collections.Concurrent;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Risk.Backtests;

/// <summary>The judgements of past days as if one policy had been in force on all of them, and no model.</summary>
/// <param name="judgementOn">The judgement of a day by what was in force; only its calendar is kept.</param>
internal sealed class PastJudgements(Policy policy, Func<DateOnly, Judgement> judgementOn)
{
    private readonly ConcurrentDictionary<DateOnly, Judgement> byDay = new();

    public Judgement On(DateOnly day) =>
        byDay.TryGetValue(day, out var known) ? known : byDay.GetOrAdd(day, d => judgementOn(d) with { Policy = policy, PolicyOn = _ => policy, Model = null, LevelsOnly = true });
}
