using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;
using CadreWatch.Silo.InForce;

namespace CadreWatch.Cli.Risk;

/// <summary>What the patterns of one policy say about a cadre on a past day: the level of each, 0 where it finds nothing.</summary>
internal sealed class PolicyLevels(Policy policy, RulesInForce inForce, TimeZoneInfo zone)
{
    /// <summary>A model's own hint is no rule to compare it with.</summary>
    private readonly IReadOnlyList<Pattern> rules = [.. policy.Patterns.Where(p => p is not ModelPattern)];

    public IReadOnlyList<(string Code, string Name)> Patterns => [.. rules.Select(p => (p.Code, p.Name))];

    public byte[] Of(CadreState cadre, DateOnly on)
    {
        var judgement = JudgementOn(on);
        var question = new Question(cadre, on, null, policy, judgement);
        return [.. rules.Select(p => p.Evaluate(question) is Answer.Positive positive ? (byte)positive.Finding.Level.Rank : (byte)0)];
    }

    private readonly System.Collections.Concurrent.ConcurrentDictionary<DateOnly, Judgement> byDay = new();

    /// <summary>The judgement of a day under this policy, with the calendar as the journal has it.</summary>
    public Judgement JudgementOn(DateOnly on) => byDay.TryGetValue(on, out var known) ? known : byDay.GetOrAdd(on, Make);

    private Judgement Make(DateOnly on) =>
        inForce.Capture(new DateTimeOffset(on.ToDateTime(new TimeOnly(12, 0)), zone.GetUtcOffset(on.ToDateTime(new TimeOnly(12, 0))))) with { Policy = policy, PolicyOn = _ => policy };
}
