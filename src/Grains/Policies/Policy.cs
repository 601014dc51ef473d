using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Policies;

/// <summary>What the status of a kind of signal means.</summary>
public enum KindNature : byte
{
    /// <summary>It may be true or not: reported, verified, substantiated or cleared.</summary>
    Claim = 1,

    /// <summary>A fact without a truth, such as a ballot or a score.</summary>
    Record = 2,

    /// <summary>Speaks for the person.</summary>
    Positive = 3,
}

/// <param name="Code">As in <see cref="SignalFacts.Kind"/>.</param>
/// <param name="Name">Chinese, at most eight characters.</param>
/// <param name="Source">Which of the sources of a convergence it belongs to, such as <c>complaint</c>; empty for none.</param>
public sealed record SignalKind(string Code, string Name, KindNature Nature, string Source = "");

/// <summary>One value of the policy. The one most specific to the authority and valid on the day is taken.</summary>
/// <param name="Unit">Chinese unit, such as % 件 日 月 个工作日.</param>
/// <param name="Provision">Source, article and grade of the value.</param>
/// <param name="To">Last day; null while open.</param>
/// <param name="Authority">The management authority it applies to; null for all.</param>
public sealed record PolicyParameter(
    string Code, string Name, decimal Value, string Unit, Provision Provision, DateOnly From, DateOnly? To = null, string? Authority = null);

/// <summary>One version of the district's policy: levels, kinds of signals, parameters and patterns, as data. Immutable.</summary>
/// <param name="Version">As shown: <c>2026-03</c>.</param>
public sealed record Policy(string Version)
{
    private readonly Dictionary<string, SignalKind> byCode = [];
    private readonly Dictionary<string, PolicyParameter[]> parameters = [];
    private readonly string[] claims = [];
    private readonly Dictionary<string, string[]> bySource = [];

    /// <summary>Two to four, the worst (rank 1) first.</summary>
    public IReadOnlyList<AlertLevel> Levels { get; init; } = [];

    public IReadOnlyList<SignalKind> Kinds
    {
        get;
        init
        {
            field = [.. value.Select(k => k with { Code = Codes.Shared(k.Code) })];
            byCode = field.GroupBy(k => k.Code).ToDictionary(g => g.Key, g => g.First());
            claims = [.. field.Where(k => k.Nature == KindNature.Claim).Select(k => k.Code)];
            bySource = field.GroupBy(k => k.Source).ToDictionary(g => g.Key, g => g.Select(k => k.Code).ToArray());
        }
    } = [];

    public IReadOnlyList<PolicyParameter> Parameters
    {
        get;
        init
        {
            field = value;
            parameters = value.GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.ToArray());
        }
    } = [];

    public IReadOnlyList<Pattern> Patterns { get; init; } = [];

    /// <summary>Who agrees to a measure; an act without a row here follows what ships with the product.</summary>
    public IReadOnlyList<ApprovalChain> Chains { get; init; } = [];

    /// <summary>What a joint meeting may conclude, in this order; what ships with the product unless the document has a list of its own.</summary>
    public IReadOnlyList<ConclusionKind> Conclusions { get; init; } = Meetings.Conclusions.Shipped;

    /// <summary>Codes of the kinds that belong to a source of a convergence.</summary>
    internal IReadOnlyList<string> KindsOf(string source) =>
        bySource.TryGetValue(source, out var kinds) ? kinds : [];

    /// <summary>Codes of the kinds that may be true or not.</summary>
    internal IReadOnlyList<string> ClaimKinds => claims;

    public SignalKind? Kind(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The level of this rank; the mildest one where the policy has fewer.</summary>
    public AlertLevel Level(int rank) => Levels[Math.Clamp(rank, 1, Levels.Count) - 1];

    /// <summary>The lowest value that a parameter has for anybody at any time, for passing over signals that no version of it could reach.</summary>
    internal decimal Lowest(string code)
    {
        var lowest = decimal.MaxValue;
        foreach (var parameter in Versions(code))
            lowest = Math.Min(lowest, parameter.Value);
        return lowest;
    }

    /// <summary>The parameter valid on a day for a management authority, or null.</summary>
    public PolicyParameter? Parameter(string code, DateOnly on, string? authority = null)
    {
        PolicyParameter? found = null;
        foreach (var parameter in Versions(code))
            if (parameter.From <= on && (parameter.To is not { } to || on <= to)
                && (parameter.Authority is null ? found is null : parameter.Authority == authority))
                found = parameter;
        return found;
    }

    private PolicyParameter[] Versions(string code) => parameters.GetValueOrDefault(code, []);
}
