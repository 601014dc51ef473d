using System.Collections.Concurrent;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.InForce;

namespace CadreWatch.Cli.Risk;

/// <summary>What the patterns of one policy say about a cadre on a past day: the level of each, 0 where it finds nothing.</summary>
internal sealed class PolicyLevels(Policy policy, RulesInForce inForce)
{
    /// <summary>A model's own hint is no rule to compare it with.</summary>
    private readonly IReadOnlyList<Pattern> rules = [.. policy.Patterns.Where(p => p is not ModelPattern)];

    private readonly ConcurrentDictionary<DateOnly, Judgement> byDay = new();

    public IReadOnlyList<(string Code, string Name)> Patterns => [.. rules.Select(p => (p.Code, p.Name))];

    public byte[] Of(CadreState cadre, DateOnly on)
    {
        var judgement = JudgementOn(on);
        var question = new Question(cadre, on, null, policy, judgement);
        return [.. rules.Select(p => p.Evaluate(question) is Answer.Positive positive ? (byte)positive.Finding.Level.Rank : (byte)0)];
    }

    /// <summary>The judgement of a day under this policy, with the calendar as the journal has it.</summary>
    private Judgement JudgementOn(DateOnly on) => byDay.TryGetValue(on, out var known) ? known : byDay.GetOrAdd(on, day => inForce.On(day) with { Policy = policy, PolicyOn = _ => policy });
}
